import Sentences
package import SpeechTasks

/// Whether a clip can hold all of its text.
///
/// A service that cuts texts short answers as if nothing were wrong; only the length tells. What is
/// spoken of a text at the learned rate gives the length that is expected; a clip is far too short
/// below 0.4 of that less half a second, from 150 letters on below 0.6 of it less half a second.
///
/// Measured with espeak-ng 1.51 on 5,575 clips: real sentences, subtitles and books in Arabic, Chinese,
/// English, French, German, Hindi, Japanese, Korean, Russian and Spanish, up to 3,000 characters, each
/// at speeds 0.5, 0.8, 1, 1.5 and 2. None is below its limit. By the rates learned from the same clips
/// at speed 1 (2.6 characters a second in Japanese to 20.4 in French) the shortest came to this share
/// of the expected length, and to so many times the limit with its half a second:
///
/// | letters | clips | shortest share | nearest to the limit |
/// |---|---|---|---|
/// | 1 to 19 | 2,045 | 0.20 (a shout of 0.23 s) | 1.3 |
/// | 20 to 49 | 1,715 | 0.60 | 1.7 |
/// | 50 to 149 | 1,170 | 0.88 | 2.3 |
/// | 150 and more | 645 | 1.04 | 1.8 |
///
/// By the fastest speech that is believed the nearest is 2.2.
package struct SpeechPlausibility: Hashable, Sendable {
    private let rate: SpeechRate?

    /// Languages whose rates are those of syllables, and say nothing of letters.
    private static let syllabic: Set = ["zh", "yue", "ja", "ko", "und"]
    /// Letters a second where such a language has some.
    private static let lettersAmongSyllables = 20.0
    /// The fastest speech that is believed where nothing is learned.
    private static let fastest = (syllables: 8.0, letters: 25.0)
    /// Below this many characters a single long number or sigh makes a difference.
    private static let longText = 150
    /// What a clip may lack whatever its text: shouts, laughter and single words take hardly any time.
    private static let allowance = Duration.milliseconds(500)

    /// A rule for clips of a voice in a language.
    ///
    /// - Parameter rate: the rate learned of them; nil takes the fastest that is believed.
    package init(rate: SpeechRate?) {
        self.rate = rate
    }

    /// Whether a clip is far too short for its text.
    ///
    /// - Parameters:
    ///   - duration: how long the clip plays, by its frames.
    ///   - speed: the speed it was asked for. A slower one than 1 counts as 1, because some services
    ///     leave it out in silence.
    package func isFarTooShort(
        _ duration: Duration, for text: String, speed: Thousandths = .normal
    ) -> Bool {
        duration < least(for: text, speed: speed)
    }

    /// The least length that a clip of a text is believed to have; zero for a short text.
    package func least(for text: String, speed: Thousandths = .normal) -> Duration {
        let count = SpokenCount(text)
        let share = count.total < Self.longText ? 0.4 : 0.6
        let seconds = expectedSeconds(count) * share * 1000 / Double(max(1000, speed.count))
        return max(.zero, .seconds(seconds) - Self.allowance)
    }

    private func expectedSeconds(_ count: SpokenCount) -> Double {
        let (syllables, letters) = (Double(count.syllables), Double(count.letters))
        guard let rate else {
            return syllables / Self.fastest.syllables + letters / Self.fastest.letters
        }
        let characters = rate.charactersPerSecond
        let letterRate =
            Self.syllabic.contains(rate.language.code)
            ? max(characters, Self.lettersAmongSyllables) : characters
        return syllables / characters + letters / letterRate
    }
}
