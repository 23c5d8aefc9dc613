import Dispatch
import Foundation
import Synchronization
import SystemPackage

/// The emulator's own record of what it charged, synced to the disk before a reply goes out.
///
/// Calls that wait at the same time share one write and one sync.
final class Bill: Sendable {
    private let path: String
    private let file: FileDescriptor
    private let waiting = Mutex(Waiting())
    /// What has been read of the file, so that each question reads only what is new.
    private let known = Mutex(Known())
    /// Writes and syncs block, so they keep off the threads that serve calls.
    private let writer = DispatchQueue(label: "kling-emulator.bill")

    private struct Waiting {
        var lines = ""
        var callers: [CheckedContinuation<Void, any Error>] = []
        var isWriting = false
        /// A bill that missed one entry is wrong for good: nothing is charged from then on.
        var failure: EmulatorError?
    }

    private struct Known {
        var entries: [BillEntry] = []
        /// Where the first line begins that is not read yet.
        var offset: Int64 = 0
    }

    /// Opens a bill, to go on after the entries it holds.
    init(path: String) throws(EmulatorError) {
        self.path = path
        do {
            file = try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.append, .create, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.endUnfinishedLine()
        } catch {
            throw .billUnwritable(path: path, reason: "\(error)")
        }
    }

    deinit {
        try? file.close()
    }

    /// Returns once the entry is on the disk.
    func record(_ entry: BillEntry) async throws {
        let line = entry.line
        try await withCheckedThrowingContinuation { caller in
            let isIdle = waiting.withLock { waiting in
                waiting.lines += line
                waiting.callers.append(caller)
                defer { waiting.isWriting = true }
                return !waiting.isWriting
            }
            if isIdle { writer.async { self.writeWaiting() } }
        }
    }

    /// Every charged call so far, oldest first, those of earlier emulators too.
    func entries() throws -> [BillEntry] {
        try known.withLock { known in
            var lines = Data()
            let end = try file.seek(offset: 0, from: .end)
            while known.offset + Int64(lines.count) < end {
                let part = try read(at: known.offset + Int64(lines.count))
                guard !part.isEmpty else { break }
                lines.append(part)
            }
            let whole = lines.lastIndex(of: UInt8(ascii: "\n")).map { lines[...$0] } ?? Data()
            known.offset += Int64(whole.count)
            known.entries += BillEntry.entries(in: whole)
            return known.entries
        }
    }

    private func read(at offset: Int64) throws -> Data {
        var part = Data(count: 1 << 16)
        let count = try part.withUnsafeMutableBytes {
            try file.read(fromAbsoluteOffset: offset, into: $0)
        }
        return part.prefix(count)
    }

    private func writeWaiting() {
        while let group = nextGroup() {
            let result = Result { try write(group) }
            for caller in group.callers { caller.resume(with: result) }
        }
    }

    private func nextGroup() -> Waiting? {
        waiting.withLock { waiting in
            guard !waiting.callers.isEmpty else {
                waiting.isWriting = false
                return nil
            }
            defer {
                waiting.lines = ""
                waiting.callers = []
            }
            return waiting
        }
    }

    private func write(_ group: Waiting) throws {
        if let failure = group.failure { throw failure }
        do {
            try file.writeAll(group.lines.utf8)
            try file.synchronizeData()
        } catch {
            let failure = EmulatorError.billUnwritable(path: path, reason: "\(error)")
            waiting.withLock { $0.failure = failure }
            throw failure
        }
    }
}

extension FileDescriptor {
    /// Starts a new line where the last one has no end: a killed writer left it.
    fileprivate func endUnfinishedLine() throws {
        let end = try seek(offset: 0, from: .end)
        guard end > 0 else { return }
        var last: UInt8 = 0
        _ = try withUnsafeMutableBytes(of: &last) {
            try read(fromAbsoluteOffset: end - 1, into: $0)
        }
        if last != UInt8(ascii: "\n") { try writeAll("\n".utf8) }
    }

    fileprivate func synchronizeData() throws {
        #if canImport(Darwin)
            let status = fsync(rawValue)
        #else
            let status = fdatasync(rawValue)
        #endif
        guard status == 0 else { throw Errno(rawValue: errno) }
    }
}
