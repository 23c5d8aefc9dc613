import SpeechTasks
import Subprocess
import SystemPackage

/// Joins clips through ffmpeg, without encoding them again.
///
/// ffmpeg works inside the store, where every name is made of digits: so no folder's name, whatever
/// characters it has, needs quoting in its list or its arguments. Its list and its messages go
/// through files: swift-subprocess 1.0.2 ends the whole process when a tool stops before it has
/// read all that is piped into it (its issue 367).
struct ClipJoiner: Sendable {
    let store: ClipStore
    let ffmpeg: Executable

    /// Joins two or more clips into files in the store, which the caller discards.
    func join(_ clips: [TaskHash]) async throws -> JoinedClips {
        let joined = try await DiskThreads.run { [store] () throws(AudioFileError) in
            try JoinedClips(clips, in: store)
        }
        do {
            try await runTool(joined)
            return joined
        } catch {
            try await DiskThreads.run { joined.discard() }
            throw error
        }
    }

    private func runTool(_ joined: JoinedClips) async throws {
        let result: ExecutionResult<Void, DiscardedOutput, FileDescriptorOutput>
        do {
            result = try await run(
                ffmpeg, arguments: arguments(to: joined.audio.name),
                workingDirectory: store.folder,
                input: .fileDescriptor(joined.list.descriptor, closeAfterSpawningProcess: false),
                output: .discarded,
                error: .fileDescriptor(
                    joined.messages.descriptor, closeAfterSpawningProcess: false))
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw AudioFileError.toolMissing(tool: "ffmpeg", package: "ffmpeg")
        } catch let error as SubprocessError {
            throw AudioFileError.toolFailed(tool: "ffmpeg", reason: "\(error)")
        }
        // A cancelled tool is killed and still comes back here.
        try Task.checkCancellation()
        guard !result.terminationStatus.isSuccess else { return }
        let message = try await DiskThreads.run { () throws(AudioFileError) in
            try joined.lastMessage()
        }
        throw AudioFileError.toolFailed(
            tool: "ffmpeg", reason: message ?? "\(result.terminationStatus)")
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
