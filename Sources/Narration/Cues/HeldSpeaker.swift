import Subtitles

/// Who goes on speaking in captions whose labels stand only where the speaker changes.
///
/// A label holds until the next one, and no longer than until a dash or another style says that
/// somebody else speaks, or until nobody has spoken for ten seconds, as between scenes.
struct HeldSpeaker {
    /// The longest pause over which a speaker goes on.
    private static let longestPause = Duration.seconds(10)
    private var name: String?
    private var style: String?
    private var end = Duration.zero

    /// What is said in a cue, with the speaker that holds where nothing names one.
    mutating func given(_ cleaned: CueCleaner.Cleaned, of cue: Cue) -> [CueCleaner.Part] {
        if cue.style != style || cue.start - end > Self.longestPause { name = nil }
        let parts = cleaned.parts.map { part in
            var part = part
            switch part.turn {
            case .label: name = part.speaker
            case .dash, .markup: name = nil
            case .none: part.speaker = part.speaker ?? name
            }
            return part
        }
        // A label before a sound alone names who goes on, too.
        if let label = cleaned.lastLabel { name = label }
        if !parts.isEmpty || cleaned.lastLabel != nil {
            style = cue.style
            end = max(end, cue.end)
        }
        return parts
    }

    /// Whether a file's labels stand where the speaker changes, not before every line.
    ///
    /// - Parameter labels: the names in the order of the file, with the times of their cues.
    static func holds(_ labels: [(name: String, cue: Cue)]) -> Bool {
        let pairs = zip(labels, labels.dropFirst())
        let repeatCount = pairs.count { last, next in
            last.name == next.name && next.cue.start - last.cue.end <= longestPause
        }
        return repeatCount * 2 <= max(0, labels.count - 1)
    }
}
