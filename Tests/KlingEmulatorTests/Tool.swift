import Foundation
import Subprocess
import Testing

/// A tool of the machine that some tests need.
enum Tool: String {
    case curl, ffmpeg, node, openssl, python3
    case espeak = "espeak-ng"

    /// Whether the tool is on the path.
    var isHere: Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains { folder in
            FileManager.default.isExecutableFile(atPath: "\(folder)/\(rawValue)")
        }
    }

    /// What a run of a tool came to; the code is nil where a signal ended it.
    struct Result {
        let exitCode: Int32?
        let output: [UInt8]
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
    }

    func run(_ arguments: [String]) async throws -> Result {
        let result = try await Subprocess.run(
            .name(rawValue), arguments: Arguments(arguments), output: .bytes(limit: 1 << 24),
            error: .string(limit: 1 << 16))
        var exitCode: Int32?
        if case .exited(let code) = result.terminationStatus { exitCode = code }
        return Result(
            exitCode: exitCode, output: result.standardOutput, errors: result.standardError)
    }

    /// Whether Python has the package that the vendor's example imports.
    static func pythonHasRequests() async -> Bool {
        guard python3.isHere else { return false }
        return (try? await python3.run(["-c", "import requests"]))?.exitCode == 0
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test, naming the tools, where one of them is missing.
    static func needs(_ tools: Tool...) -> Self {
        .enabled(
            if: tools.allSatisfy(\.isHere),
            "needs \(tools.map(\.rawValue).joined(separator: " and "))")
    }
}
