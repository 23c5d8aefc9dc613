import Foundation
import Subtitles
import TestSupport
import Testing
import Texts

/// Real files against what independent readers found in them, and our own for what is lenient.
@Suite struct SubtitleReadingTests {
    /// A file's facts, as `facts/subtitles.json` has them.
    private struct Facts: Decodable {
        var pysubs2: Int
        var first: Double?
        var last_end: Double?
    }

    /// Where another count is right, and why.
    private static let ownCounts = [
        // Of 14 blocks one ends before it starts.
        "derived/bad-times-1.srt": 13,
        // Six have times; the reader that counted 5 wants fractions in them.
        "fixtures/astisub-missing-sequence-in.srt": 6,
        // One cue of each block for each of two languages.
        "real/the-story-of-mime-and-tiger.msrt": 68,
    ]

    @Test(
        "real files hold the cues that independent readers count, from the first to the last",
        .needsTestData)
    func realFiles() async throws {
        let json = try TestData.data("facts/subtitles.json")
        let all = try JSONDecoder().decode([String: Lenient<Facts>].self, from: json)
        var count = 0
        for (path, facts) in all.sorted(by: { $0.key < $1.key }) {
            guard let facts = facts.value, facts.pysubs2 > 0,
                let format = SubtitleFormat(path: path), !path.hasSuffix(".vtt")
            else { continue }
            count += 1
            let file = try await readSubtitles(
                at: TestData.path(path), format: format, options: .init())
            let name = String(path.dropFirst("subtitles/".count))
            let expected = Self.ownCounts[name] ?? facts.pysubs2
            #expect(file.cues.count == expected, "\(name)")
            guard Self.ownCounts[name] == nil else { continue }
            if let first = facts.first {
                let start = file.cues.map(\.start).min() ?? .zero
                #expect(abs(start / .seconds(1) - first) < 0.0015, "\(name)")
            }
            if let last = facts.last_end {
                let end = file.cues.map(\.end).max() ?? .zero
                #expect(abs(end / .seconds(1) - last) < 0.0015, "\(name)")
            }
        }
        #expect(count >= 20)
    }

    /// A value of a list that may hold others.
    private struct Lenient<Value: Decodable>: Decodable {
        let value: Value?

        init(from decoder: any Decoder) throws {
            value = try? Value(from: decoder)
        }
    }

    private func srt(_ text: String) -> SubtitleFile {
        subtitles(in: text, format: .srt, path: "film.srt")
    }

    @Test(
        "times are read as people write them",
        arguments: [
            ("00:01:02,500 --> 00:01:04,000", 62_500, 64_000),
            ("0:1:2.5 --> 0:1:4", 62_500, 64_000),
            ("01:02,50-->01:04,00 X1:10 X2:20 Y1:1 Y2:2", 62_500, 64_000),
            ("00:00: 01,000 -->  00:00:02,000", 1000, 2000),
            ("00:00:61,000 --> 100:00:62,000", 61_000, 360_062_000),
            ("00:00:01:500 --> 00:00:02:250", 1500, 2250),
        ])
    func times(line: String, start: Int, end: Int) {
        let cues = srt("1\n\(line)\nHello.\n").cues
        #expect(cues.map(\.start) == [.milliseconds(start)])
        #expect(cues.map(\.end) == [.milliseconds(end)])
        #expect(cues.map(\.text) == ["Hello."])
    }

    @Test(
        "numbers may be missing or wrong, blank lines missing or within a cue, line ends of all kinds"
    )
    func lenient() {
        let text =
            "\u{FEFF}00:00:01,000 --> 00:00:02,000\r\nOne.\r\n7\r\n"
            + "00:00:03,000 --> 00:00:04,000\rTwo,\r\rstill two.\r\r"
            + "7\n00:00:05,000 --> 00:00:06,000\n1984\n\n\n\n00:00:07,000 --> 00:00:08,000\nFour"
        let file = srt(text)
        #expect(file.cues.map(\.text) == ["One.", "Two,\nstill two.", "1984", "Four"])
        #expect(file.cues.map(\.id) == [nil, "7", "7", nil])
        #expect(file.cues.map(\.line) == [1, 4, 10, 15])
        #expect(file.faults.isEmpty)
    }

    @Test("what cannot be a cue is a fault with its line, and costs no other cue")
    func faults() {
        let file = srt(
            "1\n00:00:05,000 --> 00:00:04,000\nBackwards.\n\n2\n00:00:06,000 -> 00:00:0\nDash.\n"
                + "\n3\nsoon --> later\nWords.\n\n4\n00:00:08,000 --> 00:00:09,000\nGood. A -> b.\n"
        )
        #expect(file.cues.map(\.text) == ["Good. A -> b."])
        #expect(file.faults.map(\.place.line) == [2, 6, 10])
        #expect(file.faults.first?.description.hasPrefix("film.srt:2:1: ") == true)
    }

    @Test("a language before each line makes a cue of each language")
    func languages() {
        let file = srt("1\n00:00:01,000 --> 00:00:02,000\n[eng] Hi\nthere\n[rus] Привет\n")
        #expect(file.cues.map(\.language) == ["eng", "rus"])
        #expect(file.cues.map(\.text) == ["Hi\nthere", "Привет"])
        #expect(srt("1\n00:00:01,000 --> 00:00:02,000\n[bell]\n").cues[0].language == nil)
    }

    @Test("YouTube's subtitles, song texts and ASS are read by their own rules")
    func otherFormats() {
        let sbv = subtitles(
            in: "0:00:01.000,0:00:02.500\nHello\nthere\n\n0:00:03.000,0:00:04.000\nBye\n",
            format: .sbv, path: "a.sbv")
        #expect(sbv.cues.map(\.text) == ["Hello\nthere", "Bye"])
        #expect(sbv.cues.map(\.end) == [.milliseconds(2500), .seconds(4)])
        let lrc = subtitles(
            in: "[ti:Song]\n[offset:+500]\n[00:01.50][00:05.00]La la\n[00:03.00]Words\n[00:07]\n",
            format: .lrc, path: "a.lrc")
        #expect(lrc.cues.map(\.text) == ["La la", "Words", "La la"])
        #expect(lrc.cues.map(\.start) == [.seconds(1), .milliseconds(2500), .milliseconds(4500)])
        #expect(lrc.cues.last?.end == .milliseconds(6500))
        let ass = subtitles(
            in: "[Script Info]\n[Events]\nFormat: Start, End, Style, Name, Layer, Text\n"
                + "Dialogue: 0:00:01.00,0:00:02.50,*Sign,Anna,3,{\\an8}Yes, of course\\Nnot\n"
                + "Comment: 0:00:01.00,0:00:02.50,*Sign,Anna,3,No\nDialogue: 0:00:03.00\n",
            format: .srt, path: "a.srt")
        #expect(ass.format == .ass)
        #expect(ass.cues.map(\.text) == ["{\\an8}Yes, of course\\Nnot"])
        #expect(ass.cues.map(\.speaker) == ["Anna"])
        #expect(ass.cues.map(\.style) == ["Sign"])
        #expect(ass.cues.map(\.layer) == [3])
        #expect(ass.faults.map(\.place.line) == [6])
    }

    @Test("TTML counts in clock times, frames and ticks, and nests")
    func ttml() {
        let file = subtitles(
            in: """
                <?xml version="1.0"?>
                <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
                    xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en"
                    ttp:frameRate="25" ttp:tickRate="1000">
                <head><metadata><ttm:agent xml:id="a"><ttm:name>Anna</ttm:name></ttm:agent></metadata>
                </head>
                <body><div begin="10s">
                <p begin="00:00:01:05" end="00:00:02.5" ttm:agent="a">One &amp; <span>two</span><br/>three</p>
                <p begin="3000t" dur="500ms" style="s1">Four</p>
                <p begin="x">Bad</p>
                <p begin="50f"><span begin="1s" end="2s">Five</span><span begin="2s" end="3s">Six</span></p>
                </div></body></tt>
                """, format: .ttml, path: "a.ttml")
        #expect(file.cues.map(\.text) == ["One & two\nthree", "Four", "Five", "Six"])
        #expect(
            file.cues.map(\.start) == [
                .milliseconds(11_200), .seconds(13), .seconds(13), .seconds(14),
            ])
        #expect(file.cues.map(\.speaker) == ["Anna", nil, nil, nil])
        #expect(file.cues.map(\.style) == [nil, "s1", nil, nil])
        #expect(file.faults.count == 1)
        #expect(file.language == "en")
    }

    @Test("a byte that is no text makes a fault of its cue, and spoils no other")
    func strayBytes() async throws {
        let folder = try TemporaryFolder()
        let time = "00:00:01,000 --> 00:00:02,000\n"
        // The two characters that say hello in Chinese, in GB18030.
        let hello: [UInt8] = [0xC4, 0xE3, 0xBA, 0xC3]
        let cases: [([UInt8], [UInt8])] = [
            (Array("I’ll go.".utf8), [0xE9]), (Array("Déjà.".utf8), [0xE9]),
            (hello + hello, [0xFF]),
        ]
        for (text, stray) in cases {
            var bytes: [UInt8] = []
            for number in 1...4 {
                bytes += Array("\(number)\n\(time)".utf8) + text
                bytes += number == 2 ? stray + Array("\n\n".utf8) : Array("\n\n".utf8)
            }
            let path = try folder.write(bytes, to: "film.srt")
            let file = try await readSubtitles(at: path, format: .srt, options: .init())
            #expect(file.cues.count == 3)
            #expect(Set(file.cues.map(\.text)).count == 1)
            #expect(file.faults.map(\.place.line) == [6])
        }
    }

    @Test("a file that is none says so, with its path")
    func noSubtitles() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/film.srt"
        await #expect(throws: SubtitleError.self) {
            try await readSubtitles(at: path, format: .srt, options: .init())
        }
        for bytes in [Data(), Data("Just words.".utf8), Data([0, 1, 2, 255, 254])] {
            try folder.write(bytes, to: "film.srt")
            let error = await #expect(throws: SubtitleError.self) {
                try await readSubtitles(at: path, format: .srt, options: .init())
            }
            #expect("\(try #require(error))".hasPrefix(path))
        }
    }
}
