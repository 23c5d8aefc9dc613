import Foundation
import JobLists
import TestSupport
import Testing
import Texts

/// Lists that were damaged at random, from a seed.
///
/// `KLING_FUZZ_ROUNDS` says how many; each failure names the seed that makes its list again.
struct ListFuzzTests {
    private static let rounds =
        ProcessInfo.processInfo.environment["KLING_FUZZ_ROUNDS"].flatMap(Int.init) ?? 3000

    private static let lists: [(name: String, text: String)] = [
        (
            "l.csv",
            "id,text,Voice ID,speed,output,note\r\na,\"Hi, you\",v,0.9,x/y,n\r\n,b,,,,\r\n,,,,,\r\n"
        ),
        ("l.csv", "sep=;\nid;text;speed\n=\"001\";#REF!;0,9\n..;=A1&\"x\";1E0\n"),
        ("l.tsv", "id\ttext\tsentence\na\t\"bad,\" she\tx\nb\t\"one\ntwo\"\ty\n"),
        (
            "l.json",
            #"{"defaults":{"voice":"v","speed":1.5},"jobs":[{"id":"a","text":"x\u00e9\ud83d\ude00","n":[1,{"b":null}]},{"text":"y"}]}"#
        ),
        ("l.json", #"[{"id":1,"Text ":"x","volume":"0,5"},{"text_file":"none.txt"},{}]"#),
        (
            "l.jsonl",
            "{\"id\":\"a\",\"text\":\"x\"}\r\n\r\n{\"id\":\"b\",\"text\":\"y\",\"speed\":1e0}\n"
        ),
    ]

    private static let pieces: [[UInt8]] =
        [
            "\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "sep=", "sep=\\t\n", "=\"", "=A1",
            "#REF!", "{",
            "}", "[", "]", "\\", "\\u", "\\ud800", ":", "null", "1e999", "\u{FEFF}", "\u{1B}[31m",
            "\u{9B}",
            "\u{202E}", "..", "/", "id", "text", "voice-id", "{=SUM(A1:A2)}", "'", "(", ")", "字",
        ].map { Array($0.utf8) } + [[0], [0xFF], [0xFF, 0xFE], [0xC3], [0xE2, 0x80]]

    @Test(
        "damaged lists are read to their end, alike in any chunks, and all that is said is one line"
    )
    func mutations() throws {
        for seed in 0..<Self.rounds {
            var generator = SplitMix64(seed: UInt64(seed))
            let (name, bytes) = Self.mutated(&generator)
            var options = JobReaderOptions.withVoice
            options.quoting = seed % 5 == 0 ? .none : .double
            if seed % 7 == 0 { options.nameTemplate = try NameTemplate("{note}/{id}") }
            let reading = try read(name, bytes, options)
            #expect(try read(name, bytes, chunk: 1 + seed % 3, options) == reading, "seed \(seed)")
            for message in reading.messages {
                let isOneLine = !message.unicodeScalars.contains(where: \.isSteering)
                #expect(isOneLine, "seed \(seed): \(message.debugDescription)")
            }
            #expect(reading.texts.allSatisfy { !$0.isBlank }, "seed \(seed)")
        }
    }

    private static func mutated(_ generator: inout SplitMix64) -> (name: String, bytes: [UInt8]) {
        let list = lists[Int.random(in: 0..<lists.count, using: &generator)]
        var bytes = Array(list.text.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let start = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, start + Int.random(in: 0...5, using: &generator))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 2 where end > start:
                bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            default:
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                bytes.replaceSubrange(start..<end, with: piece)
            }
        }
        if Int.random(in: 0..<8, using: &generator) == 0 {
            let text = String(decoding: bytes, as: UTF8.self)
            bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        }
        return (list.name, bytes)
    }
}
