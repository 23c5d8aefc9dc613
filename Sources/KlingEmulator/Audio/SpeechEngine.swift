import Crypto
import Foundation
import Subprocess
import SystemPackage

/// Real speech: `espeak-ng` speaks, `ffmpeg` makes an MP3 of it.
///
/// The files stand in a folder of their own under the hash of what they hold, so that equal calls
/// share one.
struct SpeechEngine: Sendable {
    private let folder: FilePath
    /// Where it is written when each block of a text is spoken; nil writes nothing.
    private let boundariesPath: String?
    /// Speaking takes a core, and the calls are not the only ones who want it.
    private let places = Places(count: 2)

    static let tools = ["espeak-ng", "ffmpeg"]

    /// The tools that are not on the path.
    static func missingTools() async -> [String] {
        var missing: [String] = []
        for tool in tools {
            do {
                _ = try await Executable.name(tool).resolveExecutablePath(in: .inherit)
            } catch {
                missing.append(tool)
            }
        }
        return missing
    }

    /// Runs with an engine whose files are gone afterwards.
    ///
    /// - Parameter boundariesPath: the file that tells when each block of a text is spoken.
    static func withEngine<Result>(
        boundariesPath: String?, _ body: (SpeechEngine) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("kling-emulator-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(
            SpeechEngine(folder: FilePath(folder.path), boundariesPath: boundariesPath))
    }

    /// Speaks a call's text, unless that has been done before.
    ///
    /// - Throws: ``EmulatorError/speechFailed(tool:reason:)`` if a tool does.
    func speak(_ call: SpeechCall) async throws -> Sound {
        let name = Self.name(of: call)
        if let sound = sound(named: name) { return sound }
        return try await places.withPlace {
            try await makeFile(named: name, for: call)
            guard let sound = sound(named: name) else {
                throw EmulatorError.speechFailed(tool: "ffmpeg", reason: "it made no MP3")
            }
            return sound
        }
    }

    /// The file of some speech; nil if another emulator made it.
    func file(named name: String) -> Data? {
        try? Data(contentsOf: URL(fileURLWithPath: path(name).string))
    }

    private func makeFile(named name: String, for call: SpeechCall) async throws {
        // A name of its own, as an equal call may be speaking at the same time.
        let draft = UUID().uuidString
        let wav = folder.appending("\(draft).wav").string
        let mp3 = folder.appending("\(draft).mp3").string
        // Through a file: a tool that ends before it has read its input must not end this process.
        let text = folder.appending("\(draft).txt").string
        let list = folder.appending("\(draft).list").string
        var wavs = [wav]
        defer {
            for path in wavs + [text, list] { try? FileManager.default.removeItem(atPath: path) }
        }
        if let boundariesPath {
            wavs = try await speakBlocks(of: call, draft: draft, boundariesPath)
        } else {
            try await speak(call.text, like: call, into: wav, through: text)
        }
        try Data(wavs.map { "file '\($0)'\n" }.joined().utf8)
            .write(to: URL(fileURLWithPath: list))
        try await run(
            "ffmpeg",
            [
                "-v", "error", "-nostdin", "-f", "concat", "-safe", "0", "-i", list,
                "-af", "apad=whole_dur=0.3",
                "-ar", "24000", "-ac", "1", "-c:a", "libmp3lame", "-b:a", "32k",
                "-id3v2_version", "0", mp3,
            ])
        try FileManager.default.moveItem(atPath: mp3, toPath: path(name).string)
    }

    /// Speaks each block by itself, and writes down when.
    private func speakBlocks(
        of call: SpeechCall, draft: String, _ boundariesPath: String
    ) async throws -> [String] {
        var spoken = SpokenBlocks(text: call.text)
        var wavs: [String] = []
        let text = folder.appending("\(draft).txt").string
        for block in SpokenBlocks.blocks(of: call.text) {
            let wav = folder.appending("\(draft)-\(wavs.count).wav").string
            try await speak(block, like: call, into: wav, through: text)
            spoken.add(block, wav: try Data(contentsOf: URL(fileURLWithPath: wav)))
            wavs.append(wav)
        }
        let file = try FileDescriptor.open(
            FilePath(boundariesPath), .writeOnly, options: [.append, .create],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        _ = try file.closeAfter { try file.writeAll(spoken.line.utf8) }
        return wavs
    }

    private func speak(
        _ words: String, like call: SpeechCall, into wav: String, through text: String
    ) async throws {
        try Data(words.utf8).write(to: URL(fileURLWithPath: text))
        try await run(
            "espeak-ng",
            [
                "-f", text, "-b", "1", "-v", SpokenLanguage(of: call.text).espeakVoice, "-w", wav,
                "-s", "\(Int(175 * call.speed))", "-a", "\(Int(100 * call.volume))",
            ])
    }

    private func run(_ tool: String, _ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .name(tool), arguments: Arguments(arguments), input: .none, output: .discarded,
            error: .string(limit: 64 * 1024))
        try Task.checkCancellation()
        guard result.terminationStatus.isSuccess else {
            throw EmulatorError.speechFailed(tool: tool, reason: result.standardError)
        }
    }

    /// Speech whose file is there, with the number of frames that ffmpeg wrote into its first one.
    private func sound(named name: String) -> Sound? {
        guard let file = try? FileDescriptor.open(path(name), .readOnly) else { return nil }
        defer { try? file.close() }
        var start = [UInt8](repeating: 0, count: 25)
        // After the header and the side information: "Xing" or "Info", flags, number of frames.
        guard (try? start.withUnsafeMutableBytes { try file.read(into: $0) }) == start.count else {
            return nil
        }
        let frameCount = start[21..<25].reduce(0) { $0 << 8 | Int($1) }
        return .speech(name: name, frameCount: frameCount)
    }

    private func path(_ name: String) -> FilePath { folder.appending("\(name).mp3") }

    private static func name(of call: SpeechCall) -> String {
        let digest = SHA256.hash(data: Data("\(call.speed) \(call.volume) \(call.text)".utf8))
        return hexadecimal(digest.prefix(16))
    }
}
