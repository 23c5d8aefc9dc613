import Foundation
import KlingEmulator
import TestServers
import Testing

/// Options, environment and the configuration file.
@Suite(.timeLimit(.minutes(10)))
struct SettingsTests {
    private static let plan = ["plan", "lines.csv", "--voice", "v", "--format", "json"]

    @Test("an option counts over the environment, and that over the configuration file")
    func precedence() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let config = try kling.write(#"{"max-chars": 300}"#, to: "config.json")
            let file = Self.plan + ["--config", config]
            let variable = ["KLING_BATCH_MAX_CHARS": "200"]
            for (arguments, environment, expected) in [
                (Self.plan, [:], 10_000), (file, [:], 300), (file, variable, 200),
                (file + ["--max-chars", "100"], variable, 100),
            ] {
                let plan = try await kling.run(arguments, environment: environment)
                #expect(plan.exitCode == 0, "\(plan.errors)")
                #expect(try plan.object()["max_chars"] as? Int == expected)
            }
        }
    }

    @Test("the configuration file has a usual place")
    func usualPlace() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try kling.write(#"{"max-chars": 300}"#, to: "config/kling-batch/config.json")
            let plan = try await kling.run(Self.plan)
            #expect(try plan.object()["max_chars"] as? Int == 300)
            try kling.write(#"{"max-chars": 400}"#, to: ".config/kling-batch/config.json")
            let homePlan = try await kling.run(Self.plan, environment: ["XDG_CONFIG_HOME": ""])
            #expect(try homePlan.object()["max_chars"] as? Int == 400)
        }
    }

    @Test("the configuration file takes words, numbers and switches for what they stand for")
    func configurationValues() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("id,text\na,Hello.\nb,\n", to: "lines.csv")
            try await withSilentEmulator { emulator in
                try kling.write(
                    """
                    {"voice": "v", "speed": 1.25, "volume": 1, "output": "audio", "price": 0.1,
                     "budget": "5", "rate": "600/min", "concurrency": 2, "skip-invalid": true,
                     "base-url": "\(emulator.address)", "quiet": true, "deadline": 60}
                    """, to: "config.json")
                let run = try await kling.run(["run", "lines.csv", "--config", "config.json"])
                #expect(run.exitCode == 2, "\(run.errors)")
                #expect(run.output.contains("0.10 CNY"))
                #expect(run.output.contains("5.00 CNY"))
                #expect(kling.files(in: "audio") == ["a.mp3"])
                let over = try await kling.run([
                    "run", "lines.csv", "--config", "config.json", "--no-skip-invalid",
                ])
                #expect(over.exitCode == 64)
            }
        }
    }

    @Test(
        "an unknown key in the configuration file is refused with the one that it is near to",
        arguments: [
            ("max-charz", "did you mean max-chars?"), ("max_chars", "did you mean max-chars?"),
            ("maxChars", "did you mean max-chars?"), ("weather", "no other is like it"),
            ("batch", "--batch stands on the command line alone"),
        ])
    func unknownKey(key: String, words: String) async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let config = try kling.write("{\"speed\": 1,\n\"\(key)\": 300}", to: "config.json")
            let plan = try await kling.run(Self.plan + ["--config", config])
            #expect(plan.exitCode == 64)
            #expect(plan.errors.contains("config.json:2: the key “\(key)” is not known"))
            #expect(plan.errors.contains(words), "\(plan.errors)")
        }
    }

    @Test(
        "a token in the configuration file is refused, and not shown",
        arguments: ["token", "api-token", "KLING_API_TOKEN"])
    func tokenInFile(key: String) async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let config = try kling.write("{\"\(key)\": \"secret-71\"}", to: "config.json")
            let plan = try await kling.run(Self.plan + ["--config", config])
            #expect(plan.exitCode == 64)
            #expect(plan.errors.contains("KLING_API_TOKEN"))
            #expect(!(plan.errors + plan.output).contains("secret-71"))
        }
    }

    @Test(
        "a configuration file that is missing, no JSON or holds a wrong value is refused",
        arguments: [
            ("{", "config.json"), ("[]", "config.json"), (#"{"max-chars": "many"}"#, "max-chars"),
            (#"{"max-chars": [1]}"#, "max-chars"),
            (#"{"max-chars": 0}"#, "“max-chars” in config.json:1"),
        ])
    func badFile(json: String, word: String) async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let missing = try await kling.run(Self.plan + ["--config", "config.json"])
            #expect(missing.exitCode == 64)
            try kling.write(json, to: "config.json")
            let plan = try await kling.run(Self.plan + ["--config", "config.json"])
            #expect(plan.exitCode == 64)
            #expect(plan.errors.contains(word), "\(plan.errors)")
        }
    }

    @Test("a wrong value in the environment is refused by the variable's name")
    func badVariable() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let plan = try await kling.run(
                Self.plan, environment: ["KLING_BATCH_MAX_CHARS": "many"])
            #expect(plan.exitCode == 64)
            #expect(plan.errors.contains("KLING_BATCH_MAX_CHARS"))
        }
    }

    @Test("switches and the base address come from the environment as well")
    func environmentOnly() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator { emulator in
                let run = try await kling.run(
                    ["run", "lines.csv"],
                    environment: [
                        "KLING_BATCH_BASE_URL": emulator.address, "KLING_BATCH_VOICE": "v",
                        "KLING_BATCH_OUTPUT": "audio", "KLING_BATCH_QUIET": "1",
                        "KLING_BATCH_LEDGER": kling.folder + "/here/ledger.sqlite",
                    ])
                #expect(run.exitCode == 0, "\(run.errors)")
                #expect(!run.errors.contains("calls to pay"))
                let ledger = kling.folder + "/here/ledger.sqlite"
                #expect(FileManager.default.fileExists(atPath: ledger))
            }
        }
    }

    @Test("the token may stand in a file of its own")
    func tokenFile() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try kling.write("the-right-one\n", to: "token")
            try await withSilentEmulator {
                $0.token = "the-right-one"
            } perform: { emulator in
                let run = try await kling.run(
                    BuiltCommand.runArguments(emulator, "--token-file", "token"))
                #expect(run.exitCode == 0, "\(run.errors)")
            }
        }
    }

    @Test("the ledger's usual place is the data folder of the XDG specification")
    func usualLedger() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator { emulator in
                _ = try await kling.run(BuiltCommand.runArguments(emulator))
                let usual = kling.folder + "/data/kling-batch/ledger.sqlite"
                #expect(FileManager.default.fileExists(atPath: usual))
            }
        }
    }
}
