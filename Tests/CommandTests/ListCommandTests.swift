import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// What the command says of lists as they really come.
@Suite(.timeLimit(.minutes(10)))
struct ListCommandTests {
    private static func plan(_ kling: BuiltCommand, _ arguments: String...) async throws
        -> BuiltCommand.Result
    {
        try await kling.run(["plan"] + arguments + ["--voice", "reader_en_m-v1"])
    }

    @Test("a plan says which columns are not used, in JSON too")
    func unusedColumns() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("id,text,scene,speeed\na,Hello.,1,2\n", to: "lines.csv")
            let table = try await Self.plan(kling, "lines.csv")
            #expect(table.exitCode == 0)
            #expect(table.output.contains("`scene`, `speeed` (did you mean `speed`?)"))
            let json = try await Self.plan(kling, "lines.csv", "--format", "json")
            let notices = try #require(try json.object()["notices"] as? [[String: String]])
            #expect(notices.count == 1)
            #expect(notices[0]["notice"]?.contains("`scene`") == true)
        }
    }

    @Test("--quote none reads a list that does not quote, and does nothing in JSON")
    func quoteNone() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("id\ttext\na\t\"It is bad,\" she said.\nb\t\"Open\n", to: "lines.tsv")
            try kling.write("[]", to: "lines.json")
            let usual = try await Self.plan(kling, "lines.tsv")
            #expect(usual.exitCode == 64)
            #expect(usual.errors.contains("--quote none"))
            let plain = try await Self.plan(
                kling, "lines.tsv", "--quote", "none", "--format", "json")
            #expect(try plain.object()["jobs"] as? Int == 2)
            let json = try await Self.plan(kling, "lines.json", "--quote", "none")
            #expect(json.exitCode == 64)
            #expect(json.errors.contains("--quote does nothing"))
        }
    }

    @Test("where all rows have faults, --skip-invalid lists them and says that nothing is left")
    func nothingLeft() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("text,bar,baz\n1,2\n", to: "lines.csv")
            for command in ["plan", "run"] {
                let result = try await kling.run([
                    command, "lines.csv", "--voice", "v", "--skip-invalid", "--output", "audio",
                    "--base-url", "http://127.0.0.1:9",
                ])
                #expect(result.exitCode == 64)
                #expect(result.errors.contains("lines.csv:2:4: the row has 2 fields"))
                #expect(result.errors.contains("nothing is left to make"))
            }
        }
    }

    @Test("what --skip-invalid left out stands in plan, run, status and report until it is mended")
    func skipped() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("id,text\na,Hello.\nb,\nc,#REF!\n", to: "lines.csv")
            let plan = try await Self.plan(kling, "lines.csv", "--skip-invalid", "--format", "json")
            #expect(plan.errors.contains("Rows and cues left out (2):"))
            let planned = try #require(try plan.object()["left_out"] as? [[String: String]])
            #expect(planned.map { $0["place"] } == ["lines.csv:3:1", "lines.csv:4:3"])
            try await withSilentEmulator { emulator in
                let run = try await kling.run(
                    BuiltCommand.runArguments(emulator, "--skip-invalid"))
                #expect(run.exitCode == 2)
                #expect(run.errors.contains("lines.csv:3:1: the row has no text"))
                let report = try await kling.run(["report", "lines"])
                let status = try await kling.run(["status", "lines"])
                for text in [run.output, report.output, status.output] {
                    #expect(text.contains("Left out for their faults (2):"))
                    #expect(text.contains("  lines.csv:4:3: `text` is `#REF!`"))
                }
                let json = try await kling.run(["report", "lines", "--format", "json"])
                #expect(try json.object()["left_out"] as? Int == 2)
                #expect((try json.object()["faults"] as? [Any])?.count == 2)
                try kling.write("id,text\na,Hello.\nb,Hi.\n", to: "lines.csv")
                let mended = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(mended.exitCode == 0)
                #expect(!mended.output.contains("Left out"))
                let after = try await kling.run(["report", "lines", "--format", "json"])
                #expect(try after.object()["left_out"] as? Int == 0)
            }
        }
    }

    /// What would steer a terminal: an escape sequence, a bell, CSI of one byte and right-to-left marks.
    private static let steering = "\u{1B}[31mR\u{1B}]0;T\u{7}\u{7}\u{9B}2J\u{202E}\u{2066}\r!"

    private static func isHarmless(_ result: BuiltCommand.Result) -> Bool {
        (result.output + result.errors).unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: true
            case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
    }

    @Test(
        "a cell that steers terminals steers none, wherever it comes out",
        arguments: [
            "id,text,speed\na,Hi.,X\n", "id,text,X\na,Hi.,\n", "id,X\na,b\n",
            "id,text,voice\na,,X\n",
            "id,text,output\na,Hi.,X.wav\n", "X,X,text\n", "id,text\nX,Hi.\nX,Ho.\n",
            "text\n=X(A1)\n",
            "id,text,text_file\na,,X\n",
        ])
    func cells(list: String) async throws {
        try await BuiltCommand.with { kling in
            // Carriage returns end rows, and stand in quotes therefore.
            let field = "\"\(Self.steering)\""
            try kling.write(list.replacing("X", with: field), to: "lines.csv")
            for form in ["table", "json", "csv"] {
                let result = try await Self.plan(kling, "lines.csv", "--format", form)
                #expect(Self.isHarmless(result), "\(result.output.debugDescription)")
                #expect(!(result.output + result.errors).isEmpty)
            }
        }
    }

    @Test("neither does the name of a file, nor what is said on the command line")
    func names() async throws {
        try await BuiltCommand.with { kling in
            let name = "a\nb\(Self.steering)"
            try kling.write("id,text,scene\na,,1\n", to: "\(name).csv")
            try kling.write("{", to: "\(name).json")
            for arguments in [
                ["plan", "\(name).csv"], ["plan", "\(name).json"], ["plan", "\(name).none"],
                ["plan", "\(name).epub"], ["plan", "\(name).srt"], ["chapters", "\(name).txt"],
                ["plan", "\(name).csv", "--speed", Self.steering], ["report", name], [name],
                ["plan", "\(name).csv", "--config", name],
                ["plan", "x.csv", "--name-template", "{\(name)"],
                ["report", "--ledger", name],
            ] {
                let result = try await kling.run(arguments)
                #expect(
                    Self.isHarmless(result), "\(arguments[0]): \(result.errors.debugDescription)")
                #expect(result.exitCode == 64 || result.exitCode == 1)
            }
            let fault = try await kling.run(["plan", "\(name).csv"])
            #expect(fault.errors.hasPrefix("a bR"))
        }
    }

    @Test("nor what a batch's report brings back of its list")
    func reports() async throws {
        try await BuiltCommand.with { kling in
            let steering = Self.steering.replacing("\r", with: "")
            try kling.write(
                "id,text,title,note\n\(steering),Hi.,\(steering),\(steering)\n", to: "lines.csv")
            try await withSilentEmulator { emulator in
                let run = try await kling.run(
                    BuiltCommand.runArguments(emulator, "--batch", steering, "--events"))
                #expect(run.exitCode == 0)
                #expect(Self.isHarmless(run), "\(run.output.debugDescription)")
                for arguments in [
                    ["report", steering], ["report", steering, "--jobs"], ["batches"],
                    ["report", steering, "--jobs", "--format", "csv"],
                    ["report", steering, "--jobs", "--format", "json"], ["status", steering],
                    ["verify", steering],
                ] {
                    let result = try await kling.run(arguments)
                    #expect(result.exitCode == 0, "\(result.errors)")
                    #expect(
                        Self.isHarmless(result), "\(arguments): \(result.output.debugDescription)")
                }
                let json = try await kling.run(["report", steering, "--jobs", "--format", "json"])
                let columns = try json.object()["columns"] as? [String: String]
                #expect(columns?["note"] == steering)
            }
        }
    }
}
