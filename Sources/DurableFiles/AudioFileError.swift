package import SpeechTasks
package import SystemPackage

/// What can go wrong with audio files, told so that a person knows what to do next.
package enum AudioFileError: Error, Hashable, Sendable {
    // What is wrong with audio.
    /// The file has no bytes.
    case empty
    /// No two MPEG frames in a row; `start` is up to 16 of the first bytes.
    case noFrames(start: [UInt8])
    /// The file ends inside the tag at its start.
    case cutInTag
    /// The file ends inside its last frame.
    case cutInFrame
    /// Frames of Layer I or II.
    case wrongLayer(Int)
    /// So many bytes that are neither frames nor tags.
    case garbage(byteCount: Int)
    /// More bytes than a clip may have.
    case tooLarge(limitByteCount: Int)
    /// Audio of another length than was expected.
    case unexpectedLength(expected: Duration, measured: Duration)

    // What is wrong with a download.
    /// The service no longer has the audio; the reply's status.
    case expired(status: Int)
    /// The audio was not fetched, and why; to be tried again.
    case notFetched(String)

    // What is wrong with a track.
    /// A track of no clips was asked for.
    case noClips
    /// A clip's file is not in the store.
    case clipLost(TaskHash)
    /// A clip's file is not as it was stored, and why.
    case clipDamaged(TaskHash, reason: String)
    /// Clips that cannot be joined without encoding them again.
    case mixedFormats(AudioFormat, AudioFormat)
    /// A chapter's track is not a whole MP3, and why.
    case trackDamaged(String, reason: String)
    /// A file a tool made for an audiobook is not as it has to be.
    case partDamaged(String)
    /// A setting of an audiobook that cannot be, and why.
    case impossible(setting: String, reason: String)
    /// The tool is not installed; the Debian package that has it.
    case toolMissing(tool: String, package: String)
    /// The tool did not do its work, and why.
    case toolFailed(tool: String, reason: String)
    /// A name that does not stay inside the output folder, and why.
    case unsafeName(String, reason: String)
    /// A file of the track's name is there that was not made for it.
    case nameTaken(String)
    /// A folder has the track's name.
    case folderInPlace(String)

    // What is wrong with the machine.
    /// A file operation failed.
    case disk(action: String, file: String, reason: Errno)
    /// The work was stopped before its end.
    case cancelled
}

extension AudioFileError {
    /// Any error as one of this module's; one from elsewhere becomes ``notFetched(_:)``.
    package init(_ error: any Error) {
        switch error {
        case let error as AudioFileError: self = error
        case is CancellationError: self = .cancelled
        default: self = .notFetched("\(error)")
        }
    }

    /// Whether the bytes that came are at fault, and not the way they came.
    package var isBadAudio: Bool {
        switch self {
        case .empty, .noFrames, .cutInTag, .cutInFrame, .wrongLayer, .garbage, .tooLarge,
            .unexpectedLength:
            true
        default:
            false
        }
    }
}
