import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A script that does what a person does, and what it is expected to say.
struct Journey: Sendable, CustomTestStringConvertible {
    /// The name of script and text, without their endings.
    let name: String

    var testDescription: String { name }

    /// Where the journeys lie.
    static let folder = TestData.projectFolder + "/Tests/journeys"

    /// Every journey, by name; `journey.sh` is what they have in common.
    static let all: [Journey] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".sh") && $0 != "journey.sh" }.sorted()
            .map { Journey(name: String($0.dropLast(3))) }
    }()

    private var path: String { Self.folder + "/" + name }

    /// What it is expected to say; nil where that is not written down yet.
    var expected: JourneyText? {
        (try? String(contentsOfFile: path + ".txt", encoding: .utf8)).map(JourneyText.init)
    }

    /// Writes down what it says.
    func keep(_ text: JourneyText) throws {
        try text.text.write(toFile: path + ".txt", atomically: true, encoding: .utf8)
    }

    /// Goes the way.
    ///
    /// - Returns: what was said on both streams, in the order in which it came.
    func go(_ kling: BuiltCommand) async throws -> String {
        let manager = FileManager.default
        let tools = kling.folder + "/.tools"
        try manager.createDirectory(atPath: tools, withIntermediateDirectories: true)
        try manager.createSymbolicLink(
            atPath: tools + "/kling-batch", withDestinationPath: BuiltCommand.path)
        let searched = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let said = kling.folder + "/.said"
        // What it starts may outlive it, so its output is a file and no pipe.
        _ = try await Subprocess.run(
            .name("bash"),
            arguments: ["-c", "exec bash \"$0\" >\"$1\" 2>&1 </dev/null", path + ".sh", said],
            environment: kling.environment([
                "PATH": tools + ":" + searched, "JOURNEYS": Self.folder, "TERM": "dumb",
                "TZ": "UTC", "LC_ALL": "C.UTF-8",
            ]),
            workingDirectory: FilePath(kling.folder), output: .discarded, error: .discarded)
        return String(decoding: try Data(contentsOf: URL(filePath: said)), as: UTF8.self)
    }
}
