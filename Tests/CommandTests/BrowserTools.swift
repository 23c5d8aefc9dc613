import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The Python that drives a headless Chromium, made by `Tests/browser/setup.sh`.
enum BrowserTools {
    private static let python = TestData.projectFolder + "/.build/browser/bin/python"

    /// Whether it and the browser are there.
    static let areThere =
        isInstalled("chromium-headless-shell") && isInstalled("java")
        && FileManager.default.isExecutableFile(atPath: python)
        && FileManager.default.fileExists(
            atPath: TestData.projectFolder + "/.build/browser/packages")

    /// What a script of `Tests/browser` prints; what it says against a page is a failure.
    static func run(_ script: String, _ arguments: [String]) async throws -> String {
        let path = TestData.projectFolder + "/Tests/browser/" + script
        let result = try await Subprocess.run(
            .path(FilePath(python)), arguments: Arguments([path] + arguments),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        #expect(result.terminationStatus == .exited(0), "\(result.standardError)")
        return result.standardOutput
    }
}
