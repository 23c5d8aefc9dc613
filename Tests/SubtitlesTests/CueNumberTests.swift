import Subtitles
import Testing
import Texts

@Suite struct CueNumberTests {
    private func srt(_ ids: [String], texts: [String]) -> SubtitleFile {
        let blocks = zip(ids, texts).enumerated().map { index, block in
            "\(block.0)\n00:00:0\(index),000 --> 00:00:0\(index),900\n\(block.1)\n"
        }
        return subtitles(in: blocks.joined(separator: "\n"), format: .srt, path: "a.srt")
    }

    @Test(
        "the line right above the times, behind a blank one, is the cue's number however it is written",
        arguments: [
            ["1", "2个", "3个", "四"], ["1", "cue-2", "cue-3", "cue-4"], ["[1]", "[2]", "[3]", "[4]"],
            ["#1", "#2", "#3", "#4"], ["1.", "2.", "3.", "4."],
            ["Cue 1", "Cue 2", "Cue 3", "Cue 4"],
            ["一", "二", "三", "四"], ["१", "२", "३", "४"], ["1", "2", "third", "4"],
            ["a1b2-c3", "d4e5-f6", "a7b8-c9", "d0e1-f2"], ["1/4", "2/4", "3/4", "4/4"],
            ["①", "②", "③", "④"], ["No. 1", "No. 2", "No. 3", "No. 4"],
        ])
    func identifiers(ids: [String]) {
        let texts = ["Hello.", "It is time.", "No.", "1984"]
        let file = srt(ids, texts: texts)
        #expect(file.cues.map(\.text) == texts)
        #expect(file.faults.isEmpty)
    }

    @Test("a sentence behind a blank line in a cue is no number, nor is one without a blank line")
    func sentences() {
        let file = subtitles(
            in: """
                1
                00:00:01,000 --> 00:00:02,000
                Hello

                there, my old friend.
                00:00:03,000 --> 00:00:04,000
                Ho.

                3
                00:00:05,000 --> 00:00:06,000
                So

                4
                00:00:07,000 --> 00:00:08,000
                Bye.
                """, format: .srt, path: "a.srt")
        #expect(file.cues.map(\.text) == ["Hello\nthere, my old friend.", "Ho.", "So", "Bye."])
        let plain = subtitles(
            in: "00:00:01,000 --> 00:00:02,000\nOne\nTwo\n00:00:03,000 --> 00:00:04,000\nThree\n",
            format: .srt, path: "a.srt")
        #expect(plain.cues.map(\.text) == ["One\nTwo", "Three"])
    }

    @Test("WebVTT with times of SubRip, and with doubled line ends, is read")
    func webVTT() {
        let comma = subtitles(
            in: "WEBVTT\n\n1\n00:00:01,000 --> 00:00:03,000\nComma.\n", format: .vtt, path: "a.vtt")
        #expect(comma.cues.map(\.text) == ["Comma."] && comma.faults.isEmpty)
        let doubled =
            "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\nTwo\n\n00:03.000 --> 00:04.000\nThree\n"
        let file = subtitles(
            in: doubled.replacing("\n", with: "\r\r\n"), format: .vtt, path: "a.vtt")
        #expect(file.cues.map(\.text) == ["One\nTwo", "Three"] && file.faults.isEmpty)
    }
}
