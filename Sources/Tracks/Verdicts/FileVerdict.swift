import DurableFiles
import MP3
package import SystemPackage

/// What became of a stored file since it was written.
package enum FileVerdict: Hashable, Sendable {
    /// Its bytes are the same, and they play as long as was recorded.
    case intact
    /// There is no such file.
    case missing
    /// Its bytes are others.
    case changed
    /// Its bytes are others, and it still is a whole MP3 of the recorded length, as a tag editor
    /// leaves one; of a clip, which nobody edits, it is damage.
    case retagged
    /// Its bytes are the same, but play for another time than was recorded.
    case wrongLength(Duration)
    /// It could not be read, or is no MP3, and why.
    case unreadable(String)

    /// Looks at a clip, a track, or a file made from them.
    ///
    /// - Parameters:
    ///   - sha256: 32 bytes, as recorded.
    ///   - duration: of an MP3, as recorded; 250 ms or 2 % more or less pass, whichever is more. Nil
    ///     lets the bytes alone count, of an audiobook or a text.
    package static func of(
        _ path: FilePath, sha256: [UInt8], duration: Duration? = nil
    ) async -> FileVerdict {
        do {
            return try await DiskThreads.run {
                try look(at: path, sha256, duration)
            }
        } catch FileError.disk(_, _, .noSuchFileOrDirectory) {
            return .missing
        } catch {
            return .unreadable("\(error)")
        }
    }

    private static func look(
        at path: FilePath, _ sha256: [UInt8], _ duration: Duration?
    ) throws -> FileVerdict {
        let file = try OpenFile(path)
        guard try file.sha256() == sha256 else {
            guard let duration else { return .changed }
            return TrackVerdict.isWhole(file, at: path, lasting: duration) ? .retagged : .changed
        }
        guard let duration else { return .intact }
        let byteCount = try file.byteCount()
        let check = try MP3Check(contentsOf: file.descriptor, at: path, count: byteCount)
        try check.requireWhole()
        return check.lasts(about: duration) ? .intact : .wrongLength(check.duration)
    }
}

extension FileVerdict: CustomStringConvertible {
    /// The verdict for people, to stand behind the file's name.
    package var description: String {
        switch self {
        case .intact: "intact"
        case .missing: "missing"
        case .changed: "changed since it was written"
        case .retagged: "changed since it was written, and still whole and as long; its tags, maybe"
        case .wrongLength(let measured): "of another length than recorded (\(measured))"
        case .unreadable(let reason): "unreadable: \(reason)"
        }
    }
}
