import Crypto
import DurableFiles
import Markup
import SystemPackage
import Tracks

/// A track that was found as it was made, opened to be copied.
struct CheckedSound: ~Copyable {
    let path: FilePath
    let byteCount: Int
    /// As ZIP keeps it.
    let checksum: UInt32
    private let file: OpenFile

    /// Reads a track once; blocks.
    ///
    /// One whose bytes are others is taken where only its tags are: a tag editor's work.
    init(_ sound: ReadAlongSound) throws {
        guard sound.path.extension == "mp3" else {
            throw ReadAlongError.notMP3(sound.path.string)
        }
        let file = try OpenFile(sound.path)
        let byteCount = try file.byteCount()
        var hasher = SHA256()
        var checksum: UInt32 = 0
        try file.forEachPiece(of: 0..<byteCount) { (piece) throws(FileError) in
            hasher.update(data: piece)
            checksum = ZIPWriter.checksum(of: piece, after: checksum)
        }
        let isAsMade = Array(hasher.finalize()) == sound.recorded.sha256
        let isRetagged =
            !isAsMade && byteCount != sound.recorded.byteCount
            && TrackVerdict.isWhole(file, at: sound.path, lasting: sound.duration)
        guard isAsMade || isRetagged else {
            throw ReadAlongError.trackDamaged(sound.path.string)
        }
        path = sound.path
        self.byteCount = byteCount
        self.checksum = checksum
        self.file = file
    }

    /// Appends it to a file; throws where it has changed meanwhile.
    func copy(to part: inout PartFile) throws {
        var copied: UInt32 = 0
        try file.forEachPiece(of: 0..<byteCount) { (piece) throws(FileError) in
            copied = ZIPWriter.checksum(of: piece, after: copied)
            try part.append(piece)
        }
        guard copied == checksum else { throw ReadAlongError.trackDamaged(path.string) }
    }
}
