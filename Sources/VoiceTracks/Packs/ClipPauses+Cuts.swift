package import Utterances

extension ClipPauses {
    /// Shorter silences are within words.
    package static let shortest = Duration.milliseconds(60)

    /// Where the clip is cut into the texts that share it; nil where it has too few pauses.
    ///
    /// - Parameter weights: how long each text is expected to be, in any unit; each above 0.
    package func cuts(weights: [Double]) -> PackCuts? {
        let start = speech.lowerBound
        func seconds(_ time: Duration) -> Double { (time - start) / .seconds(1) }
        let silences = pauses.map {
            PackCuts.Silence(start: seconds($0.lowerBound), end: seconds($0.upperBound))
        }
        return PackCuts(
            length: seconds(speech.upperBound), silences: silences, weights: weights
        )?.moved(by: start / .seconds(1))
    }
}
