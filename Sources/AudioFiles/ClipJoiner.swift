import SpeechTasks
import Subprocess
import SystemPackage

/// Joins clips through ffmpeg, without encoding them again.
///
/// ffmpeg works inside the store, where every name is made of digits: so no folder's name, whatever
/// characters it has, needs quoting in its list or its arguments.
struct ClipJoiner: Sendable {
    let store: ClipStore
    let ffmpeg: Executable

    /// More than ffmpeg says about a joining that fails.
    private static let errorLimit = 1024 * 1024

    /// Joins two or more clips into a temporary file in the store, which the caller discards.
    func join(_ clips: [TaskHash]) async throws -> JoinedClips {
        let joined = try await DiskThreads.run { [store] in
            let checks = try clips.map { clip throws(AudioFileError) in
                try TrackSource(clip: clip, in: store).check
            }
            for check in checks where check.format != checks[0].format {
                throw AudioFileError.mixedFormats(checks[0].format, check.format)
            }
            return JoinedClips(file: try PartFile(in: Folder(store.folder)), clips: checks)
        }
        do {
            try await runTool(clips, to: joined.file.name)
            return joined
        } catch {
            DiskThreads.runLater { joined.file.discard() }
            throw error
        }
    }

    private func runTool(_ clips: [TaskHash], to name: String) async throws {
        let list = clips.map { "file 'file:\(store.fileName(of: $0))'\n" }.joined()
        let result: ExecutionResult<Void, DiscardedOutput, StringOutput<UTF8>>
        do {
            result = try await run(
                ffmpeg, arguments: arguments(to: name), workingDirectory: store.folder,
                input: .string("ffconcat version 1.0\n" + list), output: .discarded,
                error: .string(limit: Self.errorLimit))
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw AudioFileError.toolMissing(tool: "ffmpeg", package: "ffmpeg")
        } catch let error as SubprocessError {
            throw AudioFileError.toolFailed(tool: "ffmpeg", reason: "\(error)")
        }
        // A cancelled tool is killed and still comes back here.
        try Task.checkCancellation()
        guard result.terminationStatus.isSuccess else {
            let said = result.standardError.split(whereSeparator: \.isNewline).last
            let reason = said.map(String.init) ?? "\(result.terminationStatus)"
            throw AudioFileError.toolFailed(tool: "ffmpeg", reason: reason)
        }
    }

    /// The list comes in through standard input; tags are left to ``ID3Tag``.
    private func arguments(to name: String) -> Arguments {
        [
            "-hide_banner", "-nostdin", "-loglevel", "error", "-y",
            "-protocol_whitelist", "file,pipe", "-f", "concat", "-safe", "0", "-i", "pipe:0",
            "-map", "0:a:0", "-map_metadata", "-1", "-c", "copy", "-bitexact",
            "-id3v2_version", "0", "-write_id3v1", "0", "-f", "mp3", "file:\(name)",
        ]
    }
}

/// Clips that were joined, in a file that is nobody's yet.
struct JoinedClips: Sendable {
    let file: PartFile
    let clips: [MP3Check]

    /// Throws unless the joined audio is as long as its clips are together.
    ///
    /// One frame a clip may be missing or doubled. ffmpeg itself reports success even when it left
    /// out a clip it could not read.
    func requireAllClips(in joined: MP3Check) throws(AudioFileError) {
        let expected = clips.reduce(Duration.zero) { $0 + $1.duration }
        let allowed = clips.reduce(Duration.zero) { $0 + $1.frameDuration }
        let difference =
            expected < joined.duration ? joined.duration - expected : expected - joined.duration
        guard difference <= allowed else {
            throw .unexpectedLength(expected: expected, measured: joined.duration)
        }
    }
}
