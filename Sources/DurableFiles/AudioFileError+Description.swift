import SpeechTasks
import Texts

extension AudioFileError: CustomStringConvertible {
    /// The error as a sentence for people.
    package var description: String {
        switch self {
        case .empty: "the audio is empty"
        case .noFrames(let start): "this is no MP3: no two MPEG frames in a row; \(begins(start))"
        case .cutInTag: "the MP3 ends inside the tag at its start"
        case .cutInFrame: "the MP3 ends inside its last frame"
        case .wrongLayer(let layer): "this is MPEG audio of Layer \(layer), not an MP3 (Layer 3)"
        case .garbage(let count): "the MP3 has \(count) bytes that are neither frames nor tags"
        case .tooLarge(let limit): "the audio is larger than \(limit) bytes"
        case .unexpectedLength(let expected, let measured):
            "the audio lasts \(seconds(measured)), where \(seconds(expected)) was expected"
        case .expired(let status):
            "the audio's address has expired (HTTP \(status)); --rebuy-expired pays for it again"
        case .notFetched(let reason): "the audio was not fetched: \(HostWords.cleaned(reason))"
        case .noClips: "a track needs at least one clip"
        case .clipLost(let hash): "the clip \(hash) is missing; run the batch again to fetch it"
        case .clipDamaged(let hash, let reason):
            "the clip \(hash) is damaged (\(reason)); delete it and run the batch again"
        case .mixedFormats(let first, let other):
            "the clips differ (\(first) and \(other)) and cannot be joined without encoding again; "
                + "use one voice for the job"
        case .trackDamaged(let path, let reason):
            "the track \(path) is damaged (\(reason)); delete it and run the batch again"
        case .partDamaged(let path):
            "ffmpeg reported success but did not make \(path) whole; run the same command again, "
                + "with another version of ffmpeg if it fails again"
        case .impossible(let setting, let reason): "\(setting) is not possible: \(reason)"
        case .toolMissing(let tool, let package):
            "\(tool) is not installed: apt-get install \(package), then run the same command "
                + "again; the clips are kept"
        case .toolFailed(let tool, let reason): "\(tool) failed: \(HostWords.cleaned(reason))"
        case .unsafeName(let name, let reason):
            "\"\(name)\" is refused as a track's name: \(reason)"
        case .nameTaken(let path):
            "\(path) is there already and was not made by this batch, or was changed since; move it "
                + "away, or replace it with --overwrite"
        case .folderInPlace(let path):
            "\(path) is a folder; move it away, then run `kling-batch retry`"
        case .disk(let action, let file, let reason): "cannot \(action) \(file): \(reason)"
        case .cancelled: "stopped before its end; run the same command again"
        }
    }
}

/// How bytes begin, for a person who wonders what the service sent: `it begins with "<html>"`.
private func begins(_ start: [UInt8]) -> String {
    let text = start.map { byte in
        (0x20..<0x7F).contains(byte) ? String(UnicodeScalar(byte)) : "."
    }
    return "it begins with \"\(text.joined())\""
}

/// A length in seconds with three decimals: `1.250 s`.
private func seconds(_ duration: Duration) -> String {
    let milliseconds = abs(duration.milliseconds)
    let sign = duration < .zero ? "-" : ""
    return "\(sign)\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst()) s"
}
