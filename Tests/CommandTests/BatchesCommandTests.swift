import Foundation
import KlingEmulator
import Ledger
import SQLiteConnection
import TestServers
import TestSupport
import Testing

/// Batches as a person lives with them from the command line.
@Suite(.timeLimit(.minutes(10)))
struct BatchesCommandTests {
    @Test("a batch is moved, renamed and forgotten, and the same text then costs nothing")
    func changes() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(2)
            try await withSilentEmulator { emulator in
                _ = try await kling.run(BuiltCommand.runArguments(emulator))
                // The ledger's option may stand before the command below.
                let ledger = kling.folder + "/data/kling-batch/ledger.sqlite"
                let none = try await kling.run([
                    "batches", "--ledger", kling.folder + "/none.sqlite", "move", "lines", "else",
                ])
                #expect(none.exitCode == 64 && none.errors.contains("none.sqlite"))
                #expect(!FileManager.default.fileExists(atPath: kling.folder + "/none.sqlite"))
                let moved = try await kling.run([
                    "batches", "--ledger", ledger, "move", "lines", "else",
                ])
                #expect(moved.exitCode == 0, "\(moved.errors)")
                #expect(moved.output.contains("2 files"))
                #expect(kling.files(in: "else") == ["line-1.mp3", "line-2.mp3"])
                // Without --output the batch goes on where it is.
                let again = try await kling.run([
                    "run", "lines.csv", "--voice", "reader_en_m-v1", "--base-url", emulator.address,
                ])
                #expect(again.exitCode == 0, "\(again.errors)")
                #expect(again.output.contains("Tracks: \(kling.folder)/else"))
                let refused = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(refused.exitCode == 64 && refused.errors.contains("batches move"))
                let renamed = try await kling.run(["batches", "rename", "lines", "prose"])
                #expect(renamed.exitCode == 0 && renamed.output.contains("--batch prose"))
                #expect(try await kling.run(["batches", "rename", "lines", "x"]).exitCode == 64)
                #expect(try await kling.run(["batches", "forget", "prose"]).exitCode == 0)
                #expect(try await kling.run(["batches", "forget", "prose"]).exitCode == 64)
                #expect(try await kling.run(["batches", "--format", "csv"]).output.isEmpty)
                let all = try await kling.run(["report", "--all"]).output
                #expect(all.contains("lines (forgotten ") || all.contains("prose (forgotten "))
                #expect(kling.files(in: "else").count == 2)
            }
        }
    }

    @Test("outputs in the inputs' own folder are no inputs, and are told")
    func sameFolder() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("id,text\na,Hello.\n", to: "s/a.csv")
            try await withSilentEmulator { emulator in
                func run(_ inputs: [String]) async throws -> BuiltCommand.Result {
                    try await kling.run(
                        ["run"] + inputs + [
                            "--voice", "reader_en_m-v1", "--batch", "s", "--output", "s",
                            "--base-url", emulator.address,
                        ])
                }
                #expect(try await run(["s/a.csv"]).exitCode == 0)
                let again = try await run(["s/a.csv", "s/a.mp3"])
                #expect(again.exitCode == 0, "\(again.errors)")
                #expect(again.errors.contains("have made them: s/a.mp3."))
                let alone = try await run(["s/a.mp3"])
                #expect(alone.exitCode == 64 && alone.errors.contains("no input"))
                #expect(try emulator.bill().count == 1)
            }
        }
    }

    @Test("a folder that was moved as a whole is told with one command")
    func relocate() async throws {
        try await BuiltCommand.with { kling in
            try kling.write("id,text\na,Hello.\n", to: "old/a.csv")
            try await withSilentEmulator { emulator in
                func run(_ folder: String) async throws -> BuiltCommand.Result {
                    try await kling.run([
                        "run", folder + "/a.csv", "--voice", "reader_en_m-v1", "--output",
                        folder + "/audio", "--base-url", emulator.address,
                    ])
                }
                #expect(try await run("old").exitCode == 0)
                #expect(try await kling.run(["batches", "relocate", "old", "new"]).exitCode == 64)
                try await kling.shell("mv old new")
                let told = try await kling.run(["batches", "relocate", "old", "new"])
                #expect(told.exitCode == 0 && told.output == "Changed: a.\n", "\(told.errors)")
                let again = try await run("new")
                #expect(again.exitCode == 0, "\(again.errors)")
                #expect(again.output.contains("1 done"))
                #expect(try emulator.bill().count == 1)
            }
        }
    }

    @Test("status asks the lock: not on and how it ended, killed, or who holds the ledger")
    func status() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let ledger = kling.folder + "/data/kling-batch/ledger.sqlite"
            try await withSilentEmulator { emulator in
                _ = try await kling.run(BuiltCommand.runArguments(emulator, "--budget", "0.50"))
                let off = try await kling.run(["status"]).output
                #expect(off.contains(": finished"))
                #expect(off.contains("0.50 CNY, 0.45 CNY left"))
                #expect(off.contains("waits for you  nothing"))
                try await RunLedger.withLedger(
                    at: ledger, for: LedgerWork(command: "run", batch: "lines")
                ) { held in
                    let row = try #require(try held.reader.batch(named: "lines"))
                    _ = try held.beginRun(of: row.batch)
                    let on = try await kling.run(["status"]).output
                    #expect(on.contains("on since "))
                    #expect(on.contains("process \(getpid()) on "))
                    var saying = RunSaying(time: unixMilliseconds())
                    saying.limit = "3 at once"
                    saying.leastMillisecondsLeft = 7_200_000
                    saying.mostMillisecondsLeft = 8_000_000
                    held.say(saying)
                    let said = try await kling.run(["status", "--format", "json"]).output
                    #expect(said.contains(#""limit":"3 at once""#), "\(said)")
                    #expect(said.contains(#""left_least_ms":71"#), "\(said)")
                }
                let killed = try await kling.run(["status"]).output
                #expect(killed.contains("was killed"))
                try await RunLedger.withLedger(at: ledger, for: LedgerWork(command: "prune")) { _ in
                    let other = try await kling.run(["status"]).output
                    #expect(other.contains("used by `prune`, on since "))
                }
            }
        }
    }

    @Test("prune says with sizes what would go, and then removes it")
    func prune() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(2)
            try await withSilentEmulator { emulator in
                _ = try await kling.run(BuiltCommand.runArguments(emulator))
                try kling.list(1)
                _ = try await kling.run(BuiltCommand.runArguments(emulator))
                let dry = try await kling.run(["prune", "--dry-run"])
                #expect(dry.output.contains("would go  1 file, "))
                #expect(kling.files(in: "audio").count == 2)
                let gone = try await kling.run(["prune"])
                #expect(gone.exitCode == 0 && gone.output.contains("removed"))
                #expect(kling.files(in: "audio") == ["line-1.mp3"])
                #expect(try await kling.run(["prune"]).output == "Nothing to remove.\n")
                let wrong = try await kling.run(["prune", "--older-than", "soon"])
                #expect(wrong.exitCode == 64 && wrong.errors.contains("90d"))
            }
        }
    }
}
