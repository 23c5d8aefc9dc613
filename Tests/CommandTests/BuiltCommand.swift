import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The built `kling-batch`, run as a person runs it, with a home of its own and nothing of this
/// machine's environment but the path.
struct BuiltCommand {
    /// The token of every call.
    static let token = "token-of-the-command-tests"

    /// A home and work folder that is gone after the test.
    let folder: String

    /// Sends a signal to a command that runs.
    typealias SendSignal = @Sendable (Signal) throws -> Void

    /// What a run came to; the code is nil where a signal ended it.
    struct Result {
        let exitCode: Int32?
        let output: String
        let errors: String

        /// The output's lines.
        var lines: [String] { output.split(separator: "\n").map(String.init) }

        /// The output's lines, each a JSON object.
        func objects() throws -> [[String: Any]] {
            try lines.map { line in
                let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
                return try #require(value as? [String: Any], "\(line)")
            }
        }

        /// The output as one JSON object.
        func object() throws -> [String: Any] {
            let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
            return try #require(value as? [String: Any], "\(output)")
        }
    }

    /// The executable lies beside the test bundle.
    static let path: String = {
        let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folders = [
            bundle.deletingLastPathComponent(), Bundle.main.bundleURL,
            package.appendingPathComponent(".build/debug"),
        ]
        let paths = folders.map { $0.appendingPathComponent("kling-batch").path }
        return paths.first(where: FileManager.default.isExecutableFile(atPath:)) ?? "kling-batch"
    }()

    func environment(_ variables: [String: String]) -> Environment {
        var all = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": folder, "XDG_DATA_HOME": folder + "/data",
            "XDG_CONFIG_HOME": folder + "/config", "KLING_API_TOKEN": Self.token,
        ]
        all.merge(variables) { $1 }
        let keyed = all.map { (Environment.Key(stringLiteral: $0), $1) }
        return .custom(Dictionary(uniqueKeysWithValues: keyed))
    }

    /// Runs it to its end.
    func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = ""
    ) async throws -> Result {
        let result = try await Subprocess.run(
            .path(FilePath(Self.path)), arguments: Arguments(arguments),
            environment: self.environment(environment), workingDirectory: FilePath(folder),
            input: .fileDescriptor(try inputFile(input), closeAfterSpawningProcess: true),
            output: .string(limit: 1 << 22), error: .string(limit: 1 << 22))
        return Result(
            exitCode: result.terminationStatus.exitCode,
            output: result.standardOutput, errors: result.standardError)
    }

    /// A file to read from: a command that ends before it has read a pipe would end the tests.
    private func inputFile(_ text: String) throws -> FileDescriptor {
        guard !text.isEmpty else { return try .open("/dev/null", .readOnly) }
        let path = try write(text, to: "input-\(UUID().uuidString)")
        return try .open(path, .readOnly)
    }

    /// Runs it and hands over each line that it writes to either stream, as it comes, with the way
    /// to signal it. The result's output is both streams.
    func watch(
        _ arguments: [String],
        onLine: (_ line: String, _ send: @escaping SendSignal) async throws -> Void
    ) async throws -> Result {
        let result = try await Subprocess.run(
            .path(FilePath(Self.path)), arguments: Arguments(arguments),
            environment: environment([:]), workingDirectory: FilePath(folder),
            input: .none, output: .sequence, error: .combinedWithOutput
        ) { execution in
            var output = ""
            for try await line in execution.standardOutput.strings() {
                output += line + "\n"
                try await onLine(line) { try execution.send(signal: $0) }
            }
            return output
        }
        return Result(
            exitCode: result.terminationStatus.exitCode, output: result.closureResult, errors: "")
    }

    /// Runs a line of shell to its end, in the same folder and environment.
    ///
    /// - Returns: what it prints.
    @discardableResult
    func shell(_ line: String) async throws -> String {
        try await Subprocess.run(
            .name("sh"), arguments: ["-c", line], environment: environment([:]),
            workingDirectory: FilePath(folder), output: .string(limit: 1 << 20)
        ).standardOutput
    }

    /// Writes a file of the work folder.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
        return url.path
    }

    /// Writes `lines.csv` with so many rows, `line-1` and so on.
    func list(_ count: Int) throws {
        let rows = (1...count).map { "line-\($0),This is line number \($0).,scene \($0)\n" }
        try write("id,text,scene\n" + rows.joined(), to: "lines.csv")
    }

    /// The files in a folder of the work folder, those inside it included.
    func files(in name: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder + "/" + name)
        return (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".mp3") }.sorted()
    }

    static func with(_ body: (BuiltCommand) async throws -> Void) async throws {
        try await withTemporaryFolder { try await body(BuiltCommand(folder: $0)) }
    }
}

extension TerminationStatus {
    /// The exit code; nil where a signal ended the process.
    var exitCode: Int32? {
        if case .exited(let code) = self { code } else { nil }
    }
}
