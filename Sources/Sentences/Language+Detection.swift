extension Language {
    /// Finds the language of a text.
    ///
    /// By its script, and within the Latin, Cyrillic and Arabic scripts by letters and the most
    /// common words. Three samples of at most 1500 scalars are read, so that a long text costs no
    /// more than a short one, and a foreign preface does not decide. `undetermined` where nothing
    /// speaks for a language.
    package static func detect(in text: some StringProtocol) -> Language {
        var evidence = ScriptEvidence()
        let length = text.utf8.count
        if length <= 3 * sampleSize {
            evidence.add(text.unicodeScalars)
            return evidence.language
        }
        for start in [0, length / 3, length * 2 / 3] {
            let first = text.utf8.index(text.utf8.startIndex, offsetBy: start)
            evidence.add(text.unicodeScalars[first...].prefix(sampleSize))
        }
        return evidence.language
    }

    private static let sampleSize = 1500
}
