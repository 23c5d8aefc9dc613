import Foundation
import Ledger
import SQLiteConnection
import SystemPackage
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct LedgerFileTests {
    @Test("a file that is no ledger is refused and left as it is")
    func foreignFile() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/notes.txt"
            try Data("shopping list\n".utf8).write(to: URL(fileURLWithPath: path))
            await #expect(throws: LedgerError.foreign(path: path)) {
                try await RunLedger.withLedger(at: path) { _ in }
            }
            #expect(throws: LedgerError.foreign(path: path)) { try LedgerReader(path: path) }
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: path)) == Data("shopping list\n".utf8))
        }
    }

    @Test("a ledger of a newer version is refused")
    func newerFile() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { _ in }
            // user_version stands big-endian at offset 60 of the file's header.
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            try file.seek(toOffset: 60)
            try file.write(contentsOf: Data([0, 0, 0, 99]))
            try file.close()
            await #expect(throws: LedgerError.newer(path: path, version: 99)) {
                try await RunLedger.withLedger(at: path) { _ in }
            }
        }
    }

    @Test("a second run exits with --no-wait while the first holds the ledger")
    func lockIsExclusive() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { _ in
                await #expect(throws: LedgerError.busy(path: path)) {
                    try await RunLedger.withLedger(at: path, mayWait: { false }) { _ in }
                }
            }
            try await RunLedger.withLedger(at: path, mayWait: { false }) { _ in }
        }
    }

    @Test("reading a ledger leaves no file behind, and works while it is written")
    func readingLeavesNothing() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            #expect(try LedgerReader(path: path) == nil)
            try await RunLedger.withLedger(at: path) { ledger in
                _ = try ledger.plan(jobs: [job("a.mp3", "A.")])
                #expect(try LedgerReader(path: path)?.batches().map(\.name) == ["greetings"])
            }
            #expect(try LedgerReader(path: path)?.batches().map(\.name) == ["greetings"])
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(
                Set(files) == ["ledger.sqlite", "ledger.sqlite.lock", "ledger.sqlite.reserve"])
        }
    }

    @Test("reading beside a run in the same process leaves the run's locks in place")
    func readingKeepsLocks() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.sqlite"
            try await RunLedger.withLedger(at: path) { _ in }
            // Closing a descriptor drops SQLite's locks, so that this one outlives the run.
            let file = try FileDescriptor.open(FilePath(path), .readWrite)
            defer { try? file.close() }
            #expect(!isLockedBySQLite(file))
            try await RunLedger.withLedger(at: path) { ledger in
                _ = try ledger.plan(jobs: [job("a.mp3", "A.")])
                #expect(isLockedBySQLite(file))
                _ = try LedgerReader(path: path)?.batches()
                await #expect(throws: LedgerError.busy(path: path)) {
                    try await RunLedger.withLedger(at: path, mayWait: { false }) { _ in }
                }
                #expect(isLockedBySQLite(file))
            }
        }
    }

    /// Whether SQLite holds a lock on the file, in this process or another.
    ///
    /// Asked for a lock of the open descriptor, the kernel names those of its own process too.
    private func isLockedBySQLite(_ file: FileDescriptor) -> Bool {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 0x4000_0000
        lock.l_len = 512
        let getDescriptorLock: Int32 = 36
        return fcntl(file.rawValue, getDescriptorLock, &lock) == 0
            && lock.l_type != Int16(F_UNLCK)
    }
}
