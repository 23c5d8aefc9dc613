package import Clips
import Crypto
package import DurableFiles
package import MP3
import SystemPackage

/// An MP3 whose audio is to become a track.
package struct TrackSource: ~Copyable {
    /// What walking over its frames found.
    package let check: MP3Check
    /// SHA-256 of the whole file.
    private let sha256: [UInt8]
    private let file: OpenFile
    /// All bytes of a file that is short enough; nil for a longer one.
    private let bytes: [UInt8]?

    /// Up to this length a file is read once and written at once: less work than cloning it.
    private static let inMemoryLimit = 256 * 1024

    /// Opens and walks over an MP3; blocks.
    private init(_ path: FilePath) throws {
        let file = try OpenFile(path)
        let byteCount = try file.byteCount()
        let fits = byteCount <= Self.inMemoryLimit
        let bytes = fits ? try file.bytes(at: 0, count: byteCount) : nil
        let check =
            if let bytes {
                try MP3Check(bytes)
            } else {
                try MP3Check(contentsOf: file.descriptor, at: path, count: byteCount)
            }
        try check.requireWhole()
        // A longer file has just been read and is still in memory.
        sha256 = if let bytes { Array(SHA256.hash(data: bytes)) } else { try file.sha256() }
        self.file = file
        self.bytes = bytes
        self.check = check
    }

    /// Opens a clip; a missing or damaged one, or another in its place, is told by its name.
    package static func clip(
        _ clip: ClipInTrack, in store: ClipStore
    ) throws -> TrackSource {
        let source: TrackSource
        do {
            source = try TrackSource(store.path(of: clip.hash))
        } catch FileError.disk(_, _, .noSuchFileOrDirectory) {
            throw TrackError.clipLost(clip.hash)
        } catch let error as MP3Error {
            throw TrackError.clipDamaged(clip.hash, reason: "\(error)")
        }
        guard source.sha256 == clip.sha256 else {
            throw TrackError.clipDamaged(clip.hash, reason: "it is not the audio that was stored")
        }
        return source
    }

    /// Opens what a tool encoded of audio; one of another length is refused.
    static func encoded(
        _ path: FilePath, lasting duration: Duration
    ) throws -> TrackSource {
        let source = try TrackSource(path)
        guard source.check.lasts(about: duration) else {
            throw UnexpectedLength(expected: duration, measured: source.check.duration)
        }
        return source
    }

    /// Appends a tag and the audio, without the tags the MP3 has itself.
    func write(_ tag: ID3Tag, to part: inout PartFile) throws(FileError) {
        if let bytes {
            return try part.append(tag.bytes() + bytes[check.audioRange])
        }
        // A file system shares whole blocks only, so the audio has to begin at one.
        try part.append(tag.bytes(multipleOf: 4096))
        if part.clone(file.descriptor, check.audioRange) {
            return try file.forEachPiece(of: check.audioRange) {
                (piece) throws(FileError) in part.include(piece)
            }
        }
        try file.forEachPiece(of: check.audioRange) {
            (piece) throws(FileError) in try part.append(piece)
        }
    }
}

extension OutputFolder {
    /// Makes a track out of an MP3; blocks.
    func makeTrack(
        _ name: String, of source: borrowing TrackSource, _ tags: TrackTags, replacing: Replaceable
    ) throws -> StoredTrack {
        let part = try make(name, replacing: replacing) {
            try source.write(ID3Tag(tags), to: &$0)
        }
        return StoredTrack(
            name: name, byteCount: part.byteCount, sha256: part.sha256,
            duration: source.check.duration)
    }

    /// Makes a track out of several MP3s; blocks.
    package func makeTrack(
        _ name: String, of audio: JoinedAudio, _ tag: ID3Tag, replacing: Replaceable
    ) throws -> StoredTrack {
        let part = try make(name, replacing: replacing) { part in
            try part.append(tag.bytes())
            try audio.write(to: &part)
            try audio.requireAll(in: part)
        }
        return StoredTrack(
            name: name, byteCount: part.byteCount, sha256: part.sha256, duration: audio.duration)
    }
}
