import Narration
import Subtitles
import Testing

@Suite struct CueLanguageTests {
    /// English by its `the`, German by its `der`; other scripts by their letters.
    private func detect(_ text: String) -> String {
        if text.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) {
            return "zh"
        }
        if text.unicodeScalars.contains(where: { (0x400...0x4FF).contains($0.value) }) {
            return "ru"
        }
        if text.unicodeScalars.contains(where: { (0x600...0x6FF).contains($0.value) }) {
            return "ar"
        }
        return text.contains(" der ") ? "de" : text.contains("the") ? "en" : "und"
    }

    private func said(_ file: SubtitleFile, _ language: String) -> [String] {
        var options = SpokenOptions()
        options.language = language
        return SpokenCues(file.partedByLanguage(detect), options: options).cues.map(\.text)
    }

    @Test("of cues that say everything in two scripts one language is spoken")
    func bilingual() {
        let file = cueFile([
            "Open the door.\n打开门。", "Close the door.\n关上门。", "Open Blender.\n打开 Blender 3。",
            "Now the end.\n完了。", "三年后",
        ])
        #expect(file.partedByLanguage(detect).languages == ["en", "zh"])
        #expect(
            said(file, "en") == [
                "Open the door.", "Close the door.", "Open Blender.", "Now the end.",
            ])
        #expect(said(file, "zh") == ["打开门。", "关上门。", "打开 Blender 3。", "完了。", "三年后"])
        let right = cueFile(["افتح\nOpen the door", "أغلق\nClose the door"])
        #expect(said(right, "ar") == ["افتح", "أغلق"])
    }

    @Test("languages in cues of their own, and in lines of ASS, are told apart as well")
    func simultaneous() {
        var file = cueFile(["Open the door.", "Открой дверь.", "Close the door.", "Закрой дверь."])
        for index in [1, 3] { file.cues[index].start = file.cues[index - 1].start }
        #expect(said(file, "ru") == ["Открой дверь.", "Закрой дверь."])
        let drawn = cueFile(
            ["开门。\\N{\\fs12}Open the door.", "关门。\\N{\\fs12}Close the door."], format: .ass)
        #expect(said(drawn, "en") == ["Open the door.", "Close the door."])
    }

    @Test("two languages of one script are told apart by the order of lines alone, if that is sure")
    func sameScript() {
        let texts = (1...9).map { "This is the line \($0).\nDas ist der Satz \($0)." }
        #expect(said(cueFile(texts), "de").first == "Das ist der Satz 1.")
        #expect(said(cueFile(texts), "de").count == 9)
        let swapped =
            texts.prefix(5)
            + texts.suffix(4).map { text in
                text.split(separator: "\n").reversed().joined(separator: "\n")
            }
        #expect(cueFile(Array(swapped)).partedByLanguage(detect).languages == [])
        #expect(cueFile(Array(texts.prefix(4))).partedByLanguage(detect).languages == [])
    }

    @Test(
        "a word of another script, and lines of one language, make no file of two",
        arguments: [
            ["打开 Blender。", "按 Ctrl 键。", "完了。"], ["Go.\nOn the way.", "Stop.\nNow.", "Yes.\nNo."],
            ["他说：\nOK", "好。", "走吧。", "再见。"], ["Hi.", "你好。", "Ho.", "再见。"],
        ])
    func oneLanguage(texts: [String]) {
        #expect(cueFile(texts).partedByLanguage(detect).languages == [])
    }

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

    @Test(
        "languages are found where nearly all cues name one or most name two, in .msrt where most do"
    )
    func coded() {
        let texts = ["[eng] Hi.\n[rus] Привет", "[eng] Ho.\n[rus] Да", "(music)"]
        #expect(languages(texts) == ["eng", "rus"])
        let single = ["[eng] Hi.", "[eng] Ho.", "(music)"]
        #expect(languages(single) == [])
        #expect(languages(single, path: "film.msrt") == ["eng"])
    }

    @Test(
        "languages are known by tags of many forms",
        arguments: [
            ["[eng]", "[zhtw]", "zh"], ["[eng]", "[ptbr]", "pt-BR"],
            ["[English]", "[Spanish]", "es"],
            ["[ENG]", "[SPA]", "spa"], ["{en-US}", "{pt-BR}", "ptbr"], ["(en)", "(de)", "ger"],
            ["【英文】", "【中文】", "zho"], ["[English]", "[Chinese (Simplified)]", "zh-hans"],
            ["[Français]", "[Deutsch]", "de"], ["EN:", "FR:", "fr"], ["[eng]", "[qaa]", "qaa"],
            ["[eng]", "[Klingon]", "Klingon"], ["[简体中文]", "[English]", "en"],
        ])
    func tagForms(tags: [String]) throws {
        let texts = (1...4).map { "\(tags[0]) First \($0).\n\(tags[1]) Second \($0).\nMore." }
        let blocks = texts.enumerated().map { index, text in
            "\(index + 1)\n00:00:0\(index),000 --> 00:00:0\(index),900\n\(text)\n"
        }
        let file = subtitles(in: blocks.joined(separator: "\n"), format: .srt, path: "film.srt")
        #expect(file.languages.count == 2)
        try file.requireLanguage(tags[2])
        var options = SpokenOptions()
        options.language = tags[2]
        let spoken = SpokenCues(file, options: options).cues.map(\.text)
        #expect(spoken == (1...4).map { "Second \($0). More." })
        #expect(throws: SubtitleError.self) { try file.requireLanguage("ja") }
    }

    @Test("languages one behind the other on a line are parted, and what names none is for all")
    func inLine() {
        let file = subtitles(
            in: (1...3).map { number in
                "\(number)\n00:00:0\(number),000 --> 00:00:0\(number),900\n"
                    + "No. \(number)\n[eng] Yes. [spa] Sí.\n"
            }.joined(separator: "\n"), format: .srt, path: "film.msrt")
        #expect(file.languages == ["eng", "spa"])
        var options = SpokenOptions()
        options.language = "es"
        #expect(SpokenCues(file, options: options).cues.prefix(2).map(\.text) == ["No. 1", "Sí."])
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
