import Foundation
import KlingEmulator
import TestServers
import Testing

/// What a person is told whose input is not what it seems.
@Suite(.timeLimit(.minutes(10)))
struct InputMessageTests {
    @Test(
        "a book or a subtitle file that nobody reads is told --voice, and no column",
        arguments: [
            ("novel.md", "# One\n\nIt was night.\n\n# Two\n\nIt was day.\n"),
            ("film.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello.\n"),
        ])
    func noVoice(name: String, text: String) async throws {
        try await expect(name, text, "plan", "\(name) has no voice: give --voice ID") { errors in
            #expect(!errors.contains("voice_id"))
        }
    }

    @Test("a list without a column of texts names the columns it has and what to type")
    func noTextColumn() async throws {
        for (name, list) in [
            ("l.csv", "Line,Who\nHello.,Ann\n"), ("l.tsv", "Line\tWho\nHello.\tAnn\n"),
            ("l.json", #"[{"Line": "Hello.", "Who": "Ann"}]"#),
            ("l.jsonl", #"{"Line": "Hello.", "Who": "Ann"}"#),
        ] {
            try await expect(name, list, "plan --voice v", "`Line`, `Who`") { errors in
                #expect(errors.contains("--column text=NAME"), "\(errors)")
            }
        }
    }

    @Test("a column that is said to mean something and that no row of a JSON list has is named")
    func noSuchKey() async throws {
        let list = #"[{"text": "Hello.", "Speaker": "Ann"}, {"text": "Bye."}]"#
        try await expect(
            "l.json", list, "plan --voice v --column voice_id=Speakr",
            "no row has `Speakr`, which is said to hold the voice_id (did you mean `Speaker`?)")
        try await expect(
            "l.json", #"[{"Lne": "Hello."}]"#, "plan --voice v --column text=Line",
            "it has no `Line`, which is said to hold it (did you mean `Lne`?); its keys are `Lne`")
        try await BuiltCommand.with { kling in
            try kling.write(list, to: "l.json")
            let plan = try await kling.run(
                ["plan", "l.json", "--voice", "v", "--column", "title=Speaker"])
            #expect(plan.exitCode == 0, "\(plan.errors)")
        }
    }

    @Test("a file whose name does not say what it is, is told what it seems to be")
    func unknownEnding() async throws {
        try await expect("story.xyz", "It was night.\n", "plan --voice v", "name it story.txt")
        try await expect(
            "page.dat", "%PDF-1.4\n", "plan --voice v", "it is a PDF; name it page.pdf")
        try await expect("sheet.ods", "PK\u{3}\u{4}", "plan --voice v", "save it as .xlsx")
        try await expect("clip.mp3", "ID3\u{4}\0", "plan --voice v", "it is a sound file")
    }

    @Test(
        "a file that is something else than its name says is refused before anything is made of it",
        arguments: [
            ("lines.csv", "{\"text\": \"Hello.\"}\n", "it is JSON; name it lines.json"),
            ("lines.json", "id,text\n1,Hello.\n", "it is a job list; name it lines.csv"),
            ("lines.txt", "id,text\n1,Hello.\n", "it is a job list; name it lines.csv"),
            ("novel.txt", "{\\rtf1 Hello.}", "it is rich text (RTF); name it novel.rtf"),
            ("novel.txt", "<!DOCTYPE html><p>Hi.", "an HTML page; name it novel.html"),
            ("novel.md", "SQLite format 3\0\0\0", "it is an SQLite database"),
            ("novel.epub", "Once.\n", "it is text; name it novel.txt to"),
            ("novel.docx", "%PDF-1.4\n", "it is a PDF; name it novel.pdf"),
            ("novel.html", "PK\u{3}\u{4}", "it is an archive; unpack it"),
            ("film.srt", "ID3\u{4}\0", "it is a sound file; speech is made of texts"),
            (
                "film.md", "1\n00:00:01,000 --> 00:00:02,000\nHi.\n",
                "subtitle file; name it film.srt"
            ),
        ])
    func misnamed(name: String, content: String, words: String) async throws {
        try await expect(name, content, "plan --voice v", words)
    }

    @Test("a file beside the inputs that is something else is told what it has to be")
    func misfits() async throws {
        for (option, wanted) in [
            ("--lexicon", "a CSV, TSV or PLS file"), ("--roles", "a JSON file"),
            ("--cover", "a picture"), ("--config", "a JSON object"),
            ("--token-file", "the token alone"),
        ] {
            try await BuiltCommand.with { kling in
                try kling.write("A book.\n", to: "novel.txt")
                try kling.write("%PDF-1.4\n", to: "other")
                let refused = try await kling.run(
                    ["plan", "novel.txt", "--voice", "v", option, "other"])
                #expect(refused.exitCode == 64, "\(option): \(refused.output)")
                #expect(
                    refused.errors.contains("by its content it is a PDF, and has to be \(wanted)"),
                    "\(option): \(refused.errors)")
            }
        }
    }

    @Test("a workbook is told what it is where none is taken")
    func workbook() async throws {
        let book = "PK\u{3}\u{4}rest"
        try await expect(
            "lines.xlsx", book, "chapters", "lines.xlsx is a job list, which has no chapters")
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try kling.write(book, to: "bill.xlsx")
            try await withSilentEmulator { emulator in
                _ = try await kling.run(BuiltCommand.runArguments(emulator))
                let refused = try await kling.run(
                    ["reconcile", "bill.xlsx", "--base-url", emulator.address])
                #expect(refused.exitCode == 64)
                #expect(
                    refused.errors.contains("bill.xlsx is an Excel workbook: a bill is a file"),
                    "\(refused.errors)")
            }
        }
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try kling.write("A book.\n", to: "novel.txt")
            try kling.write(book, to: "words.xlsx")
            for (input, option) in [("lines.csv", "--lexicon"), ("novel.txt", "--roles")] {
                let refused = try await kling.run(
                    ["plan", input, "--voice", "v", option, "words.xlsx"])
                #expect(refused.exitCode == 64)
                #expect(
                    refused.errors.contains(
                        "words.xlsx: cannot be read: by its content it is an Excel workbook, and "),
                    "\(refused.errors)")
            }
        }
    }

    @Test("lines of a game's table that its engine will not find are said before they are paid for")
    func exports() async throws {
        let yarn = "language,id,text\nen,line:1,Hello.\nen,,Bye.\n"
        try await expectNotice(
            yarn, "yarn", [], "1 row has no `id`, so that tracks are named by the row's number")
        let unreal = "AudioFileName,SpokenDialogue,SpeakingVoice\nDlg_1.wav,Hello.,\n"
        try await expectNotice(unreal, "unreal", [], "give --track wav, if Unreal is to find them")
        let fit = try await notices(unreal, "unreal", ["--track", "wav"])
        #expect(!fit.contains("--track wav"))
    }

    private func expectNotice(
        _ list: String, _ tool: String, _ options: [String], _ words: String
    ) async throws {
        let found = try await notices(list, tool, options)
        #expect(found.contains(words), "\(found)")
    }

    private func notices(
        _ list: String, _ tool: String, _ options: [String]
    ) async throws -> String {
        var output = ""
        try await BuiltCommand.with { kling in
            try kling.write(list, to: "l.csv")
            let plan = try await kling.run(
                ["plan", "l.csv", "--voice", "v", "--columns-of", tool] + options)
            #expect(plan.exitCode == 0, "\(plan.errors)")
            output = plan.output
        }
        return output
    }

    private func expect(
        _ name: String, _ text: String, _ command: String, _ words: String,
        also check: (String) -> Void = { _ in }
    ) async throws {
        try await BuiltCommand.with { kling in
            try kling.write(text, to: name)
            let parts = command.split(separator: " ").map(String.init)
            let refused = try await kling.run([parts[0], name] + parts.dropFirst())
            #expect(refused.exitCode == 64, "\(name): \(refused.output)")
            #expect(refused.errors.contains(words), "\(name): \(refused.errors)")
            check(refused.errors)
        }
    }
}
