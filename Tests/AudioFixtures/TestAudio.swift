package import SpeechTasks

/// MP3s of the tests' own making: valid frames of silence.
package enum TestAudio {
    /// MPEG 2, 24 kHz, mono, 32 kbit/s: 96 bytes and 24 ms.
    package static let frame: [UInt8] = [0xFF, 0xF3, 0x44, 0xC4] + [UInt8](repeating: 0, count: 92)
    /// MPEG 1, 44.1 kHz, stereo, 32 kbit/s: 104 bytes.
    package static let stereoFrame: [UInt8] =
        [0xFF, 0xFB, 0x10, 0x00] + [UInt8](repeating: 0, count: 100)

    /// So many frames of 24 ms.
    package static func silence(frames: Int) -> [UInt8] {
        [UInt8](Array(repeating: frame, count: frames).joined())
    }

    /// Frames whose bytes differ by a seed; they still parse, and nobody listens to them.
    package static func noise(frames: Int, seed: UInt8) -> [UInt8] {
        var bytes = silence(frames: frames)
        for index in bytes.indices where index % 96 >= 13 {
            bytes[index] = UInt8(truncatingIfNeeded: index &* 31 &+ Int(seed)) & 0x7F
        }
        return bytes
    }

    package static func duration(frames: Int) -> Duration { .milliseconds(24 * frames) }

    /// An empty ID3v2.4 tag of so many bytes in all.
    package static func id3v2(byteCount: Int, hasFooter: Bool = false) -> [UInt8] {
        let size = byteCount - (hasFooter ? 20 : 10)
        let length = [21, 14, 7, 0].map { UInt8(size >> $0 & 0x7F) }
        let header = Array("ID3".utf8) + [4, 0, hasFooter ? 0x10 : 0] + length
        let footer = Array("3DI".utf8) + [4, 0, 0x10] + length
        return header + [UInt8](repeating: 0, count: size) + (hasFooter ? footer : [])
    }

    package static var id3v1: [UInt8] { Array("TAG".utf8) + [UInt8](repeating: 0x41, count: 125) }

    /// An APEv2 tag with a header, one item's worth of bytes and a footer.
    package static var ape: [UInt8] {
        func edge(_ isHeader: Bool) -> [UInt8] {
            Array("APETAGEX".utf8) + [0xD0, 7, 0, 0] + [52, 0, 0, 0, 1, 0, 0, 0]
                + [0, 0, 0, isHeader ? 0xA0 : 0x80] + [UInt8](repeating: 0, count: 8)
        }
        return edge(true) + [UInt8](repeating: 0x42, count: 20) + edge(false)
    }

    package static func hash(_ number: Int) -> TaskHash {
        SpeechTask(service: .emulator, text: "\(number)", voiceID: "reader_en_m-v1").hash
    }
}
