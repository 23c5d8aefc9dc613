import ChildProcesses
import Foundation
import Subprocess
import SystemPackage

/// A tool that converts books, run within bounds of time and of disk.
package struct BookTool: Sendable {
    /// What a tool may take before it is ended.
    package struct Limits: Sendable {
        /// The time for one book; the longest takes a few minutes.
        package var time = Duration.seconds(15 * 60)
        /// The bytes of all that it writes.
        package var byteCount = 1 << 30

        /// The limits that hold for every book.
        package init() {}
    }

    private let name: String
    private let package: String
    private let executable: Executable
    private let limits: Limits

    /// How often a tool that runs is looked at.
    private static let interval = Duration.milliseconds(200)

    /// A tool.
    ///
    /// - Parameters:
    ///   - name: what it is called by, or where it is.
    ///   - package: the Debian package that has it.
    package init(_ name: String, package: String, limits: Limits = Limits()) {
        self.name = name
        self.package = package
        self.limits = limits
        executable = name.contains("/") ? .path(FilePath(name)) : .name(name)
    }

    /// Runs the tool on a book, with a folder for all that it writes.
    ///
    /// Its own temporary files lie there too. It speaks no person's language, so that what it makes is
    /// the same everywhere.
    ///
    /// - Throws: ``BookError``, or that the task was cancelled.
    package func run(_ arguments: [String], on book: String, in folder: String) async throws {
        let end: End
        do {
            let messages = try FileDescriptor.open(
                FilePath(folder + "/messages"), .readWrite, options: [.create, .truncate],
                permissions: .ownerReadWrite)
            defer { try? messages.close() }
            end = try await ended(arguments, messages: messages, in: folder)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw BookError.toolMissing(path: book, tool: name, package: package)
        } catch  where !(error is CancellationError) {
            throw BookError.toolFailed(path: book, tool: name, reason: "\(error)")
        }
        try Task.checkCancellation()
        switch end {
        case .ended(let status) where status.isSuccess: return
        case .ended(let status):
            throw BookError.toolFailed(
                path: book, tool: name, reason: lastMessage(in: folder) ?? "\(status)")
        case .stopped(let reason):
            throw BookError.toolFailed(path: book, tool: name, reason: reason)
        }
    }

    private enum End: Sendable {
        case ended(TerminationStatus)
        case stopped(String)
    }

    /// How the tool ended, by itself or because it took too much.
    private func ended(
        _ arguments: [String], messages: FileDescriptor, in folder: String
    ) async throws -> End {
        try await withThrowingTaskGroup(of: End.self) { group in
            group.addTask { .ended(try await status(arguments, messages: messages, in: folder)) }
            group.addTask { .stopped(try await excess(in: folder)) }
            defer { group.cancelAll() }
            return try await group.next() ?? .stopped("it did not start")
        }
    }

    private func status(
        _ arguments: [String], messages: FileDescriptor, in folder: String
    ) async throws -> TerminationStatus {
        var options = PlatformOptions()
        // A group of its own, so that what the tool has started ends with it.
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
        ]
        return try await Subprocess.run(
            executable, arguments: Arguments(arguments),
            environment: .withoutSecrets.updating([
                "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TMPDIR": folder,
            ]),
            platformOptions: options, input: .none, output: .discarded,
            error: .fileDescriptor(messages, closeAfterSpawningProcess: false)
        ).terminationStatus
    }

    /// Waits until the tool has taken too much, and says what.
    private func excess(in folder: String) async throws -> String {
        let clock = ContinuousClock()
        let end = clock.now + limits.time
        while clock.now < end {
            try await clock.sleep(for: BookTool.interval)
            if byteCount(in: folder) > limits.byteCount {
                return "it wrote more than \(limits.byteCount >> 20) MiB and was ended"
            }
        }
        return "it did not end within \(limits.time) and was ended"
    }

    private func byteCount(in folder: String) -> Int {
        let files = FileManager.default.enumerator(atPath: folder)
        var count = 0
        while let name = files?.nextObject() as? String {
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            count += (attributes?[.size] as? Int) ?? 0
        }
        return count
    }

    /// The last line of what the tool said.
    private func lastMessage(in folder: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: folder + "/messages"),
            let size = try? file.seekToEnd(),
            (try? file.seek(toOffset: size - min(size, 4096))) != nil,
            let bytes = try? file.readToEnd()
        else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .last.map(String.init)
    }
}
