import Foundation
import KlingEmulator
import Ledger
import SQLiteConnection
import Subprocess
import TestServers
import Testing

/// Ctrl-C, a kill, and questions while a run is on.
@Suite(.timeLimit(.minutes(10)))
struct SignalTests {
    /// Runs `lines.csv` and does something once so many calls have been charged.
    private static func run(
        _ kling: BuiltCommand, _ emulator: RunningEmulator, afterCalls count: Int,
        _ action: (_ send: @escaping BuiltCommand.SendSignal) async throws -> Void
    ) async throws -> BuiltCommand.Result {
        try await kling.watch(BuiltCommand.runArguments(emulator)) { line, send in
            guard line.contains(" to pay, ") else { return }
            while try emulator.bill().count < count { await Task.yield() }
            try await action(send)
        }
    }

    @Test(
        "one signal ends the run with 130; the same command goes on",
        arguments: [SIGINT, SIGTERM])
    func oneSignal(number: Int32) async throws {
        try await BuiltCommand.with { kling in
            try kling.list(12)
            try await withSilentEmulator {
                $0.latency = .milliseconds(100)
            } perform: { emulator in
                let run = try await Self.run(kling, emulator, afterCalls: 2) { send in
                    try send(number == SIGINT ? .interrupt : .terminate)
                }
                #expect(run.exitCode == 130)
                #expect(run.output.contains("same command goes on"))
                let report = try await kling.run(["report", "--format", "json"]).object()
                #expect(report["armed"] as? Int == 0)
                #expect(report["unknown"] as? Int == 0)
                #expect(try emulator.bill().count < 12)

                let again = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(again.exitCode == 0, "\(again.errors)")
                let texts = try emulator.bill().map(\.textSHA256)
                #expect(texts.count == 12)
                #expect(Set(texts).count == 12)
            }
        }
    }

    @Test("a second signal stops at once; the call in flight stands as perhaps charged")
    func twoSignals() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator {
                $0.faults = try FaultShares("no-answer:1")
            } perform: { emulator in
                let arguments = BuiltCommand.runArguments(emulator)
                let run = try await kling.watch(arguments) { line, send in
                    if line.contains(" to pay, ") {
                        while try emulator.bill().isEmpty { await Task.yield() }
                        try send(.interrupt)
                    } else if line.contains("Ctrl-C again") {
                        try send(.interrupt)
                    }
                }
                #expect(run.exitCode == 130)
                #expect(run.output.contains("may have been charged"))
                let report = try await kling.run(["report", "--format", "json"]).object()
                #expect(report["unknown"] as? Int == 1)
                #expect(report["surely_spent_cny"] as? String == "0.00")
                #expect(report["at_most_spent_cny"] as? String == "0.05")
            }
        }
    }

    @Test("a run killed in the middle goes on, and the bill stays within the bounds")
    func killed() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(10)
            try await withSilentEmulator {
                $0.latency = .milliseconds(100)
            } perform: { emulator in
                let run = try await Self.run(kling, emulator, afterCalls: 3) { send in
                    try send(.kill)
                }
                #expect(run.exitCode == nil)
                let again = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(again.exitCode == 0, "\(again.errors)")
                #expect(kling.files(in: "audio").count == 10)
                #expect(try await kling.run(["verify"]).exitCode == 0)
                let report = try await kling.run(["report", "--format", "json"]).object()
                let bill = try emulator.bill().count * 5
                #expect(try hundredths(report["surely_spent_cny"]) <= bill)
                #expect(try bill <= hundredths(report["at_most_spent_cny"]))
            }
        }
    }

    /// An amount such as `0.55` in hundredths.
    private func hundredths(_ amount: Any?) throws -> Int {
        let digits = try #require(amount as? String).filter { $0 != "." }
        return try #require(Int(digits))
    }

    @Test("status and report answer while a run is on")
    func statusDuringRun() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator {
                $0.faults = try FaultShares("no-answer:1")
            } perform: { emulator in
                let run = try await Self.run(kling, emulator, afterCalls: 1) { send in
                    let status = try await kling.run(["status", "lines", "--format", "json"])
                    #expect(status.exitCode == 0, "\(status.errors)")
                    #expect(try status.object()["in_flight"] as? Int == 1)
                    #expect(try status.object()["jobs_waiting"] as? Int == 1)
                    let table = try await kling.run(["status"])
                    #expect(table.output.contains("1 call, the oldest for"))
                    let report = try await kling.run(["report"])
                    #expect(report.output.contains("1 in flight"))
                    try send(.kill)
                }
                #expect(run.exitCode == nil)
            }
        }
    }

    @Test("a signal ends a run that waits for the ledger", .timeLimit(.minutes(10)))
    func whileWaiting() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let ledger = kling.folder + "/ledger.sqlite"
            try await withSilentEmulator { emulator in
                try await RunLedger.withLedger(at: ledger) { _ in
                    let arguments = BuiltCommand.runArguments(emulator, "--ledger", ledger)
                    let run = try await kling.watch(arguments) { line, send in
                        if line.contains("Waiting for") { try send(.interrupt) }
                    }
                    #expect(run.exitCode == 130)
                }
            }
        }
    }

    @Test("a run whose time is up while it waits says so, and that nothing was begun")
    func timeIsUpWhileWaiting() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let ledger = kling.folder + "/ledger.sqlite"
            try await withSilentEmulator { emulator in
                try await RunLedger.withLedger(at: ledger) { _ in
                    let run = try await kling.run(
                        BuiltCommand.runArguments(
                            emulator, "--ledger", ledger, "--max-duration", "1s", "--on-problem",
                            "echo \"outcome $KLING_RUN_OUTCOME: $KLING_RUN_REASON\""))
                    #expect(run.exitCode == 130)
                    #expect(run.errors.contains("is up. No call was begun."), "\(run.errors)")
                    #expect(run.errors.contains("outcome time: No calls after"), "\(run.errors)")
                }
            }
        }
    }

    @Test("a run goes on when nobody reads what it tells any more")
    func closedPipe() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(3)
            try await withSilentEmulator {
                $0.latency = .milliseconds(100)
            } perform: { emulator in
                // The reader is gone long before the last call is told.
                let line = BuiltCommand.runArguments(emulator, "--verbose").joined(separator: " ")
                try await kling.shell(
                    "{ \(BuiltCommand.path) \(line); echo $? >code; } 2>&1 | true")
                let code = try String(contentsOfFile: kling.folder + "/code", encoding: .utf8)
                #expect(code == "0\n")
                #expect(kling.files(in: "audio").count == 3)
            }
        }
    }

    @Test("the emulator tells its address first, serves, and ends at a signal with its bill kept")
    func emulator() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(2)
            let emulator = try await kling.watch([
                "emulator", "--port", "0", "--audio-engine", "silence", "--bill", "bill.jsonl",
            ]) { line, send in
                guard line.hasPrefix("http://127.0.0.1:") else { return }
                // Whoever rotates logs sends it to all of the name.
                try send(.userDefinedOne)
                let run = try await kling.run([
                    "run", "lines.csv", "--voice", "v", "--output", "audio", "--base-url", line,
                ])
                #expect(run.exitCode == 0, "\(run.errors)")
                try send(.interrupt)
            }
            #expect(emulator.exitCode == 0)
            #expect(emulator.lines.count == 1, "\(emulator.output)")
            let bill = try String(contentsOfFile: kling.folder + "/bill.jsonl", encoding: .utf8)
            #expect(bill.split(separator: "\n").count == 2)
        }
    }

    @Test("a fault list with a name that is none is 64")
    func badFaults() async throws {
        try await BuiltCommand.with { kling in
            let run = try await kling.run(["emulator", "--faults", "meteor:0.1"])
            #expect(run.exitCode == 64)
            #expect(run.errors.contains("meteor"))
        }
    }
}
