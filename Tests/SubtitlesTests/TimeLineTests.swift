import Subtitles
import Testing
import Texts

/// Lines of times as damage, tools and people leave them: none is spoken, and none takes words along.
@Suite struct TimeLineTests {
    private static let t1 = "00:00:01,000 --> 00:00:02,000"
    private static let t2 = "00:00:03,000 --> 00:00:04,000"
    private static let t3 = "00:00:05,000 --> 00:00:06,000"

    private func srt(_ text: String) -> SubtitleFile {
        subtitles(
            in: text.replacing("T1", with: Self.t1).replacing("T2", with: Self.t2)
                .replacing("T3", with: Self.t3), format: .srt, path: "film.srt")
    }

    @Test(
        "times are read whatever stands between them",
        arguments: ["–>", "--", "==>", "->", "→", "-", "- ->", ""])
    func arrows(arrow: String) {
        let file = srt("1\nT1\nA one\n\n2\n00:00:03,000 \(arrow) 00:00:04,000\nB two\n\n3\nT3\nC")
        #expect(file.cues.map(\.text) == ["A one", "B two", "C"])
        #expect(file.cues.map(\.start) == [.seconds(1), .seconds(3), .seconds(5)])
        #expect(file.faults.isEmpty)
    }

    @Test(
        "times that cannot be read are a fault with their line",
        arguments: [
            ("1\nT1\nA one\n\n2\n00:00:03,0", ["A one"], [6]),
            ("1\n00:00:0x,000 --> 00:00:02,000\nA one\n\n2\nT2\nB", ["B"], [2]),
            ("1\n00:00:01,000 -> 00:00:0\nA one\n\n2\nT2\nB", ["B"], [2]),
            ("1\nsoon\nA one\n\n2\nT2\nB", ["B"], [2]),
            ("1\nT1\nA\n\n2\nsoon --> later\nGone.\n\n3\nT3\nC", ["A", "C"], [6]),
            ("Words first.\n\n1\nT1\nA", ["A"], [1]),
            ("1\nT1\nA\n\n2\n", ["A"], []),
        ])
    func faults(text: String, expected: [String], lines: [Int]) {
        let file = srt(text)
        #expect(file.cues.map(\.text) == expected)
        #expect(file.faults.map(\.place.line) == lines)
    }

    @Test(
        "a text with times or an arrow in it is a text",
        arguments: [
            "A --> B", "12:30 - 13:30", "A -> b.", "1:02.34", "From 00:00:03,000 on --> there",
        ])
    func texts(text: String) {
        let file = srt("1\nT1\n\(text)\n\n2\nT2\nB")
        #expect(file.cues.map(\.text) == [text, "B"])
        #expect(file.faults.isEmpty)
    }

    @Test("what stands behind the times is text, unless it places the cue")
    func textBehindTimes() {
        let file = srt("1\nT1 Hello there\nyou\n\n2\nT2 X1:10 X2:20\nB\n\n3\nT3 42 it is")
        #expect(file.cues.map(\.text) == ["Hello there\nyou", "B", "42 it is"])
    }

    @Test(
        "numbers of cues are told from numbers that are said by what the file does",
        arguments: [
            ("1\r\r\nT1\r\r\nA one\r\r\n\r\r\n2\r\r\nT2\r\r\nB two\r\r\n", ["A one", "B two"]),
            ("1\n\nT1\n\nA one\n\n2\n\nT2\n\nB two\n", ["A one", "B two"]),
            ("1\nT1\nA\n\n\u{FEFF}1\nT2\nB\n\n\u{FEFF}T3\nC", ["A", "B", "C"]),
            ("#1\nT1\nA\n\n#2\nT2\nB", ["A", "B"]), ("1.\nT1\nA\n\n2.\nT2\nB", ["A", "B"]),
            ("T1\nHow many?\nT2\n42\nT3\nC three", ["How many?", "42", "C three"]),
            ("1\nT1\nA\n2\nT2\n3\nT3\nC", ["A", "", "C"]),
            ("1\nT1\nA\n\n2\nT2\n42\n\n3\nT3\nC", ["A", "42", "C"]),
            ("1\nT1\nA\n\n2\nangry men\n\n2\nT2\nB", ["A\n2\nangry men", "B"]),
        ])
    func numbers(text: String, expected: [String]) {
        let file = srt(text)
        #expect(file.cues.map(\.text) == expected)
        #expect(file.faults.isEmpty)
    }

    @Test("in SubViewer too, times that cannot be read are a fault, other marks between them none")
    func subViewer() {
        let file = subtitles(
            in: "0:00:01.000,0:00:02.000\nA\n\n0:00:03.000;0:00:04.000\nB\n\n"
                + "0:00:0x.000,0:00:06.000\nGone.\n\n0:00:07.000,0:00:08.000\n3,4\n",
            format: .sbv, path: "a.sbv")
        #expect(file.cues.map(\.text) == ["A", "B", "3,4"])
        #expect(file.faults.map(\.place.line) == [7])
    }

    @Test(
        "in WebVTT, times with a broken arrow are a fault wherever they stand",
        arguments: [
            ("1\n00:01.000 –> 00:02.000\nGone.\n\nT2\nB", ["B"], 3),
            ("00:01.000 –> 00:02.000\nGone.\n\nT2\nB", ["B"], 3),
            ("T1\nA\n00:02.500 –> 00:03.000\nGone.\n\nT2\nB", ["A", "B"], 5),
            ("T1\nA\n\n00:02.500 –> 00:03.000\nGone.\n\nT2\nB", ["A", "B"], 6),
        ])
    func webVTT(blocks: String, expected: [String], line: Int) {
        let text = blocks.replacing("T1", with: "00:01.000 --> 00:02.000")
            .replacing("T2", with: "00:03.000 --> 00:04.000")
        let file = subtitles(in: "WEBVTT\n\n\(text)\n", format: .vtt, path: "a.vtt")
        #expect(file.cues.map(\.text) == expected)
        #expect(file.faults.map(\.place.line) == [line])
    }

    @Test("in song texts a third number is hundredths, and what has no time is a fault")
    func songs() {
        let file = subtitles(
            in:
                "[ti:Song]\n[Chorus]\n[00:01:00]One\n[00:1x.00]Gone.\n00:03.00 Three\n[00:01:02.5]Last\n",
            format: .lrc, path: "a.lrc")
        #expect(file.cues.map(\.text) == ["One", "Last"])
        #expect(file.cues.map(\.start) == [.seconds(1), .milliseconds(62_500)])
        #expect(file.faults.map(\.place.line) == [4, 5])
    }

    @Test("of a ruby in TTML its base is said")
    func ruby() {
        let file = subtitles(
            in: """
                <tt xmlns:tts="http://www.w3.org/ns/ttml#styling"><body><div>
                <p begin="1s" end="2s"><span tts:ruby="container"><span tts:ruby="base">漢</span><span
                tts:ruby="text">かん</span></span>です</p></div></body></tt>
                """, format: .ttml, path: "a.ttml")
        #expect(file.cues.map(\.text) == ["漢です"])
    }
}
