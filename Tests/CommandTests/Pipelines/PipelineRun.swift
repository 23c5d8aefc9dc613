import Foundation
import KlingEmulator
import Subprocess
import SystemPackage
import TestServers
import Testing

/// Runs the commands of a guide's section as they stand there, against a silent emulator, and expects
/// each block to end well.
///
/// - Parameters:
///   - title: the section's heading.
///   - guide: the guide's path in the project.
///   - prepare: puts what cannot stand in a page into the folder: a film, a workbook.
///   - check: looks at what was made.
func runPipeline(
    _ title: String, of guide: String = PipelineSection.pipelines,
    sourceLocation: SourceLocation = #_sourceLocation,
    prepare: (BuiltCommand) async throws -> Void = { _ in },
    check: (PipelineResult) async throws -> Void
) async throws {
    let section = try #require(
        PipelineSection.all(of: guide).first { $0.title == title }, "no section \(title)",
        sourceLocation: sourceLocation)
    #expect(!section.scripts.isEmpty, sourceLocation: sourceLocation)
    try await BuiltCommand.with { kling in
        for file in section.files { try kling.write(file.text, to: file.name) }
        try await prepare(kling)
        let before = Set(kling.pipelineFiles)
        try await withSilentEmulator { emulator in
            var output = ""
            for script in section.scripts {
                let result = try await kling.run(script: script, at: emulator.address)
                output += result.output
                #expect(
                    result.exitCode == 0, "\(script)\(result.output)\(result.errors)",
                    sourceLocation: sourceLocation)
            }
            try await check(
                PipelineResult(
                    folder: kling.folder, output: output,
                    made: kling.pipelineFiles.filter { !before.contains($0) }))
        }
    }
}

extension BuiltCommand {
    /// All files of the folder but the ledger and what lies beside it, sorted.
    fileprivate var pipelineFiles: [String] {
        let names = FileManager.default.enumerator(atPath: folder)
        return (names?.compactMap { $0 as? String } ?? []).filter { name in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: folder + "/" + name, isDirectory: &isFolder)
            return exists && !isFolder.boolValue && !name.hasPrefix("data/")
        }.sorted()
    }

    /// Runs lines of shell up to the first that fails, with the command on the search path and the
    /// emulator for the service.
    fileprivate func run(script: String, at address: String) async throws -> Result {
        let commands = URL(fileURLWithPath: Self.path).deletingLastPathComponent().path
        let usual = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let result = try await Subprocess.run(
            .name("sh"), arguments: ["-e", "-c", script],
            environment: environment([
                "PATH": commands + ":" + usual, "KLING_BATCH_BASE_URL": address,
            ]),
            workingDirectory: FilePath(folder), output: .string(limit: 1 << 22),
            error: .string(limit: 1 << 22))
        return Result(
            exitCode: result.terminationStatus.exitCode, output: result.standardOutput,
            errors: result.standardError)
    }
}
