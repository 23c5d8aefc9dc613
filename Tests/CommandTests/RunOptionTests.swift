import ArgumentParser
import Audiobooks
import BatchPlanning
import Foundation
import TestSupport
import Testing
import Tracks
import kling_batch

/// What a command line asks of a batch, without running it.
@Suite(.tags(.computing))
struct RunOptionTests {
    /// An input of each kind, by its name.
    private static let inputs = [
        ("lines.csv", "job lists"), ("novel.epub", "books"), ("film.srt", "subtitles"),
    ]

    /// Values for the settings that do not take one of a few words.
    private static let samples = [
        "encoding": "GB18030", "delimiter": ";", "name-template": "{row}", "voice": "v",
        "speed": "1.5", "volume": "0.5", "language": "fr", "chapters": "2-3", "include": "front",
        "column": "text=Line", "voice-from": "Who", "sheet": "Lines",
        "title-template": "{title}", "lexicon": "words.csv", "roles": "roles.json",
        "dialogue-voice": "w", "book-bitrate": "48", "rate-hz": "16000",
        "channels": "2", "loudness": "-18", "split-hours": "2",
        "gap": "0.5", "join-gap": "1", "max-speed": "1.5", "max-stretch": "1.1",
        "pack-confidence": "0.7", "duration": "1:00", "offset": "-2.5", "video": "film.mp4",
        "duck": "12", "page-port": "8765", "events-file": "events.jsonl", "log-file": "run.log",
        "max-duration": "8h",
        "until": "07:00", "on-done": "true", "on-problem": "true",
        "title": "T", "author": "A", "narrator": "N", "series": "S", "series-part": "2",
        "year": "1995", "publisher": "P", "description": "D", "cover": "c.jpg",
        "output": "made", "batch": "b", "project": "p", "price": "0.06", "budget": "3",
        "budget-day": "4", "max-unknown-spend": "2", "base-url": "https://example.com",
        "api-path": "/tts", "service": "mine", "token-file": "token", "deadline": "60",
        "concurrency": "3",
        "rate": "5/s", "downloads": "2", "max-chars": "300", "callback-url": "https://a.b",
        "callback-listen": "127.0.0.1:1", "callback-base": "https://a.b", "callback-wait": "3",
        "callback-secret-file": "secret", "ledger": "l.sqlite", "config": "c.json",
    ]

    /// What a setting needs beside it.
    private static let companions = [
        "sheet": ["lines.xlsx"], "voice-from": ["--roles", "roles.json"],
        "pack-confidence": ["--pack-rows"],
        "duck": ["--video", "film.mp4"],
        "callback-listen": ["--callback-base", "https://a.b"],
        "callback-base": ["--callback-listen", "127.0.0.1:1"],
        "callback-wait": ["--callback-listen", "a:1", "--callback-base", "https://a.b"],
        "callback-secret-file": ["--callback-listen", "a:1", "--callback-base", "https://a.b"],
    ]

    private static var ofRun: [SettingFacts] {
        SettingFacts.all.filter { $0.commands.contains(.run) }
    }

    /// A value that is not the default.
    private static func sample(_ setting: SettingFacts) throws -> String {
        if setting.valueName == nil { return "true" }
        if let other = setting.choices.first(where: { $0 != setting.usual }) { return other }
        return try #require(samples[setting.key], "\(setting) needs a sample")
    }

    private static func option(_ setting: SettingFacts) throws -> String {
        setting.valueName == nil ? "--\(setting.key)" : "--\(setting.key)=\(try sample(setting))"
    }

    /// A command line for an input, with what the setting needs beside it.
    private static func line(_ setting: SettingFacts) throws -> [String] {
        let kind = try #require(setting.kinds.first).several
        let path = try #require(inputs.first { $0.1 == kind }?.0)
        return [path] + (companions[setting.key] ?? [])
    }

    private static func settings(_ variables: [String: String] = [:]) throws -> Settings {
        try Settings(variables: ["HOME": "/nowhere"].merging(variables) { $1 })
    }

    /// What is asked, in words.
    private static func words(_ run: Any) -> String {
        var text = ""
        dump(run, to: &text)
        return text
    }

    /// Why a command line is refused; nil where it is taken.
    private static func refusal(
        _ arguments: [String], variables: [String: String] = [:]
    ) -> String? {
        do {
            _ = try RunCommand.parse(arguments).runSettings(settings(variables))
            return nil
        } catch {
            return RunCommand.message(for: error)
        }
    }

    @Test("what stands on the command line is known, and nothing else")
    func given() throws {
        let inputs = Self.inputs.map(\.0)
        let all = try RunCommand.parse(inputs + Self.ofRun.map(Self.option))
        #expect(SettingFacts.given(in: all, of: .run).map(\.key) == Self.ofRun.map(\.key))
        #expect(try SettingFacts.given(in: RunCommand.parse(inputs), of: .run).isEmpty)
    }

    @Test("an option is refused for the kinds of input that it does nothing for", arguments: ofRun)
    func kinds(setting: SettingFacts) throws {
        let inputs = InputKind.allCases.map { (path: "input", kind: Optional($0)) }
        for input in inputs where setting.kinds.contains(input.kind ?? .list) {
            try refuseIdle([setting], for: [input])
        }
        for input in inputs where !setting.kinds.contains(input.kind ?? .list) {
            #expect(throws: ValidationError.self) { try refuseIdle([setting], for: [input]) }
        }
        try refuseIdle([setting], for: inputs)
        try refuseIdle([setting], for: [(path: "unknown", kind: nil)])
    }

    @Test(
        "the refusal says what the option is for, and what the inputs are",
        arguments: [
            (
                "lines.csv --chapters 3",
                "--chapters does nothing here: it is for books, and "
                    + "lines.csv is a job list."
            ),
            ("novel.epub --sounds read", "it is for subtitles, and novel.epub is a book."),
            ("film.srt --chapters 3", "it is for books, and film.srt is a subtitle file."),
            (
                "film.srt --input-format csv",
                "it is for job lists, and film.srt is a subtitle file."
            ),
            ("lines.csv film.srt --book mp3", "and the inputs are job lists and subtitles."),
            ("- --input-format csv --sounds read", "and - is a job list."),
            ("lines.csv --roles r.json", "without --voice-from"),
        ])
    func sentence(line: String, words: String) {
        let refusal = Self.refusal(line.split(separator: " ").map(String.init))
        #expect(refusal?.contains(words) == true, "\(refusal ?? "taken")")
    }

    @Test("a variable says the same as its option, for whatever inputs", arguments: ofRun)
    func variables(setting: SettingFacts) throws {
        let line = try Self.line(setting)
        let command = try RunCommand.parse(line)
        let nothing = (try? command.runSettings(Self.settings())).map(Self.words)
        let told = try RunCommand.parse(line + [Self.option(setting)])
        let asked = Self.words(try told.runSettings(Self.settings()))
        let isOther = ["token-file", "config"].contains(setting.key)
        let isForScreen = ["Progress", "Left alone"].contains(setting.section.title)
        #expect((asked == nothing) == (isOther || isForScreen))
        let isForFewer = ["track", "loudness", "lexicon"].contains(setting.key)
        for variable in setting.variables {
            let settings = try Self.settings([variable: Self.sample(setting)])
            if !isForFewer {
                #expect(Self.words(try command.runSettings(settings)) == asked, "\(variable)")
            }
            guard !setting.kinds.contains(.list) else { continue }
            _ = try RunCommand.parse(["lines.csv"]).runSettings(settings)
        }
    }

    @Test("a variable that was said of films and books before lists knew it changes no list")
    func variablesOfBefore() throws {
        let settings = try Self.settings([
            "KLING_BATCH_TRACK": "wav", "KLING_BATCH_LOUDNESS": "-18",
            "KLING_BATCH_LEXICON": "words.csv",
        ])
        let list = try RunCommand.parse(["lines.csv"]).runSettings(settings)
        #expect(list.track == TrackSound())
        #expect(list.lists.lexiconPaths == [])
        let film = try RunCommand.parse(["film.srt"]).runSettings(settings)
        #expect(film.subtitles.track == .wav)
        let book = try RunCommand.parse(["novel.epub"]).runSettings(settings)
        #expect(book.track == TrackSound())
        #expect(book.book.audiobook?.loudness == -18)
        #expect(book.lexiconPaths == ["words.csv"])
    }

    @Test(
        "a value that does not fit is refused by the name that it was given under",
        arguments: [
            "input-format", "delimiter", "speed", "include", "notes", "loudness", "split-hours",
            "gap", "join-gap", "track", "price", "on-unknown", "api", "deadline",
            "concurrency", "rate", "callback-wait", "callback-url",
        ])
    func values(key: String) throws {
        let setting = try #require(SettingFacts.all.first { $0.key == key })
        let line = try Self.line(setting)
        let option = Self.refusal(line + ["--\(key)=-1"])
        #expect(option?.contains("'-1' is invalid for '--\(key) <") == true, "\(option ?? "")")
        let name = try #require(setting.variables.first)
        let variable = Self.refusal(line, variables: [name: "-1"])
        #expect(variable?.contains("'-1' is invalid for \(name): ") == true, "\(variable ?? "")")
    }

    @Test(
        "an option that does nothing beside another is refused",
        arguments: [
            ("lines.json --delimiter ;", "in JSON"),
            ("novel.epub --encoding Big5", "text, HTML and FB2"),
            ("film.srt --pack-confidence 0.7", "without --pack-cues"),
            ("film.srt --duck 12", "without --video"),
            ("film.srt --per-cue --join-gap 1", "with --per-cue"),
            ("film.srt other.srt --video film.mp4", "one subtitle file"),
            ("novel.epub --book none --book-bitrate 48", "with --book none"),
            ("novel.epub --book mp3 --book-bitrate 48", "with --book mp3"),
            ("novel.epub --book mp3 --loudness -18", "with --book mp3"),
            ("novel.epub --book none --split-hours 3", "with --book none"),
            ("novel.epub --book none --loudness -18", "with --book none"),
            ("novel.epub --track flac --book m4b", "give --book none"),
            ("novel.epub --trim --sync lrc", "does not go with --trim"),
            ("lines.csv --track ulaw --rate-hz 16000", "ulaw has 8000 Hz"),
            ("lines.csv --tracks-for asterisk --track ogg", "it plays ulaw, alaw, sln, sln16 or"),
            ("lines.csv film.srt --track g722", "not for subtitles"),
            ("lines.csv --callback-base https://a.b", "without --callback-listen"),
            ("lines.csv --callback-listen a:1", "belong together"),
            ("lines.csv --callback-wait 3", "without --callback-listen"),
            ("lines.csv --callback-secret-file s", "without --callback-listen"),
        ])
    func beside(line: String, reason: String) {
        let refusal = Self.refusal(line.split(separator: " ").map(String.init))
        #expect(refusal?.contains(reason) == true, "\(refusal ?? "taken")")
    }

    @Test("what lasts and does nothing beside an option is passed over")
    func lasting() throws {
        let lasting = [
            "KLING_BATCH_LOUDNESS": "-18", "KLING_BATCH_BOOK_BITRATE": "48",
            "KLING_BATCH_PACK_CONFIDENCE": "0.7", "KLING_BATCH_JOIN_GAP": "1",
            "KLING_BATCH_CALLBACK_BASE": "https://a.b", "KLING_BATCH_CALLBACK_WAIT": "3",
        ]
        #expect(Self.refusal(["novel.epub", "--book", "mp3"], variables: lasting) == nil)
        #expect(Self.refusal(["film.srt", "--per-cue"], variables: lasting) == nil)
    }

    @Test(
        "a variable that is not known is refused with the one that it is near to",
        arguments: [
            ("KLING_BATCH_MAX_CHAR", "did you mean KLING_BATCH_MAX_CHARS?"),
            ("KLING_BATCH_MAXCHARS", "did you mean KLING_BATCH_MAX_CHARS?"),
            ("KLING_BATCH_BASEURL", "did you mean KLING_BATCH_BASE_URL?"),
            ("KLING_BATCH_TOKENFILE", "did you mean KLING_BATCH_TOKEN_FILE?"),
            ("KLING_BATCH_TOKEN", "KLING_API_TOKEN"),
            ("KLING_BATCH_VIDEO", "--video stands on the command line alone"),
            ("KLING_BATCH_WEATHER", "no other is like it"),
        ])
    func unknownVariable(name: String, words: String) {
        let refusal = Self.refusal(["lines.csv"], variables: [name: "1"])
        #expect(refusal?.contains(words) == true, "\(refusal ?? "taken")")
    }

    @Test("the service's address may stand under both of its names, but not say two things")
    func baseURL() throws {
        let old = ["KLING_BASE_URL": "https://a.b"]
        let new = ["KLING_BATCH_BASE_URL": "https://a.b"]
        for variables in [old, new, old.merging(new) { $1 }] {
            let run = try RunCommand.parse(["lines.csv"]).runSettings(Self.settings(variables))
            #expect(run.calls.baseURL == "https://a.b")
        }
        let refusal = Self.refusal(
            ["lines.csv"], variables: ["KLING_BATCH_BASE_URL": "https://c.d"].merging(old) { $1 })
        #expect(refusal?.contains("say different things") == true)
    }

    @Test("a text is a list where its format is said; an EPUB is always a book")
    func textLists() {
        #expect(Self.refusal(["lines.txt", "--input-format", "csv"]) == nil)
        let refusal = Self.refusal(["novel.epub", "--input-format", "csv"])
        #expect(refusal?.contains("it is for job lists, and novel.epub is a book") == true)
    }
}
