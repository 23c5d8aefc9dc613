import Foundation
import Narration
import Subtitles
import TestSupport
import Testing
import Texts

/// Nothing that bytes can say crashes a reader, or makes a cue that ends before it starts.
@Suite struct BrokenFileTests {
    private static let seeds = [
        "1\n00:00:01,000 --> 00:00:02,000\n<i>Hello</i> {\\an8}[eng] there\n\n2\n00:03 --> 00:04\n- A\n- B\n",
        "WEBVTT\nX-TIMESTAMP:1\n\nNOTE x\n\nid\n00:01.000 --> 00:02.000 align:start\n<v A>Hi <c.x>b</c>&amp;\n",
        "[Script Info]\n[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,0:00:01.00,0:00:02.00,{\\p1}m 0{\\p0}Hi\\N\n",
        "<tt><body><div begin=\"1s\"><p end=\"2s\">Hi<br/>&amp;<span begin=\"1t\" dur=\"3f\">x</span></p></div></body></tt>",
        "0:00:01.000,0:00:02.000\nHello\n\n",
        "[ti:x]\n[offset:-100]\n[00:01.00][00:02.00]<00:01.2>La\n",
    ].map { Array($0.utf8) }

    private func mutated(_ random: inout SplitMix64) -> [UInt8] {
        guard UInt64.random(in: 0..<5, using: &random) > 0 else {
            let count = Int.random(in: 0..<300, using: &random)
            return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        var bytes = Self.seeds.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 1...20, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3:
                bytes.insert(contentsOf: Self.seeds.randomElement(using: &random) ?? [], at: place)
            default:
                bytes[place] = Array("<>:-,.[]{}&\n\r0".utf8).randomElement(using: &random) ?? 0
            }
        }
        return bytes
    }

    @Test("10,000 broken files are read without a crash, each cue within its times")
    func broken() {
        var random = SplitMix64(seed: 42)
        var cues = 0
        for round in 0..<10_000 {
            let text = String(decoding: mutated(&random), as: UTF8.self)
            let format = SubtitleFormat.allCases[round % SubtitleFormat.allCases.count]
            let file = subtitles(in: text, format: format, path: "x")
            let spoken = SpokenCues(file, options: SpokenOptions())
            cues += file.cues.count
            #expect(file.cues.allSatisfy { $0.start >= .zero && $0.end >= $0.start })
            #expect(spoken.cues.allSatisfy { $0.end >= $0.start && !$0.text.isEmpty })
        }
        #expect(cues > 1000)
    }
}
