import Foundation
import Ledger
import SQLiteConnection
import TestSupport
import Testing

/// One file of several names, and names that come to lead to another file.
@Suite(.timeLimit(.minutes(10)))
struct LedgerNameTests {
    @Test("a symbolic link to a ledger that a run holds is as busy as the ledger")
    func symbolicLink() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            let other = folder + "/other.sqlite"
            try await RunLedger.withLedger(at: path) { _ in
                try FileManager.default.createSymbolicLink(
                    atPath: other, withDestinationPath: path)
                try await expectBusy(other)
            }
            try await RunLedger.withLedger(at: other) { ledger in
                _ = try ledger.plan(jobs: [job("a.mp3", "A.")])
                try await expectBusy(path)
                #expect(try LedgerReader(path: path)?.batches().count == 1)
            }
        }
    }

    @Test("a ledger whose lock file was deleted is still held")
    func deletedLockFile() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { _ in
                try FileManager.default.removeItem(atPath: path + ".lock")
                try await expectBusy(path)
            }
        }
    }

    @Test("a ledger that another process has locked is busy, whatever its name there")
    func otherProcess() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { _ in }
            let other = try LockingProcess(path)
            try await expectBusy(path)
            other.end()
            try await RunLedger.withLedger(at: path, mayWait: { false }) { _ in }
        }
    }

    @Test("a ledger of two names is refused, with the other name, and free again without it")
    func hardLink() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            let other = folder + "/other.sqlite"
            try await RunLedger.withLedger(at: path) { _ in }
            try FileManager.default.linkItem(atPath: path, toPath: other)
            for (name, rest) in [(path, other), (other, path)] {
                let error = LedgerError.unusable(path: name, .severalNames(others: [rest]))
                await #expect(throws: error) {
                    try await RunLedger.withLedger(at: name) { _ in }
                }
                #expect("\(error)".contains(rest))
            }
            try FileManager.default.removeItem(atPath: other)
            try await RunLedger.withLedger(at: path) { _ in }
        }
    }

    @Test("a link to nothing is refused, and no file is made where it leads")
    func danglingLink() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try FileManager.default.createSymbolicLink(
                atPath: path, withDestinationPath: folder + "/gone.sqlite")
            await #expect(throws: LedgerError.unusable(path: path, .danglingLink)) {
                try await RunLedger.withLedger(at: path) { _ in }
            }
            #expect(try filesIn(folder) == ["ledger.sqlite"])
        }
    }

    @Test(
        "once the file is moved, deleted or replaced no call is armed, and what was paid is kept",
        arguments: [
            "mv ledger.sqlite moved.sqlite",
            "ln ledger.sqlite moved.sqlite; rm ledger.sqlite",
            "mv ledger.sqlite moved.sqlite; cp moved.sqlite ledger.sqlite",
            "ln ledger.sqlite moved.sqlite; rm ledger.sqlite-wal",
        ])
    func replaced(command: String) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            let error = LedgerError.unusable(path: path, .replaced)
            await #expect(throws: error) {
                try await RunLedger.withLedger(at: path) { ledger in
                    try await callWhileReplaced(ledger, error) {
                        try shell("cd '\(folder)' && \(command)")
                    }
                }
            }
            try shell("cd '\(folder)' && rm -f ledger.sqlite ledger.sqlite-wal ledger.sqlite-shm")
            let reader = try #require(try LedgerReader(path: folder + "/moved.sqlite"))
            let batch = try #require(try reader.batches().first).batch
            #expect(try reader.calls(of: batch).byState == [.succeeded: 1])
        }
    }

    @Test("a run that waited for a file which was moved meanwhile makes no new one")
    func movedWhileWaiting() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            let (waits, signal) = AsyncStream<Void>.makeStream()
            let (second, setSecond) = AsyncStream<Task<Int, any Error>>.makeStream()
            await #expect(throws: LedgerError.unusable(path: path, .replaced)) {
                try await RunLedger.withLedger(at: path) { _ in
                    setSecond.yield(
                        Task {
                            try await RunLedger.withLedger(
                                at: path, onWait: { _ in signal.finish() }
                            ) {
                                try $0.reader.batches().count
                            }
                        })
                    for await _ in waits {}
                    try shell("mv '\(path)' '\(path).moved'")
                }
            }
            for await run in second {
                await #expect(throws: LedgerError.unusable(path: path, .replaced)) {
                    try await run.value
                }
                break
            }
            let files = try filesIn(folder)
            #expect(!files.contains("ledger.sqlite"))
        }
    }

    /// Arms one call, replaces the file, and settles that call and arms another.
    private func callWhileReplaced(
        _ ledger: RunLedger, _ error: LedgerError, _ replace: () throws -> Void
    ) async throws {
        let batch = try ledger.plan(jobs: [job("a.mp3", "A."), job("b.mp3", "B.")])
        let run = try ledger.beginRun(of: batch)
        var cursor = ClaimCursor()
        let tasks = try await ledger.claimTasks(run, limit: 2, cursor: &cursor)
        let (first, second) = try (#require(tasks.first), #require(tasks.last))
        guard case .armed(let attempt) = try await ledger.arm(first, in: run) else { return }
        try replace()
        let armed = await #expect(throws: LedgerError.self) {
            try await ledger.arm(second, in: run)
        }
        #expect(armed == error)
        let settled = await #expect(throws: LedgerError.self) {
            _ = try await ledger.settle(attempt, as: .succeeded, reply: success)
        }
        #expect(settled == error)
        #expect(throws: error) { try ledger.beginRun(of: batch) }
    }

    private func expectBusy(_ path: String) async throws {
        await #expect(throws: LedgerError.busy(path: path)) {
            try await RunLedger.withLedger(at: path, mayWait: { false }) { _ in }
        }
    }
}
