import Narration
import Subtitles
import Testing

@Suite struct CueLanguageTests {
    private func languages(_ texts: [String], path: String = "film.srt") -> [String] {
        let blocks = texts.enumerated().map { index, text in
            "\(index + 1)\n00:00:0\(index),000 --> 00:00:0\(index),900\n\(text)\n"
        }
        return subtitles(in: blocks.joined(separator: "\n"), format: .srt, path: path).languages
    }

    @Test("who speaks in brackets is no language")
    func speakers() {
        #expect(languages(["[man] Hi.", "[boy] Ho.", "No.", "[all] Yes.", "[man] So."]) == [])
        #expect(languages(["[man] Hi.", "[boy] Ho.", "[man] Yes."]) == [])
    }

    @Test("languages are found where nearly all cues name one, in .msrt where most do")
    func coded() {
        let texts = ["[eng] Hi.\n[rus] Привет", "[eng] Ho.\n[rus] Да", "(music)"]
        #expect(languages(texts) == [])
        #expect(languages(texts, path: "film.msrt") == ["eng", "rus"])
        #expect(languages(Array(texts.prefix(2))) == ["eng", "rus"])
    }

    @Test("a language that a file does not have is refused with those that it has")
    func missing() {
        let cues = ["eng", "rus"].enumerated().map { index, language in
            var cue = Cue(line: index, start: .zero, end: .seconds(1), text: "Yes.")
            cue.language = language
            return cue
        }
        let file = SubtitleFile(path: "film.srt", format: .srt, cues: cues)
        let error = #expect(throws: SubtitleError.self) { try file.requireLanguage("fr") }
        #expect("\(error.map { "\($0)" } ?? "")".contains("eng, rus"))
    }

    @Test(
        "a language is known by each of its codes",
        arguments: [
            ("en", "eng"), ("eng", "en-US"), ("ger", "de"), ("deu", "ger"), ("EN", "en_GB"),
        ])
    func codes(asked: String, named: String) throws {
        var file = cueFile(["Yes.", "Да."])
        file.cues[0].language = named
        file.cues[1].language = "rus"
        var options = SpokenOptions()
        options.language = asked
        #expect(SpokenCues(file, options: options).cues.map(\.text) == ["Yes."])
        try file.requireLanguage(asked)
    }
}
