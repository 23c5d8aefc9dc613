import Foundation
import KlingEmulator
import Subprocess
import TestServers
import TestSupport
import Testing

/// `reconcile` and `settle`, as a person meets them.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct ReconcileTests {
    @Test("after a run was killed, the service's log brings both bounds together")
    func killed() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(30)
            try await withSilentEmulator {
                $0.form = .gateway
                $0.latency = .milliseconds(150)
                $0.faults = try FaultShares("all-healing:0.1,drop-after:0.2")
                $0.seed = 11
            } perform: { emulator in
                let run = BuiltCommand.runArguments(
                    emulator, "--api", "gateway", "--deadline", "6", "--rate", "50/s",
                    "--max-unknown-spend", "20")
                var calls = 0
                let killed = try await kling.watch(run + ["--events"]) { line, send in
                    guard line.contains("\"event\":\"call\"") else { return }
                    calls += 1
                    if calls == 8 { try send(.kill) }
                }
                #expect(killed.exitCode == nil)
                let ended = try await kling.run(run)
                #expect(ended.exitCode == 0, "\(ended.errors)")

                let reconcile = [
                    "reconcile", "--base-url", emulator.address, "--api", "gateway",
                    "--ours-alone", "--lateness", "0",
                ]
                let shown = try await kling.run(reconcile + ["--format", "json"])
                #expect(shown.exitCode == 0, "\(shown.errors)")
                #expect(try shown.object()["changed"] is NSNull)
                let settled = try await kling.run(reconcile + ["--settle"])
                #expect(settled.exitCode == 0, "\(settled.errors)")
                #expect(settled.output.contains("changed in the ledger"))
                let report = try await kling.run(["report", "lines", "--format", "json"]).object()
                let cents = try emulator.bill().count * 5
                let bill = "\(cents / 100)." + String("\(cents % 100 + 100)".dropFirst())
                #expect(report["surely_spent_cny"] as? String == bill)
                #expect(report["at_most_spent_cny"] as? String == bill)
                for result in [shown, settled] {
                    #expect(!(result.output + result.errors).contains(BuiltCommand.token))
                }
            }
        }
    }

    @Test("a file is the bill as an argument or with --from, with columns by name or as told")
    func file() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(2)
            try await withSilentEmulator { emulator in
                let run = try await kling.run(BuiltCommand.runArguments(emulator))
                #expect(run.exitCode == 0, "\(run.errors)")
                let rows = try emulator.bill().map { "\($0.requestID),\($0.time),0.03\n" }
                try kling.write("Ref,time,price\n" + rows.joined(), to: "bill.csv")
                let service = ["--base-url", emulator.address]
                let known = ["--column", "request_id=Ref", "--format", "csv"]
                for source in [["bill.csv"], ["--from", "bill.csv"]] {
                    let found = try await kling.run(["reconcile"] + source + service + known)
                    #expect(found.exitCode == 0, "\(found.errors)")
                    #expect(found.lines.first?.hasPrefix("verdict,call,batch,time") == true)
                    #expect(found.lines.count { $0.hasPrefix("other price,") } == 2)
                }
                let wrong = try await kling.run(
                    ["reconcile", "bill.csv", "--column", "request_id=No"] + service)
                #expect(wrong.exitCode == 64)
                #expect(wrong.errors.contains("bill.csv:1"))
                let none = try await kling.run(["reconcile"] + service)
                #expect(none.exitCode == 1)
                #expect(none.errors.contains("kling-batch reconcile BILL.csv"))
                #expect(!none.errors.contains(BuiltCommand.token))
            }
        }
    }

    @Test("settle says what it did, both bounds, and what the next run does")
    func settle() async throws {
        try await BuiltCommand.with { kling in
            try kling.list(1)
            try await withSilentEmulator {
                $0.faults = try FaultShares("drop-after:1")
            } perform: { emulator in
                let run = try await kling.run(
                    BuiltCommand.runArguments(emulator, "--api", "page", "--on-unknown", "hold"))
                #expect(run.exitCode == 2, "\(run.errors)")
                let settled = try await kling.run(["settle", "1", "charged", "--price", "0.04"])
                #expect(settled.exitCode == 0, "\(settled.errors)")
                #expect(settled.output.contains("surely spent 0.04 CNY, and at most 0.04 CNY"))
                #expect(settled.output.contains("The next run of the batch calls for this text"))
                #expect(try await kling.run(["settle", "1", "free"]).exitCode == 64)
                #expect(try await kling.run(["settle", "1", "perhaps"]).exitCode == 64)
                #expect(try await kling.run(["settle", "none", "free"]).exitCode == 64)
            }
        }
    }
}
