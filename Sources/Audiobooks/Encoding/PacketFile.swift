import DurableFiles
import SystemPackage

/// Where the packets of an encoded part stand in its file.
struct PacketFile: Sendable {
    let path: FilePath
    /// Each packet's bytes; with AAC, its ADTS header is among them.
    let packets: [Range<Int>]
    /// What stands before the packets and belongs to the stream: the `OpusHead`; empty with AAC.
    let head: Range<Int>

    /// Reads a file from packet to packet.
    ///
    /// Blocks; anything else in it is an error.
    init(_ path: FilePath, _ format: AudiobookFormat) throws {
        let file = try OpenFile(path)
        self.path = path
        var bytes = try ByteWindow(file.descriptor, at: path, count: file.byteCount())
        if format == .opus {
            let all = try Self.oggPackets(&bytes)
            // The second one holds the encoder's tags.
            guard all.count >= 2 else { throw AudiobookError.partDamaged(path.string) }
            (head, packets) = (all[0], Array(all[2...]))
        } else {
            (head, packets) = (0..<0, try Self.adtsFrames(&bytes))
        }
    }

    /// Source: ISO/IEC 14496-3 section 1.A.2.2 (adts_frame).
    private static func adtsFrames(
        _ bytes: inout ByteWindow
    ) throws -> [Range<Int>] {
        var frames: [Range<Int>] = []
        var offset = 0
        while offset < bytes.count {
            guard let sync = try bytes.word(at: offset), sync & 0xFFF6_0000 == 0xFFF0_0000,
                let length = try bytes.word(at: offset + 3).map({ Int($0 >> 13 & 0x1FFF) }),
                length >= 7, offset + length <= bytes.count
            else { throw bytes.damaged }
            frames.append(offset..<(offset + length))
            offset += length
        }
        return frames
    }

    /// Pages of one packet each, as ``SpeechCodec/arguments`` asks for.
    ///
    /// Source: RFC 3533 section 6.
    private static func oggPackets(
        _ bytes: inout ByteWindow
    ) throws -> [Range<Int>] {
        var packets: [Range<Int>] = []
        var offset = 0
        while offset < bytes.count {
            guard try bytes.has("OggS", at: offset), offset + 27 <= bytes.count else {
                throw bytes.damaged
            }
            let segmentCount = Int(try bytes.byte(at: offset + 26))
            let start = offset + 27 + segmentCount
            guard segmentCount > 0, start <= bytes.count else { throw bytes.damaged }
            var length = 0
            for index in 0..<segmentCount {
                let segment = try bytes.byte(at: offset + 27 + index)
                // Only the last segment of a packet is shorter than 255.
                guard (segment == 255) == (index < segmentCount - 1) else { throw bytes.damaged }
                length += Int(segment)
            }
            guard start + length <= bytes.count else { throw bytes.damaged }
            packets.append(start..<(start + length))
            offset = start + length
        }
        return packets
    }
}

extension ByteWindow {
    fileprivate var damaged: AudiobookError { .partDamaged(path?.string ?? "") }
}
