package import Utterances

extension ClipPauses {
    /// Shorter silences are within words.
    package static let shortest = Duration.milliseconds(60)

    /// Where the clip is cut into the texts that share it; nil where it has too few pauses.
    ///
    /// - Parameter weights: how long each text is expected to be, in any unit; each above 0.
    package func cuts(weights: [Double]) -> PackCuts? {
        PackCuts(speech: speech, pauses: pauses, weights: weights)
    }
}
