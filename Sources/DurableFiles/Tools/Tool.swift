import ChildProcesses
import Subprocess
package import SystemPackage

/// ffmpeg or ffprobe, run with its output and messages in files.
///
/// No data goes through pipes: swift-subprocess 1.0.2 ends the whole process when a tool stops
/// before it has read all that is piped into it (its issue 367). Files are named to it as
/// `file:PATH` in an argument of their own, so no name needs quoting.
package struct Tool: Sendable {
    private let executable: Executable
    private let name: String
    /// The arguments of every run.
    private let usual: [String]

    /// ffmpeg, as it is found on the search path or at this one.
    package init(path: String? = nil) {
        self.init(
            "ffmpeg", path: path, usual: ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"])
    }

    /// ffprobe, as it is found on the search path or at this one.
    package static func probe(path: String? = nil) -> Tool {
        Tool("ffprobe", path: path, usual: ["-hide_banner", "-loglevel", "error"])
    }

    private init(_ name: String, path: String?, usual: [String]) {
        self.name = name
        self.usual = usual
        executable = path.map { .path(FilePath($0)) } ?? .name(name)
    }

    /// Runs the tool to its end, and gives what it wrote to the body.
    ///
    /// Its output and messages stand in files of a folder, which are gone after.
    package func run<Value: Sendable>(
        _ arguments: [String], in folder: FilePath,
        output read: @escaping @Sendable (FilePath) throws -> Value
    ) async throws -> Value {
        let files = try await DiskThreads.run {
            try TemporaryFiles(2, in: folder)
        }
        do {
            try await run(arguments, output: files[0], messages: files[1])
            return try await DiskThreads.run {
                defer { files.discard() }
                return try read(files[0].path)
            }
        } catch {
            await DiskThreads.run { files.discard() }
            throw error
        }
    }

    /// Runs the tool to its end.
    package func run(_ arguments: [String], in folder: FilePath) async throws {
        try await run(arguments, in: folder) { _ in }
    }

    private func run(
        _ arguments: [String], output: PartFile, messages: PartFile
    ) async throws {
        let result: ExecutionResult<Void, FileDescriptorOutput, FileDescriptorOutput>
        do {
            result = try await Subprocess.run(
                executable,
                arguments: Arguments(usual + arguments),
                environment: .withoutSecrets,
                input: .none,
                output: .fileDescriptor(output.descriptor, closeAfterSpawningProcess: false),
                error: .fileDescriptor(messages.descriptor, closeAfterSpawningProcess: false))
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw ToolError.missing(tool: name, package: "ffmpeg")
        } catch let error as SubprocessError {
            throw ToolError.failed(tool: name, reason: "\(error)")
        }
        // A cancelled tool is killed and still comes back here.
        try Task.checkCancellation()
        guard !result.terminationStatus.isSuccess else { return }
        let message = try await DiskThreads.run {
            try Self.lastMessage(in: messages.path)
        }
        throw ToolError.failed(
            tool: name, reason: message ?? Self.reason(of: result.terminationStatus))
    }

    /// Why a tool ended that said nothing.
    private static func reason(of status: TerminationStatus) -> String {
        switch status {
        case .exited(let code):
            "it ended with code \(code) and without a word; is the disk full?"
        case .signaled(let signal): "it was ended by signal \(signal)"
        }
    }

    /// The last line that says something; nil where there is none.
    private static func lastMessage(in path: FilePath) throws(FileError) -> String? {
        let file = try OpenFile(path)
        let length = try file.byteCount()
        let shown = min(length, 4096)
        let bytes = try file.bytes(at: length - shown, count: shown)
        return String(decoding: bytes, as: UTF8.self)
            .split(whereSeparator: \.isNewline).map(String.init)
            .last { $0 != "Conversion failed!" }
    }
}
