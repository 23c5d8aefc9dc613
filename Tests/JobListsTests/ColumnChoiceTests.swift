import JobLists
import Testing

/// Columns that are said to mean something.
struct ColumnChoiceTests {
    private func options(_ columns: String...) throws -> JobReaderOptions {
        var options = JobReaderOptions.withVoice
        options.columns = try ColumnMapping(columns.map { try ColumnChoice($0) })
        return options
    }

    @Test("a column that is said to hold the text stands for one that is called so")
    func columns() throws {
        let list = "Identifier,Dialogue,text,ID\na,Hello.,note,7\n"
        let reading = try read("l.csv", list, options("text=Dialogue", "id=identifier"))
        #expect(reading.messages == [])
        #expect(reading.texts == ["Hello."])
        #expect(reading.jobs[0].id == "a")
        #expect(reading.jobs[0].otherColumns.map(\.name) == ["text", "ID"])
    }

    @Test("JSON takes the same columns")
    func json() throws {
        let list = #"[{"Dialogue": "Hello.", "Nr": 3}]"#
        let reading = try read("l.json", list, options("text=Dialogue", "id=Nr"))
        #expect(reading.texts == ["Hello."])
        #expect(reading.jobs[0].id == "3")
    }

    @Test("a column that is missing is named with those that are there, and what to type is said")
    func missing() throws {
        let near = try read("l.csv", "Lne,Who\nHi.,a\n", options("text=Line"))
        #expect(near.messages.count == 1)
        #expect(near.messages[0].contains("no column `Line`"))
        #expect(near.messages[0].contains("did you mean `Lne`?"))
        let none = try read("l.csv", "Line,Who\nHi.,a\n")
        #expect(none.messages[0].contains("--column text=NAME"))
    }

    @Test(
        "what says no column is refused",
        arguments: ["text", "=x", "txet=Line", "text=", "text= "])
    func refused(choice: String) {
        #expect(throws: JobListError.self) { try ColumnChoice(choice) }
    }

    @Test("two meanings of a column, and two columns of a meaning, are refused")
    func twice() throws {
        #expect(throws: JobListError.self) { try options("text=A", "id=a") }
        #expect(throws: JobListError.self) { try options("text=A", "text=B") }
    }
}

/// Voices by speaker and by language.
struct RowVoiceTests {
    private func options(voice: String?, _ columns: String...) throws -> JobReaderOptions {
        var options = JobReaderOptions()
        options.columns = try ColumnMapping(columns.map { try ColumnChoice($0) })
        let voices = try voice.map { try VoiceChoices($0) } ?? VoiceChoices()
        options.defaults = JobDefaults(voiceID: voices.voiceID)
        options.defaults.voicesByLanguage = voices.byLanguage
        options.speakers = SpeakerVoices(path: "roles.json") { name in
            switch name.lowercased() {
            case "mae": .voice("mae-voice")
            case "crowd": .muted
            default: nil
            }
        }
        return options
    }

    @Test("a row's own voice counts over its speaker's, and that over the voice of all")
    func speakers() throws {
        let list = "text,Who,voice\nA.,Mae,\nB.,Mae,own\nC.,Bo,\nD.,Crowd,\nE.,,\n"
        let reading = try read("l.csv", list, options(voice: "all", "speaker=Who"))
        #expect(reading.messages == [])
        #expect(reading.jobs.map(\.voiceID) == ["mae-voice", "own", "all", "all"])
        #expect(reading.texts == ["A.", "B.", "C.", "E."])
        #expect(reading.jobs[0].otherColumns.map(\.value) == ["Mae"])
    }

    @Test("a speaker without a voice is a fault that names it, where there is no voice of all")
    func unknownSpeaker() throws {
        let reading = try read(
            "l.csv", "text,Who\nC.,Bo\n", options(voice: nil, "speaker=Who"))
        #expect(reading.messages.count == 1)
        #expect(reading.messages[0].contains("no voice for the speaker `Bo`"))
        #expect(reading.messages[0].contains("roles.json"))
    }

    @Test("a speaker's voice counts over the list's own default")
    func listDefault() throws {
        let list =
            #"{"defaults": {"voice": "usual"}, "jobs": [{"text": "A.", "Who": "Mae"}, {"text": "B."}]}"#
        let reading = try read("l.json", list, options(voice: "all", "speaker=Who"))
        #expect(reading.jobs.map(\.voiceID) == ["mae-voice", "usual"])
    }

    @Test("voices go by the language of the row, by whatever code or name it is written")
    func languages() throws {
        let list = "text,lang\nA.,en\nB.,zh-Hans\nC.,English\nD.,eng\nE.,zho\n"
        let reading = try read(
            "l.csv", list, options(voice: "zh=chinese,en=english", "language=lang"))
        #expect(reading.messages == [])
        let voices = reading.jobs.map(\.voiceID)
        #expect(voices == ["english", "chinese", "english", "english", "chinese"])
        #expect(reading.jobs.map(\.language) == ["en", "zh-hans", "en", "en", "zh"])
    }

    @Test("the language that a column is said to hold names folders, too")
    func languageInNames() throws {
        var options = try options(voice: "all", "language=lang")
        options.nameTemplate = try NameTemplate("sounds/{language}/{id}")
        let reading = try read("l.csv", "id,text,lang\na,A.,en_GB\na,B.,es\n", options)
        #expect(reading.messages == [])
        #expect(reading.jobs.map(\.output.path) == ["sounds/en_GB/a.mp3", "sounds/es/a.mp3"])
    }

    @Test("a row whose language has no voice is a fault that says what to type")
    func noVoice() throws {
        let reading = try read(
            "l.csv", "text,lang\nA.,fr\nB.,\n", options(voice: "en=english", "language=lang"))
        #expect(reading.messages.count == 2)
        #expect(reading.messages[0].contains("--voice fr=NAME"))
        #expect(reading.messages[1].contains("names no language"))
    }

    @Test("a voice without a language is for all other rows")
    func others() throws {
        var voices = try VoiceChoices("en=english")
        try voices.add(VoiceChoices("all"))
        #expect(voices.voiceID == "all")
        #expect(throws: JobListError.self) { try voices.add(VoiceChoices("eng=other")) }
        #expect(throws: JobListError.self) { try voices.add(VoiceChoices("more")) }
        #expect(throws: JobListError.self) { try VoiceChoices("nolanguage=x") }
    }
}
