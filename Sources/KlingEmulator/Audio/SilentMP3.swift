import NIOCore

/// MP3 files that hold nothing but silence, made frame by frame.
///
/// MPEG-2 Layer III, 24 kHz, mono, 16 kbit/s (ISO/IEC 13818-3): a frame is 576 samples, so exactly
/// 24 ms, in exactly 48 bytes. Side information of zeros says that no frequency is coded.
enum SilentMP3 {
    /// What one frame lasts.
    static let frameMilliseconds = 24
    static let frameByteCount = 48

    private static let header: [UInt8] = [0xFF, 0xF3, 0x24, 0xC4]
    private static let sideInformation = [UInt8](repeating: 0, count: 9)

    /// Many silent frames in a row, from which files are copied.
    private static let frames: ByteBuffer = {
        var buffer = ByteBuffer()
        for _ in 0..<1024 {
            buffer.writeBytes(header)
            buffer.writeRepeatingByte(0, count: frameByteCount - header.count)
        }
        return buffer
    }()

    /// A file of so many frames, after an information frame that players do not play.
    ///
    /// - Parameter mark: stands in the information frame, where nobody reads it.
    static func file(frameCount: Int, mark: UInt32) -> ByteBuffer {
        var file = ByteBuffer()
        file.reserveCapacity((frameCount + 1) * frameByteCount)
        writeInformationFrame(frameCount: frameCount, mark: mark, into: &file)
        var rest = frameCount * frameByteCount
        while rest > 0 {
            let part = frames.readableBytesView.prefix(rest)
            rest -= file.writeBytes(part)
        }
        return file
    }

    /// The `Info` frame after the layout of Xing's and LAME's: it makes players show the exact
    /// length without reading the file to its end.
    private static func writeInformationFrame(
        frameCount: Int, mark: UInt32, into file: inout ByteBuffer
    ) {
        file.writeBytes(header)
        file.writeBytes(sideInformation)
        file.writeString("Info")
        file.writeInteger(UInt32(3))  // The two fields that follow are there.
        file.writeInteger(UInt32(frameCount))
        file.writeInteger(UInt32((frameCount + 1) * frameByteCount))
        file.writeInteger(mark)
        file.writeRepeatingByte(0, count: frameByteCount - file.readableBytes)
    }
}
