import Texts

/// The voices that hold where a row names none: one for all, or one a language.
///
/// Read from `NAME`, or from `zh=NAME` and `zh=NAME,en=NAME`.
package struct VoiceChoices: Hashable, Sendable {
    /// The voice of all other rows.
    package private(set) var voiceID: String?
    /// The voices by languages, as ``Texts/LanguageCode/normal(_:)`` writes them.
    package private(set) var byLanguage: [String: String] = [:]

    /// No voices.
    package init() {}

    /// Reads voices.
    package init(_ text: String) throws(JobListError) {
        guard text.contains("=") else {
            voiceID = text
            try check(text)
            return
        }
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { String($0.trimmed) }
            guard halves.count == 2, Self.isLanguage(halves[0]) else {
                throw .badDefault(
                    reason: "`\(part)` is no voice for a language, such as zh=NAME; "
                        + "a language is a code or a name")
            }
            try check(halves[1])
            try set(LanguageCode.normal(halves[0]), halves[1])
        }
    }

    /// Whether something is a language: a code or a name that is known, or formed as a code is (BCP 47).
    private static func isLanguage(_ text: String) -> Bool {
        if LanguageCode.isCommon(text) { return true }
        let parts = LanguageCode.written(text).split(
            separator: "-", omittingEmptySubsequences: false)
        return (2...3).contains(parts[0].count)
            && parts.allSatisfy { part in
                (1...8).contains(part.utf8.count)
                    && part.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
                    }
            }
    }

    /// Adds further voices; throws where one is said twice.
    package mutating func add(_ other: VoiceChoices) throws(JobListError) {
        if let voiceID = other.voiceID {
            guard self.voiceID == nil else {
                throw .badDefault(
                    reason: "two voices are given for all rows; for one a language give en=NAME")
            }
            self.voiceID = voiceID
        }
        for (language, voiceID) in other.byLanguage { try set(language, voiceID) }
    }

    private mutating func set(_ language: String, _ voiceID: String) throws(JobListError) {
        guard byLanguage.updateValue(voiceID, forKey: language) == nil else {
            throw .badDefault(reason: "two voices are given for the language `\(language)`")
        }
    }

    private func check(_ voiceID: String) throws(JobListError) {
        if let reason = CellRules.fault(inVoiceID: voiceID) { throw .badDefault(reason: reason) }
    }
}

extension [String: String] {
    /// The voice of a language: its own, or that of the wider one it belongs to.
    func voice(for language: String) -> String? {
        var tag = LanguageCode.normal(language)
        while true {
            if let voiceID = self[tag] { return voiceID }
            guard let hyphen = tag.lastIndex(of: "-") else { return nil }
            tag = String(tag[..<hyphen])
        }
    }
}
