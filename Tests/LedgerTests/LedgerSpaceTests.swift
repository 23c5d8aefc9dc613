import Foundation
import Ledger
import SQLiteConnection
import TestSupport
import Testing

/// A ledger on a disk of its own that runs full; such a disk takes the rights of root.
@Suite(
    .serialized, .timeLimit(.minutes(10)),
    .enabled(if: SmallDisk.canBeMade, "no small disk can be mounted here"))
struct LedgerSpaceTests {
    @Test("a disk that fills up with 40 calls in flight loses none of their ends")
    func fullInFlight() async throws {
        try await SmallDisk.with(megabytes: 8) { folder in
            let path = folder + "/ledger.sqlite"
            let jobs = (1...60).map { job("\($0).mp3", "Text \($0).") }
            try await RunLedger.withLedger(at: path) { ledger in
                let batch = try ledger.plan(jobs: jobs)
                let run = try ledger.beginRun(of: batch)
                var cursor = ClaimCursor()
                let tasks = try await ledger.claimTasks(run, limit: 60, cursor: &cursor)
                var calls: [(ClaimedTask, AttemptID)] = []
                for task in tasks.prefix(40) {
                    if case .armed(let attempt) = try await ledger.arm(task, in: run) {
                        calls.append((task, attempt))
                    }
                }
                try shell("cat /dev/zero > '\(folder)/filler'", mayFail: true)
                #expect(!ledger.isOutOfSpace)
                for (_, attempt) in calls {
                    try await ledger.settle(attempt, as: .succeeded, reply: success)
                }
                #expect(ledger.isOutOfSpace)
                await #expect(throws: LedgerError.unusable(path: path, .full)) {
                    try await ledger.arm(tasks[50], in: run)
                }
                #expect(try ledger.reader.calls(of: batch).byState == [.succeeded: 40])
                try ledger.endRun(run, outcome: .stopped)
            }
            #expect(try !filesIn(folder).contains("ledger.sqlite.reserve"))
            try shell("rm '\(folder)/filler'")
            try await RunLedger.withLedger(at: path) { ledger in
                let batch = try ledger.plan(jobs: jobs)
                #expect(try ledger.reader.calls(of: batch).byState == [.succeeded: 40])
                #expect(!ledger.isOutOfSpace)
            }
            #expect(try filesIn(folder).contains("ledger.sqlite.reserve"))
        }
    }

    @Test("arming and ends of calls at once: what is refused for room is the arming alone")
    func fullAtOnce() async throws {
        try await SmallDisk.with(megabytes: 8) { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { ledger in
                let batch = try ledger.plan(jobs: (1...400).map { job("\($0).mp3", "T \($0).") })
                let run = try ledger.beginRun(of: batch)
                var cursor = ClaimCursor()
                let tasks = try await ledger.claimTasks(run, limit: 400, cursor: &cursor)
                try shell("cat /dev/zero > '\(folder)/filler'", mayFail: true)
                let armed = await withTaskGroup(of: Bool.self) { group in
                    for task in tasks {
                        group.addTask {
                            guard case .armed(let attempt)? = try? await ledger.arm(task, in: run)
                            else { return false }
                            do {
                                try await ledger.settle(
                                    attempt, as: .succeeded, reply: success)
                                return true
                            } catch {
                                Issue.record(error)
                                return false
                            }
                        }
                    }
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(ledger.isOutOfSpace)
                #expect(armed < 400)
                let calls = try ledger.reader.calls(of: batch)
                #expect(calls.byState[.succeeded, default: 0] == armed)
                #expect(calls.byState[.armed] == nil)
            }
        }
    }

    @Test("on a disk that is full from the start no call is armed")
    func fullFromTheStart() async throws {
        try await SmallDisk.with(megabytes: 3) { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { ledger in
                let batch = try ledger.plan(jobs: [job("a.mp3", "A.")])
                let run = try ledger.beginRun(of: batch)
                await #expect(throws: LedgerError.unusable(path: path, .full)) {
                    _ = try await ledger.armNext(run)
                }
            }
        }
    }

    @Test("a disk without room for a new ledger is told, and nothing half made is left")
    func noRoomToMake() async throws {
        try await SmallDisk.with(megabytes: 1) { folder in
            let path = folder + "/ledger.sqlite"
            try shell("cat /dev/zero > '\(folder)/filler'", mayFail: true)
            for kilobytes in stride(from: 0, through: 320, by: 16) {
                try shell("truncate -s \(1024 - kilobytes)K '\(folder)/filler'")
                do {
                    try await RunLedger.withLedger(at: path) { _ in }
                } catch let error as LedgerError {
                    #expect(error == .unusable(path: path, .full))
                    #expect(try !filesIn(folder).contains { $0.contains(".part") })
                }
            }
            try shell("rm '\(folder)/filler'")
            try await RunLedger.withLedger(at: path) { _ in }
        }
    }

    @Test("a ledger on a disk that cannot be written is read with its log, and no run begins")
    func readOnly() async throws {
        try await SmallDisk.with(megabytes: 16) { folder in
            let path = folder + "/disk/ledger.sqlite"
            try await RunLedger.withLedger(at: folder + "/ledger.sqlite") { ledger in
                _ = try ledger.plan(jobs: [job("a.mp3", "A.")])
                try shell("cd '\(folder)' && mkdir disk && cp ledger.sqlite ledger.sqlite-wal disk")
            }
            try shell("mount -o remount,ro '\(folder)'")
            #expect(try LedgerReader(path: path)?.batches().map(\.name) == ["greetings"])
            let other = folder + "/ledger.sqlite"
            #expect(try LedgerReader(path: other)?.batches().map(\.name) == ["greetings"])
            await #expect(throws: LedgerError.unusable(path: path, .readOnly)) {
                try await RunLedger.withLedger(at: path) { _ in }
            }
        }
    }
}
