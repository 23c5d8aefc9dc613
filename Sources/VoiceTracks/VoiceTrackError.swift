import DurableFiles

/// What can go wrong with a voice track or its film.
package enum VoiceTrackError: MakingError, Hashable {
    /// A film's name is that of the film it is made from.
    case filmItself(String)
    /// The tool lost or added samples when it sped a line up.
    case stretchedWrongly(filter: String, sampleCount: Int, expectedCount: Int)

    /// The error as a sentence for people.
    package var description: String {
        switch self {
        case .filmItself(let name):
            "\"\(name)\" is refused as a track's name: it is the film itself; choose another "
                + "--output, and another --batch if this one was run before"
        case .stretchedWrongly(let filter, let count, let expected):
            "ffmpeg failed: \(filter) made \(count) samples where \(expected) were expected; use "
                + "another version of ffmpeg"
        }
    }
}
