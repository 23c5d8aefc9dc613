import MP3

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
