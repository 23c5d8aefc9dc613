import Foundation
import KlingEmulator
import Ledger
import SQLiteConnection
import TestServers
import Testing

/// Exit codes, and what a person is told with them.
@Suite(.timeLimit(.minutes(10)))
struct ExitCodeTests {
    @Test("all done is 0; the same command again is 0 and pays nothing")
    func done() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(3)
            try await withSilentEmulator { emulator in
                for _ in 1...2 {
                    let run = try await kling.run(BuiltCommand.runArguments(emulator))
                    #expect(run.exitCode == 0, "\(run.errors)")
                    #expect(run.output.contains("3 done"))
                }
                #expect(kling.files(in: "audio").count == 3)
                #expect(try emulator.bill().count == 3)
            }
        }
    }

    @Test("an error that concerns the whole run is 1, with what to do")
    func stopped() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(2)
            try await withSilentEmulator {
                $0.token = "another"
            } perform: { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(run.exitCode == 1)
                #expect(run.errors.contains("KLING_API_TOKEN"))
                #expect(!(run.errors + run.output).contains(BuiltCommand.token))
            }
        }
    }

    @Test("a ledger in use is 1 with --no-wait")
    func busy() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let ledger = kling.folder + "/ledger.sqlite"
            try await withSilentEmulator { emulator in
                let arguments = BuiltCommand.runArguments(
                    emulator, "--ledger", ledger, "--no-wait")
                try await RunLedger.withLedger(at: ledger) { _ in
                    let run = try await kling.run(arguments)
                    #expect(run.exitCode == 1)
                    #expect(run.errors.contains("Another run"))
                }
                #expect(try emulator.bill().isEmpty)
            }
        }
    }

    @Test("finished with a failed job is 2, and the job is named with its reason")
    func failedJob() async throws {
        try await BuiltCommand.with { kling in
            try kling.write(
                "id,text,voice\ngood,Hello.,reader_en_m-v1\nbad,Hello there.,nobody\n",
                to: "lines.csv")
            try await withSilentEmulator {
                $0.voices = ["reader_en_m-v1"]
            } perform: { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(run.exitCode == 2)
                #expect(run.output.contains("1 done, 1 failed"))
                #expect(run.output.contains("bad.mp3"))
                #expect(run.output.contains("lines.csv:3"))
                #expect(run.output.contains("Voice id not found"))
                let retry = try await kling.run(["retry", "lines"])
                #expect(retry.exitCode == 2)
            }
        }
    }

    @Test("rows left out make it 2, and they are listed")
    func leftOut() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("id,text\ngood,Hello.\nbad,\n", to: "lines.csv")
            try await withSilentEmulator { emulator in
                let arguments = BuiltCommand.runArguments(emulator, "--skip-invalid")
                let run = try await kling.run(arguments)
                #expect(run.exitCode == 2)
                #expect(run.errors.contains("lines.csv:3:"))
                #expect(run.errors.contains("left out (1):"))
                #expect(kling.files(in: "audio") == ["good.mp3"])
            }
        }
    }

    @Test("the budget is 3; a larger one goes on")
    func budget() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(4)
            try await withSilentEmulator { emulator in
                let run = try await kling.run(
                    BuiltCommand.runArguments(emulator, "--budget", "0.12"))
                #expect(run.exitCode == 3)
                #expect(run.errors.contains("--budget"))
                #expect(try emulator.bill().count == 2)
                let second = try await kling.run(
                    BuiltCommand.runArguments(emulator, "--budget", "1"))
                #expect(second.exitCode == 0)
                #expect(try emulator.bill().count == 4)
            }
        }
    }

    @Test(
        "bad usage of run is 64 and says what is wrong",
        arguments: [
            ("", "Name at least one job list"), ("LIST --gap 61", "--gap"),
            ("LIST --loudness 3", "LUFS"), ("LIST --chapters 3", "for books"),
            ("LIST --chapters 3-x", "3-x"), ("LIST --include middle", "middle"),
            ("gone.csv --voice v --output audio", "gone.csv"),
            ("lines.csv --output audio", "voice"), ("LIST --speed fast", "speed"),
            ("LIST --speed 3", "speed"), ("LIST --rate 12", "rate"),
            ("LIST --budget=-1", "budget"), ("LIST --on-unknown x", "on-unknown"),
            ("LIST --concurrency 0", "1024"), ("LIST --max-chars 0", "10000"),
            ("LIST --encoding klingon", "klingon"), ("LIST --base-url http://a.com", "https"),
            ("LIST --token-file gone", "gone"), ("LIST --no-such-option", "no-such-option"),
            ("LIST --name-template {nope}", "nope"), ("LIST --callback-url nonsense", "callback"),
            ("LIST --input-format xls", "input-format"), ("LIST --delimiter ab", "delimiter"),
        ])
    func badUsage(line: String, word: String) async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let whole = line.replacing("LIST", with: "lines.csv --voice v --output audio")
            let arguments = whole.split(separator: " ").map(String.init)
            let run = try await kling.run(["run"] + arguments)
            #expect(run.exitCode == 64)
            #expect(run.errors.contains(word), "\(run.errors)")
            #expect(run.output == "")
        }
    }

    @Test(
        "an option that a command has no use for is 64",
        arguments: [
            "reconcile --rate 5/s", "reconcile --callback-url https://a.b", "doctor --rate 5/s",
            "doctor --max-chars 100", "chapters novel.md --rate 5/s",
            "callbacks --callback-wait 5", "retry --price 0.05",
        ])
    func useless(line: String) async throws {
        try await BuiltCommand.with { kling in
            let refused = try await kling.run(line.split(separator: " ").map(String.init))
            #expect(refused.exitCode == 64)
            #expect(refused.errors.contains("Unknown option"), "\(refused.errors)")
        }
    }

    @Test("a list with faults is 64, each fault with its place, and nothing is sent")
    func faultyList() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("id,text\ngood,Hello.\nbad,\n\"open,Hello.\n", to: "lines.csv")
            try await withSilentEmulator { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(run.exitCode == 64)
                #expect(run.errors.contains("lines.csv:3:"))
                #expect(run.errors.contains("lines.csv:4:"))
                #expect(run.errors.contains("Nothing was sent"))
                #expect(run.output == "")
                #expect(try emulator.bill().isEmpty)
            }
        }
    }

    @Test("without a token the run is 64 and says how to give one")
    func noToken() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let run = try await kling.run(
                ["run", "lines.csv", "--voice", "v", "--output", "audio"],
                environment: ["KLING_API_TOKEN": ""])
            #expect(run.exitCode == 64)
            #expect(run.errors.contains("KLING_API_TOKEN"))
            #expect(run.errors.contains("--token-file"))
        }
    }

    @Test("no ledger, or no such batch, is 64", arguments: ["status", "report", "verify", "retry"])
    func noBatch(command: String) async throws {
        try await BuiltCommand.with { kling in
            #expect(try await kling.run([command]).exitCode == 64)
            try kling.list(1)
            try await withSilentEmulator { emulator in
                _ = try await kling.run(BuiltCommand.runArguments(emulator))
                let asked = try await kling.run([command, "another"])
                #expect(asked.exitCode == 64)
                #expect(asked.errors.contains("“another”"))
                #expect(asked.errors.contains("kling-batch batches"))
            }
        }
    }

    @Test("a file that is no ledger is refused and left as it is")
    func foreignFile() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let path = try kling.write("not a ledger at all\n", to: "notes.txt")
            try await withSilentEmulator { emulator in
                let run = try await kling.run(
                    BuiltCommand.runArguments(emulator, "--ledger", path))
                #expect(run.exitCode == 64)
                #expect(run.errors.contains("not a kling-batch ledger"))
                let text = try String(contentsOfFile: path, encoding: .utf8)
                #expect(text == "not a ledger at all\n")
            }
        }
    }
}
