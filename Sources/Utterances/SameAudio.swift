import Texts

/// Whether one audio may be what two texts sound like.
///
/// A service that gives the same bytes for different texts has said one of them at most.
package enum SameAudio {
    /// Letters that two ways to write the same words may differ by: `Dr.` and `doctor`.
    private static let spellingLimit = 12
    /// Letters that a digit may stand for: 77 is `siebenundsiebzig`, 16 letters.
    private static let lettersOfDigit = 8
    /// Letters that a syllable's character counts as.
    private static let lettersOfSyllable = 3

    /// Whether byte-identical audio of two texts is a fault of the service.
    ///
    /// Texts count by what is spoken of them, without case, punctuation and spaces. Where they are
    /// alike at both ends, only what stands between counts. That may be another way to write the same
    /// words, so it is suspicious only past 12 letters, those that digits stand for added.
    package static func isSuspicious(_ text: String, _ other: String) -> Bool {
        var (left, right) = (spoken(text)[...], spoken(other)[...])
        while let first = left.first, first == right.first {
            left.removeFirst()
            right.removeFirst()
        }
        while let last = left.last, last == right.last {
            left.removeLast()
            right.removeLast()
        }
        let digits = (left + right).count { $0.properties.numericType != nil }
        return max(weight(left), weight(right)) > spellingLimit + digits * lettersOfDigit
    }

    private static func spoken(_ text: String) -> [Unicode.Scalar] {
        text.lowercased().unicodeScalars.filter(SpokenCount.isSpoken)
    }

    private static func weight(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        scalars.reduce(0) { $0 + ($1.isSyllable ? lettersOfSyllable : 1) }
    }
}
