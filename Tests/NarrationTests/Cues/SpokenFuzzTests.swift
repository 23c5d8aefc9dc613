import Books
import Markup
import Narration
import Subtitles
import TestSupport
import Testing
import Texts

@Suite struct SpokenFuzzTests {
    private static let pieces = [
        "<", ">", "</", "<v A>", "</v>", "<i>", "<ruby>", "<rt>", "</ruby>", "{", "}", "{\\p1}",
        "\\N",
        "\\", "[", "]", "(", ")", "（", "）", "*", "**", "♪", "#", "- ", "-", ">>", "JOHN:", "John: ",
        ":",
        "：", "&", "&amp;", "&#", "&#x1F600;", ";", "\n", "\r", " ", "字幕组", "by", "www.a.b", "あ",
        "ก",
        "e\u{301}", "\u{FEFF}", "\u{0}", "😀", "12:30", "-->", "00:01.000", "WEBVTT", "NOTE", "word",
        "Ünï",
        ".", "!", "|", "\t", "\u{202E}",
    ]

    @Test("no text stops the cleaning, and what is spoken is one line", arguments: 0..<20)
    func anything(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let format = SubtitleFormat.allCases.randomElement(using: &random) ?? .srt
            let texts = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                (0..<Int.random(in: 0...40, using: &random)).map { _ in
                    Self.pieces.randomElement(using: &random) ?? ""
                }.joined()
            }
            var file = cueFile(texts, format: format)
            for index in file.cues.indices {
                file.cues[index].start = .seconds(Int.random(in: 0...9, using: &random))
                file.cues[index].end =
                    file.cues[index].start + .seconds(Int.random(in: 0...3, using: &random))
            }
            var options = SpokenOptions()
            options.readsSounds = Bool.random(using: &random)
            options.ruby = Bool.random(using: &random) ? .base : .reading
            let cues = SpokenCues(file, options: options)
            for cue in cues.cues {
                #expect(cue.end >= cue.start)
                #expect(!cue.text.isEmpty && !cue.text.contains(where: \.isNewline))
                #expect(cue.text.first != " " && cue.text.last != " ")
            }
            let numbers = Set(cues.cues.map(\.number)).union(cues.unspoken.map(\.number))
            #expect(numbers.count == texts.count)
            let read = WebVTTReader.read(texts.joined(separator: "\n\n"), path: "a.vtt")
            #expect(!read.cues.contains { $0.text.contains("\n\n") })
        }
    }

    @Test(
        "a long cue of one mark after another is spoken on one line, or listed as not spoken",
        arguments: [
            "<i>x", "{", "a (b) ", "- a. - ", "[", "*a", "♪a", "&amp", "<ruby>x<rt>", "a\n",
        ])
    func long(piece: String) {
        let text = String(repeating: piece, count: 1_000)
        for format in SubtitleFormat.allCases {
            let found = SpokenCues(cueFile(["- " + text, text], format: format))
            #expect(found.cues.allSatisfy { !$0.text.contains(where: \.isNewline) })
            #expect(Set(found.cues.map(\.number) + found.unspoken.map(\.number)) == [1, 2])
        }
    }
}
