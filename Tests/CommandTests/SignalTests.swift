import Foundation
import KlingEmulator
import RunLedger
import Subprocess
import Testing

/// Ctrl-C, a kill, and questions while a run is on.
@Suite(.timeLimit(.minutes(3)))
struct SignalTests {
    /// Sends a signal once so many calls have ended.
    private static func run(
        _ kling: BuiltCommand, _ emulator: RunningEmulator, _ signal: Signal, afterCalls count: Int
    ) async throws -> BuiltCommand.Result {
        var calls = 0
        return try await kling.watch(
            BuiltCommand.runArguments(emulator, "--events")
        ) { line, send in
            guard line.contains("\"event\":\"call\"") else { return }
            calls += 1
            if calls == count { try send(signal) }
        }
    }

    @Test("one signal ends the run with 130; the same command goes on", arguments: [SIGINT, SIGTERM])
    func oneSignal(number: Int32) async throws {
        let signal: Signal = number == SIGINT ? .interrupt : .terminate
        try await BuiltCommand.with { kling in
            try kling.list(12)
            try await withSilentEmulator {
                $0.latency = .milliseconds(100)
            } perform: { emulator in
                let run = try await Self.run(kling, emulator, signal, afterCalls: 2)
                #expect(run.exitCode == 130)
                #expect(run.errors.contains("same command goes on"))
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
                let run = try await kling.watch(
                    BuiltCommand.runArguments(emulator, "--events")
                ) { line, send in
                    guard line.contains("\"planned\"") else { return }
                    while try emulator.bill().isEmpty { await Task.yield() }
                    try send(.interrupt)
                    // Signals of one number that wait together are one.
                    let status = try await kling.run(["status", "--format", "json"])
                    #expect(try status.object()["in_flight"] as? Int == 1)
                    try send(.interrupt)
                }
                #expect(run.exitCode == 130)
                #expect(run.errors.contains("may have been charged"))
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
                let run = try await Self.run(kling, emulator, .kill, afterCalls: 3)
                #expect(run.exitCode == nil)
                let again = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(again.exitCode == 0, "\(again.errors)")
                #expect(kling.files(in: "audio").count == 10)
                #expect(try await kling.run(["verify"]).exitCode == 0)
                let report = try await kling.run(["report", "--format", "json"]).object()
                let bill = Double(try emulator.bill().count) * 0.05
                let surely = try #require(Double(report["surely_spent_cny"] as? String ?? ""))
                let atMost = try #require(Double(report["at_most_spent_cny"] as? String ?? ""))
                #expect(surely <= bill + 1e-9 && bill <= atMost + 1e-9)
            }
        }
    }

    @Test("status and report answer while a run is on")
    func statusDuringRun() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(6)
            try await withSilentEmulator {
                $0.latency = .milliseconds(100)
            } perform: { emulator in
                var asked = false
                let run = try await kling.watch(
                    BuiltCommand.runArguments(emulator, "--events")
                ) { line, _ in
                    guard line.contains("\"event\":\"track\""), !asked else { return }
                    asked = true
                    let status = try await kling.run(["status", "lines", "--format", "json"])
                    #expect(status.exitCode == 0, "\(status.errors)")
                    #expect(try #require(status.object()["jobs_done"] as? Int) >= 1)
                    let report = try await kling.run(["report", "lines"])
                    #expect(report.exitCode == 0, "\(report.errors)")
                }
                #expect(run.exitCode == 0, "\(run.errors)")
                #expect(asked)
            }
        }
    }

    @Test("a signal ends a run that waits for the ledger")
    func whileWaiting() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            let ledger = kling.folder + "/ledger.sqlite"
            try await withSilentEmulator { emulator in
                try await RunLedger.withLedger(at: ledger) { _ in
                    let arguments = BuiltCommand.runArguments(
                        emulator, "--events", "--ledger", ledger)
                    let run = try await kling.watch(arguments) { line, send in
                        if line.contains("waiting-for-ledger") { try send(.interrupt) }
                    }
                    #expect(run.exitCode == 130)
                }
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
                #expect(line.hasPrefix("http://127.0.0.1:"))
                let run = try await kling.run([
                    "run", "lines.csv", "--voice", "v", "--output", "audio", "--base-url", line,
                ])
                #expect(run.exitCode == 0, "\(run.errors)")
                try send(.interrupt)
            }
            #expect(emulator.exitCode == 0, "\(emulator.errors)")
            #expect(emulator.lines.count == 1)
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
