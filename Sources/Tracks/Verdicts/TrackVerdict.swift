package import DurableFiles
import MP3
package import SystemPackage

/// Whether a track is where it was made, by a look that is cheap enough for every start of a run.
package enum TrackVerdict: Hashable, Sendable {
    /// A file with as many bytes as were recorded.
    case there
    /// A whole MP3 of the recorded length with another number of bytes.
    ///
    /// A person's tag editor leaves one. It is theirs: not missing, and never to be replaced.
    case retagged
    /// There is nothing of that name.
    case missing
    /// Something else has the name.
    case other

    /// Looks at a track; blocks.
    ///
    /// Its frames are walked over only where its number of bytes is another. Files that are no MP3s,
    /// and those of other forms than MP3, count by that number alone.
    ///
    /// - Parameters:
    ///   - byteCount: as recorded.
    ///   - duration: by its frames, as recorded to the millisecond; half a frame and a millisecond
    ///     more or less pass. Nil for a file that does not play.
    package static func of(
        _ path: FilePath, byteCount: Int, duration: Duration?
    ) -> TrackVerdict {
        do {
            let file = try OpenFile(path)
            guard try file.byteCount() != byteCount else { return .there }
            guard let duration, isWhole(file, at: path, lasting: duration) else { return .other }
            return .retagged
        } catch FileError.disk(_, _, .noSuchFileOrDirectory) {
            return .missing
        } catch {
            return .other
        }
    }

    /// Whether a file is a whole MP3 that lasts as long to within half a frame.
    package static func isWhole(
        _ file: borrowing OpenFile, at path: FilePath, lasting duration: Duration
    ) -> Bool {
        do {
            let check = try MP3Check(
                contentsOf: file.descriptor, at: path, count: file.byteCount())
            try check.requireWhole()
            let difference =
                check.duration < duration ? duration - check.duration : check.duration - duration
            return difference <= check.frameDuration / 2 + .milliseconds(1)
        } catch {
            return false
        }
    }
}
