package import Sentences

/// How fast a language is spoken at speed 1.
package struct SpeechRate: Hashable, Sendable {
    /// The language.
    package let language: Language
    /// Characters a second, in Unicode scalars with spaces and punctuation; above 0.
    package let charactersPerSecond: Double

    /// A rate that was measured.
    package init(language: Language, charactersPerSecond: Double) {
        self.language = language
        self.charactersPerSecond = max(0.1, charactersPerSecond)
    }

    /// The rate assumed before any is measured.
    ///
    /// Source: the figures at which subtitles are voiced by other tools: English 13.5, German 11.8,
    /// Russian 10.8, Chinese 4.2, Japanese 4.0, Korean 4.3. All others are taken as fast as English.
    package init(assumedFor language: Language) {
        self.init(
            language: language,
            charactersPerSecond: Self.assumed[language.code] ?? Self.spelledRate)
    }

    private static let assumed = ["de": 11.8, "ru": 10.8, "zh": 4.2, "ja": 4.0, "ko": 4.3]
    /// Letters of an alphabet.
    private static let spelledRate = 13.5

    /// How long a text takes to say at speed 1.
    ///
    /// Latin words and numbers within a text of syllables take the time of letters.
    package func duration(of text: String) -> Duration {
        let isDense = charactersPerSecond < Self.spelledRate / 2
        var letters = 0
        var others = 0
        for scalar in text.unicodeScalars {
            if isDense && scalar.value < 0x250 { letters += 1 } else { others += 1 }
        }
        return .seconds(
            Double(others) / charactersPerSecond + Double(letters) / Self.spelledRate)
    }

    /// The speed at which a text is expected to fit a slot, in tenths.
    ///
    /// Never slower than wanted, never faster than the maximum; rounded down, as what remains is
    /// stretched away locally.
    ///
    /// - Parameters:
    ///   - wanted: the speed of a text that has all the time it needs.
    ///   - maximum: the highest speed; at most 2.0, what the API takes.
    package func speed(
        of text: String, slot: Duration, wanted: Double = 1, maximum: Double
    ) -> Double {
        let needed = slot > .zero ? duration(of: text) / slot : .infinity
        let highest = min(2, max(wanted, maximum))
        guard needed > wanted else { return wanted }
        // A little is added so that 1.2 does not become 1.1 in binary.
        return max(wanted, (min(needed, highest) * 10 + 1e-9).rounded(.down) / 10)
    }
}
