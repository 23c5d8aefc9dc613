import AudioFixtures
import Foundation
import MP3
import TestSupport
import Testing

@Suite("The MP3 check")
struct MP3CheckTests {
    @Test("counts frames, samples and time")
    func plainFrames() throws {
        let check = try MP3Check(TestAudio.silence(frames: 50))
        #expect(check.frameCount == 50)
        #expect(check.samplesPerFrame == 576)
        #expect(check.duration == .milliseconds(1200))
        #expect(check.format == AudioFormat(sampleRateHz: 24_000, channelCount: 1))
        #expect(check.audioRange == 0..<4800)
        #expect(!check.hasVBRHeader && !check.endsInsideFrame && check.garbageByteCount == 0)
    }

    @Test("leaves tags at both ends out of the audio")
    func tags() throws {
        let audio = TestAudio.silence(frames: 3)
        let before =
            TestAudio.id3v2(byteCount: 300, hasFooter: true) + TestAudio.id3v2(byteCount: 64)
        let after = TestAudio.ape + TestAudio.id3v1
        let check = try MP3Check(before + audio + after)
        #expect(check.frameCount == 3)
        #expect(check.audioRange == 364..<(364 + audio.count))
        #expect(check.garbageByteCount == 0)
    }

    @Test("takes zeros around the audio for padding and other bytes for garbage")
    func paddingAndGarbage() throws {
        let audio = TestAudio.silence(frames: 4)
        let zeros = [UInt8](repeating: 0, count: 40)
        let text = Array("<html>".utf8)
        #expect(try MP3Check(zeros + audio + zeros).garbageByteCount == 0)
        #expect(try MP3Check(text + audio + text).garbageByteCount == 12)
        let hole = try MP3Check(audio + zeros + audio)
        #expect(hole.garbageByteCount == 40)
        #expect(hole.frameCount == 8)
    }

    @Test("does not count the frame of a VBR header", arguments: [("Xing", 13), ("VBRI", 36)])
    func vbrHeader(name: String, offset: Int) throws {
        var header = TestAudio.frame
        header.replaceSubrange(offset..<(offset + 4), with: name.utf8)
        let check = try MP3Check(header + TestAudio.silence(frames: 5))
        #expect(check.hasVBRHeader)
        #expect(check.frameCount == 5)
        #expect(check.audioRange.lowerBound == 0)
    }

    @Test("finds the length of free-format frames")
    func freeFormat() throws {
        var frame = TestAudio.frame
        frame[2] &= 0x0F
        frame += [UInt8](repeating: 0, count: 7)
        let check = try MP3Check([UInt8](Array(repeating: frame, count: 9).joined()))
        #expect(check.frameCount == 9)
        #expect(!check.endsInsideFrame && check.garbageByteCount == 0)
    }

    @Test("sees at every length whether the last frame is whole")
    func truncated() throws {
        let audio = TestAudio.silence(frames: 4)
        for length in (96 + 4)...audio.count {
            let check = try MP3Check(Array(audio.prefix(length)))
            #expect(check.frameCount == length / 96)
            // Fewer than four bytes of a frame cannot be told from garbage.
            #expect(check.endsInsideFrame == (length % 96 >= 4))
            #expect(check.garbageByteCount == (length % 96 < 4 ? length % 96 : 0))
        }
    }

    @Test("refuses what holds no MP3 with its reason")
    func refusals() {
        #expect(throws: MP3Error.empty) { try MP3Check([]) }
        #expect(throws: MP3Error.noFrames(start: Array("<html>".utf8))) {
            try MP3Check(Array("<html>".utf8))
        }
        #expect(throws: MP3Error.cutInTag) {
            try MP3Check(Array(TestAudio.id3v2(byteCount: 100).prefix(99)))
        }
        let layer2: [UInt8] = [0xFF, 0xFD, 0x10, 0x00] + [UInt8](repeating: 0, count: 100)
        #expect(throws: MP3Error.wrongLayer(2)) { try MP3Check(layer2 + layer2) }
        #expect(throws: MP3Error.noFrames(start: Array(TestAudio.frame.prefix(16)))) {
            try MP3Check(TestAudio.frame)
        }
    }

    @Test("names the beginning of what is no MP3")
    func messageShowsStart() {
        let error = MP3Error.noFrames(start: Array("<html>\n".utf8))
        #expect("\(error)".hasSuffix("it begins with \"<html>.\""))
    }
}

/// The names of the shared data's audio.
private let realAudio = TestData.names(in: "audio", ending: ".mp3")

@Suite("The MP3 check on real files", .needsTestData)
struct RealMP3Tests {
    struct Facts: Decodable {
        struct Probe: Decodable { let dur: String }
        let decoded: Int?
        let failed: Bool

        enum Keys: String, CodingKey {
            case decoded = "decoded_samples_per_ch_untrimmed"
            case ffprobe
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Keys.self)
            decoded = try values.decodeIfPresent(Int.self, forKey: .decoded)
            failed = (try? values.decode(Probe.self, forKey: .ffprobe)) == nil
        }
    }

    static func facts() throws -> [String: Facts] {
        try JSONDecoder().decode([String: Facts].self, from: TestData.data("facts/audio.json"))
    }

    @Test("is within one frame of a decoder, or refuses", arguments: realAudio)
    func againstDecoder(name: String) throws {
        let facts = try #require(try Self.facts()["audio/\(name)"])
        let bytes = try [UInt8](TestData.data("audio/" + name))
        guard let decoded = facts.decoded, decoded > 0, !facts.failed else {
            #expect(throws: MP3Error.self) { try MP3Check(bytes) }
            return
        }
        let check = try MP3Check(bytes)
        #expect(abs(check.sampleCount - decoded) <= check.samplesPerFrame)
    }

    @Test("ends on every beginning of a real file", arguments: realAudio)
    func truncations(name: String) throws {
        let bytes = try [UInt8](TestData.data("audio/" + name))
        // Every length near the start, where headers and tags are, and some of the rest.
        let near = min(bytes.count, 200)
        for length in Array(0..<near) + stride(from: near, to: bytes.count, by: 509) {
            let check = try? MP3Check(Array(bytes.prefix(length)))
            #expect(check?.audioRange.upperBound ?? 0 <= length)
        }
    }

    @Test("ends on damaged real files", arguments: realAudio)
    func mutations(name: String) throws {
        var random = SplitMix64(seed: 42)
        let bytes = try Array(TestData.data("audio/" + name).prefix(8192))
        guard !bytes.isEmpty else { return }
        for _ in 0..<20 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                damaged[.random(in: 0..<damaged.count, using: &random)] = .random(
                    in: 0...255, using: &random)
            }
            let start = Int.random(in: 0..<damaged.count, using: &random)
            let check = try? MP3Check(Array(damaged[start...]))
            #expect(check?.audioRange.upperBound ?? 0 <= damaged.count)
        }
    }
}

@Suite("The MP3 check on hostile bytes", .timeLimit(.minutes(10)))
struct HostileMP3Tests {
    @Test(
        "ends on repeated headers",
        arguments: [
            [0xFF, 0xFB, 0x00, 0x00], [0xFF, 0xFB, 0x90, 0x00], [0xFF, 0xF3, 0x04, 0xC4],
            [0xFF, 0xFF, 0xFF, 0xFF], [0x49, 0x44, 0x33, 0x04], [0xFF, 0xE2, 0x04, 0x00, 0x00],
            [0x54, 0x41, 0x47], Array("APETAGEX".utf8),
        ] as [[UInt8]])
    func repeated(pattern: [UInt8]) {
        let bytes = [UInt8](Array(repeating: pattern, count: 5000).joined())
        let check = try? MP3Check(bytes)
        #expect(check?.audioRange.upperBound ?? 0 <= bytes.count)
    }

    @Test("ends on random bytes full of sync words")
    func random() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<10 {
            let bytes = (0..<20_000).map { _ -> UInt8 in
                [0xFF, 0xFB, 0xF3, 0x00, 0x10, .random(in: 0...255, using: &random)]
                    .randomElement(using: &random) ?? 0
            }
            let check = try? MP3Check(bytes)
            #expect(check?.audioRange.upperBound ?? 0 <= bytes.count)
        }
    }
}
