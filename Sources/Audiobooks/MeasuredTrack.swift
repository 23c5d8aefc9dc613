import DurableFiles
import MP3
import SystemPackage
import Tracks

/// A track as it was found when the audiobook was begun.
struct MeasuredTrack: Sendable {
    let path: FilePath
    let title: String
    let check: MP3Check
    let sha256: [UInt8]

    /// Walks over a chapter's track; blocks.
    init(_ chapter: AudiobookChapter, number: Int) throws {
        path = chapter.path
        title = TrackTags.title(chapter.title) ?? "\(number)"
        let file = try OpenFile(chapter.path)
        sha256 = try file.sha256()
        do {
            check = try MP3Check(
                contentsOf: file.descriptor, at: chapter.path, count: file.byteCount())
            try check.requireWhole()
        } catch let error as MP3Error {
            throw AudiobookError.trackDamaged(chapter.path.string, reason: "\(error)")
        }
        guard sha256 != chapter.recorded.sha256 else { return }
        guard try isRetagged(file, chapter) else {
            throw AudiobookError.trackDamaged(
                chapter.path.string, reason: "it is not the audio that was made")
        }
    }

    private func isRetagged(
        _ file: borrowing OpenFile, _ chapter: AudiobookChapter
    ) throws(FileError) -> Bool {
        try file.byteCount() != chapter.recorded.byteCount
            && TrackVerdict.isWhole(file, at: path, lasting: chapter.duration)
    }

    /// How many samples it has at another rate.
    func sampleCount(atHz rate: Int) -> Int {
        let own = check.format.sampleRateHz
        return own == rate ? check.sampleCount : (check.sampleCount * rate + own / 2) / own
    }
}

/// A file of an audiobook: some of its tracks in order.
struct AudiobookVolume: Sendable {
    /// The name within the output folder.
    let name: String
    /// The book's title, with a number where there are several files.
    let title: String
    let tags: AudiobookTags
    let tracks: [MeasuredTrack]

    var duration: Duration { tracks.reduce(.zero) { $0 + $1.check.duration } }

    /// The chapters' places, by the frames before them.
    var marks: [AudiobookMark] {
        var start = Duration.zero
        return tracks.map { track in
            defer { start += track.check.duration }
            return AudiobookMark(title: track.title, start: start, duration: track.check.duration)
        }
    }
}

extension AudiobookVolume {
    /// Cuts a book into as few files as a limit allows, about even, between chapters only.
    ///
    /// A chapter longer than the limit stands alone.
    static func cut(_ tracks: [MeasuredTrack], limit: Duration?) -> [[MeasuredTrack]] {
        guard let limit else { return [tracks] }
        let count = filled(tracks, limit).count
        // The least limit that needs no more files makes them even.
        var (low, high) = (Duration.zero, limit)
        while high - low > .seconds(1) {
            let middle = low + (high - low) / 2
            if filled(tracks, middle).count <= count { high = middle } else { low = middle }
        }
        return filled(tracks, high)
    }

    private static func filled(_ tracks: [MeasuredTrack], _ limit: Duration) -> [[MeasuredTrack]] {
        var files: [[MeasuredTrack]] = []
        var length = Duration.zero
        for track in tracks {
            length += track.check.duration
            if files.isEmpty || length > limit {
                files.append([])
                length = track.check.duration
            }
            files[files.count - 1].append(track)
        }
        return files
    }
}
