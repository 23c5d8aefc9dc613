import Foundation
import TestServers
import Testing

/// What a person is told who types something that is nearly right.
@Suite(.timeLimit(.minutes(10)))
struct CommandLineTextTests {
    @Test(
        "what is nearly a command is told the command, with exit code 64",
        arguments: [
            ("staus", "did you mean kling-batch status?"),
            ("help nosuch", "There is no command “nosuch”; there are run,"),
            ("help raport", "did you mean kling-batch report?"),
            ("frobnicate", "there are run, plan,"),
            ("novel.epub --voice v", "did you mean kling-batch run novel.epub?"),
        ])
    func command(line: String, answer: String) async throws {
        try await expect(line, answer)
    }

    @Test(
        "what is nearly an option is told the option, or what takes it",
        arguments: [
            ("run lines.csv --token secret", "--token-file"),
            ("run lines.csv --token=secret", "KLING_API_TOKEN"),
            ("run lines.csv --skip-invalids", "--skip-invalid"),
            ("run lines.csv --maximum-chars 5", "Unknown option '--maximum-chars'"),
            ("reconcile --rate 5/s", "--rate is for run, plan and retry."),
            ("run lines.csv --settle", "--settle is for reconcile."),
        ])
    func option(line: String, answer: String) async throws {
        try await expect(line, answer)
    }

    @Test(
        "what is nearly a value is told the value",
        arguments: [
            ("--budget 1,50", "did you mean 1.50?"), ("--budget 20CNY", "did you mean 20?"),
            ("--rate 60/hour", "did you mean 60/h?"), ("--rate 30/minute", "did you mean 30/min?"),
            ("--rate 2,5/second", "did you mean 2.5/s?"), ("--max-speed 1,2", "did you mean 1.2?"),
            ("--gap 0,5", "did you mean 0.5?"), ("--on-unknown holds", "did you mean hold?"),
        ])
    func value(option: String, answer: String) async throws {
        try await expect("run lines.csv " + option, answer)
    }

    @Test("an option that is given twice with two values is refused; lists of values are not")
    func twice() async throws {
        try await expect(
            "run lines.csv --voice v --columns-of yarn --columns-of unity",
            "--columns-of is given twice, as yarn and as unity: give it once.")
        try await expect(
            "run lines.csv --voice v --budget=1 --budget 2", "given twice, as 1 and as 2")
        try await BuiltCommand.with { kling in
            try kling.write("Line,Nr\nHello.,1\n", to: "lines.csv")
            let plan = try await kling.run(
                [
                    "plan", "lines.csv", "--voice", "v", "--budget", "1", "--budget", "1",
                    "--column", "text=Line", "--column", "id=Nr",
                ])
            #expect(plan.exitCode == 0, "\(plan.errors)")
        }
    }

    @Test("the short help of run has ten options and names the way to the rest")
    func shortHelp() async throws {
        try await BuiltCommand.with { kling in
            let short = try await kling.run(["run", "--help"])
            #expect(options(short.output).count == 10, "\(short.output)")
            #expect(short.output.contains("more options: kling-batch run --help-all"))
            let all = try await kling.run(["run", "--help-all"])
            #expect(all.exitCode == 0)
            #expect(Set(options(all.output)).isSuperset(of: options(short.output)))
            #expect(all.output.contains("--max-unknown-spend"))
            #expect(!all.output.contains("more options:"))
            let same = try await kling.run(["help", "run"])
            #expect(same.output == short.output)
        }
    }

    @Test("completions know every option, those that the short help leaves out too")
    func completions() async throws {
        try await BuiltCommand.with { kling in
            for shell in ["bash", "zsh", "fish"] {
                let script = try await kling.run(["--generate-completion-script", shell])
                #expect(script.output.contains("max-unknown-spend"), "\(shell)")
            }
        }
    }

    @Test(
        "completions offer the batches of the ledger and the published voices, and make no ledger")
    func offers() async throws {
        try await BuiltCommand.with { kling in
            let question = ["---completion", "status", "--", "positional@0", "1", "0"]
            let none = try await kling.run(question + ["kling-batch", "status", ""])
            #expect(none.output.trimmingCharacters(in: .whitespacesAndNewlines) == "")
            #expect(!FileManager.default.fileExists(atPath: kling.folder + "/data"))
            try kling.list(1)
            try await withSilentEmulator { emulator in
                _ = try await kling.run(BuiltCommand.runArguments(emulator, "--batch", "season 1"))
                let some = try await kling.run(question + ["kling-batch", "status", ""])
                #expect(some.output.contains("season 1"), "\(some.output)\(some.errors)")
            }
            let script = try await kling.run(["--generate-completion-script", "fish"])
            #expect(script.output.contains("reader_en_m-v1"))
        }
    }

    @Test("the version names the build")
    func version() async throws {
        try await BuiltCommand.with { kling in
            let version = try await kling.run(["--version"])
            let form =
                /[0-9]+\.[0-9]+\.[0-9]+ \((built without a commit|commit [0-9a-f]{12}(, changed)?)\)\n/
            #expect(version.output.wholeMatch(of: form) != nil, "\(version.output)")
        }
    }

    private func options(_ help: String) -> [Substring] {
        help.split(separator: "\n").filter { $0.hasPrefix("  --") && !$0.hasPrefix("  --version") }
    }

    private func expect(_ line: String, _ answer: String) async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try kling.write("A book.\n", to: "novel.epub")
            let refused = try await kling.run(line.split(separator: " ").map(String.init))
            #expect(refused.exitCode == 64, "\(line)")
            #expect(refused.errors.contains(answer), "\(line): \(refused.errors)")
            #expect(refused.output == "")
        }
    }
}
