import Testing

/// What the command says of itself.
@Suite(.timeLimit(.minutes(10)))
struct HelpTests {
    static let commands = [
        "run", "plan", "status", "report", "serve", "retry", "reconcile", "settle", "verify",
        "batches", "voices", "emulator",
    ]

    @Test("the help of every command has an example", arguments: commands)
    func example(command: String) async throws {
        try await BuiltCommand.with { kling in
            let help = try await kling.run([command, "--help"])
            #expect(help.exitCode == 0)
            #expect(help.output.contains("EXAMPLE\n  kling-batch \(command)"))
            #expect(help.errors == "")
        }
    }

    @Test("the command's own help has an example, the exit codes and every command")
    func overview() async throws {
        try await BuiltCommand.with { kling in
            let help = try await kling.run(["--help"])
            #expect(help.output.contains("EXAMPLE"))
            #expect(help.output.contains("130"))
            for command in Self.commands { #expect(help.output.contains("\n  \(command) ")) }
        }
    }

    @Test("the options of run stand in titled groups")
    func groups() async throws {
        try await BuiltCommand.with { kling in
            let help = try await kling.run(["run", "--help-all"]).output
            for title in [
                "INPUTS", "VOICE", "BOOK", "AUDIOBOOK", "SUBTITLES", "BATCH", "MAKING", "MONEY",
                "SERVICE", "PACE", "CALLBACKS", "LEDGER", "PROGRESS",
            ] {
                #expect(help.uppercased().contains("\(title):\n") || help.contains(title + "\n"))
            }
            #expect(help.contains("[KLING_BASE_URL]"))
            #expect(help.contains("KLING_API_TOKEN"))
        }
    }

    @Test("voices of a language are listed, as a table, CSV and JSON")
    func voices() async throws {
        try await BuiltCommand.with { kling in
            let table = try await kling.run(["voices", "--language", "en"])
            #expect(table.exitCode == 0)
            #expect(table.output.contains("reader_en_m-v1"))
            #expect(!table.output.contains("阳光少年"))
            let all = try await kling.run(["voices", "--format", "csv"])
            #expect(all.output.contains("阳光少年"))
            #expect(all.lines.first == "voice_id,language,name,gender,age")
            #expect(all.lines.count > table.lines.count)
            let json = try await kling.run(["voices", "--language", "en", "--format", "json"])
            #expect(json.output.hasPrefix("[{"))
            let none = try await kling.run(["voices", "--language", "tlh"])
            #expect(none.exitCode == 64)
            #expect(none.errors.contains("en or zh"))
        }
    }
}
