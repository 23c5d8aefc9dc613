import Testing

/// Options that say what columns mean, on the command line.
@Suite(.timeLimit(.minutes(10)))
struct ColumnOptionTests {
    private static let roles = #"{"speakers": {"Mae": "oversea_male1", "Bo": null, "Gone": "x"}}"#

    @Test("speakers have the voices of the roles; who is left out, and who is not there, is said")
    func speakers() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("Line,Who\nHi.,Mae\nHo.,Bo\nHey.,Ann\n", to: "lines.csv")
            try kling.write(Self.roles, to: "roles.json")
            let plan = try await kling.run([
                "plan", "lines.csv", "--column", "text=Line", "--voice-from", "Who", "--roles",
                "roles.json", "--voice", "calm_story1", "--format", "json",
            ])
            #expect(plan.exitCode == 0, "\(plan.errors)")
            #expect(try plan.object()["jobs"] as? Int == 2)
            #expect(plan.output.contains("no speaker is called Gone: there are Ann, Bo, Mae"))
            #expect(plan.output.contains("1 row left out"))
        }
    }

    @Test(
        "an option that does nothing for the list is refused",
        arguments: [
            ("--voice-from Who", "--roles"), ("--roles roles.json", "--voice-from"),
            ("--voice en=x", "--column language=NAME"), ("--sheet One", ".xlsx"),
            ("--columns-of yarn --quote none", "--columns-of"), ("--column txet=Line", "txet"),
            ("--column text=Line --column text=Who", "another column"),
            ("--columns-of word", "word"), ("--voice a --voice b", "two voices"),
        ])
    func idle(line: String, word: String) async throws {
        try await BuiltCommand.with { kling in
            try kling.write("Line,Who\nHi.,Mae\n", to: "lines.csv")
            try kling.write(Self.roles, to: "roles.json")
            let plan = try await kling.run(
                ["plan", "lines.csv"] + line.split(separator: " ").map(String.init))
            #expect(plan.exitCode == 64)
            #expect(plan.errors.contains(word), "\(plan.errors)")
        }
    }
}
