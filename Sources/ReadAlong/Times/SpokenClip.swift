import Utterances

/// What a clip of a track says, and where nobody speaks in it.
package struct SpokenClip: Hashable, Sendable {
    let text: String
    /// Where in the track it begins.
    let start: Duration
    /// From the first to the last words, from the clip's start.
    let speech: Range<Duration>
    /// The pauses within the speech, from the clip's start, in order.
    let pauses: [Range<Duration>]

    /// A clip that begins at a time of its track.
    ///
    /// - Parameters:
    ///   - speech: from the first to the last words, from the clip's start.
    ///   - pauses: the pauses within the speech, from the clip's start, in order.
    package init(
        text: String, start: Duration, speech: Range<Duration>, pauses: [Range<Duration>]
    ) {
        self.text = text
        self.start = start
        self.speech = speech
        self.pauses = pauses
    }

    /// A cut below it is not known: as for cues that share a call.
    private static let leastConfidence = 0.5
    /// How far a part's length may be from its share by letters, by this share and this much more:
    /// else numbers and formulas have led astray.
    private static let tolerance = (share: 0.5, seconds: 1.5)

    /// When the seams of its text are spoken, in the track: amid a pause, or nil where that is not sure.
    ///
    /// - Parameters:
    ///   - seams: how many letters of the text are before each, ascending, none at an end.
    ///   - letterCount: all letters of the text.
    /// - Returns: nil where it has fewer pauses than seams.
    func times(of seams: [Int], letterCount: Int) -> [Duration?]? {
        let places = [0] + seams + [letterCount]
        let cuts = PackCuts(
            speech: speech, pauses: pauses,
            weights: zip(places, places.dropFirst()).map { Double($1 - $0) })
        guard let parts = cuts?.parts else { return nil }
        let rate = (speech.upperBound - speech.lowerBound) / .seconds(1) / Double(letterCount)
        let isPlausible = zip(parts, zip(places, places.dropFirst())).map { part, place in
            let expected = Double(place.1 - place.0) * rate
            return abs(part.end - part.start - expected)
                <= Self.tolerance.share * expected + Self.tolerance.seconds
        }
        return seams.indices.map { seam in
            guard isPlausible[seam], isPlausible[seam + 1] else { return nil }
            // A part is as sure as the less sure of its two ends.
            let confidence = max(parts[seam].confidence, parts[seam + 1].confidence)
            guard confidence >= Self.leastConfidence else { return nil }
            return start + .seconds(parts[seam].end)
        }
    }
}
