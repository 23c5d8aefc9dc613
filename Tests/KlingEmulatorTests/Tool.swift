import Foundation
import Subprocess
import TestSupport
import Testing

/// A tool of the machine that some tests need.
enum Tool: String {
    case curl, ffmpeg, node, openssl, python3
    case espeak = "espeak-ng"

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
        guard isInstalled("python3") else { return false }
        return (try? await python3.run(["-c", "import requests"]))?.exitCode == 0
    }
}
