import Crypto
import DurableFiles
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

    func forEachPiece(_ body: ([UInt8]) throws(FileError) -> Void) throws(FileError) {
        try file.forEachPiece(of: 0..<byteCount, body)
    }
}
