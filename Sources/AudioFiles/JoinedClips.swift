import SpeechTasks
import SystemPackage

/// The joining of some clips: what goes in and what comes out, in temporary files in the store.
struct JoinedClips: Sendable {
    /// Where the joined audio goes.
    let audio: PartFile
    /// The clips' names, in ffmpeg's own form.
    let list: PartFile
    /// Where the tool's messages go.
    let messages: PartFile
    private let clips: [MP3Check]

    /// Checks the clips and makes the files; blocks.
    init(_ clips: [TaskHash], in store: ClipStore) throws(AudioFileError) {
        self.clips = try Self.checks(of: clips, in: store)
        let names = clips.map { "file 'file:\(store.fileName(of: $0))'\n" }
        let folder = try Folder(store.folder)
        var made: [PartFile] = []
        do {
            for _ in 1...3 { made.append(try PartFile(in: folder)) }
            try made[1].append(Array("ffconcat version 1.0\n\(names.joined())".utf8))
        } catch {
            for part in made { part.discard() }
            throw error
        }
        (audio, list, messages) = (made[0], made[1], made[2])
    }

    private static func checks(
        of clips: [TaskHash], in store: ClipStore
    ) throws(AudioFileError) -> [MP3Check] {
        var checks: [MP3Check] = []
        for clip in clips {
            let check = try TrackSource(clip: clip, in: store).check
            if let first = checks.first, first.format != check.format {
                throw .mixedFormats(first.format, check.format)
            }
            checks.append(check)
        }
        return checks
    }

    /// Throws unless the joined audio is as long as its clips are together; blocks.
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

    /// The last line the tool said.
    ///
    /// Nil where it said nothing. Blocks.
    func lastMessage() throws(AudioFileError) -> String? {
        let file = try OpenFile(messages.path)
        let length = try file.byteCount()
        let shown = min(length, 4096)
        let bytes = try file.bytes(at: length - shown, count: shown)
        return String(decoding: bytes, as: UTF8.self)
            .split(whereSeparator: \.isNewline).last.map(String.init)
    }

    /// Removes the files; blocks.
    func discard() {
        for part in [audio, list, messages] { part.discard() }
    }
}
