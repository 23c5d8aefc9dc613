/// The labels with which lines say who speaks: `JOHN:`, `Man 1:`, `JOHN (V.O.):`, `[John]`.
///
/// A label that is spoken is a blemish; words that are taken for a label are lost. So a name in
/// capitals counts only where such labels are common in the file, a person without a name (`Man 1`)
/// only where it comes again, and any other name only where it comes again in turn with others:
/// `Result: good` and `He said: no` name no speaker.
struct SpeakerLabels {
    /// The names that are labels, in capitals.
    private var speakers: Set<String> = []

    /// The labels of a file's lines.
    init(lines: some Sequence<String>) {
        var evidence = Evidence()
        var bracketedCounts: [String: Int] = [:]
        for line in lines {
            let bare = line.withoutDialogueDash
            evidence.lineCount += 1
            if let bracketed = BracketedName(bare) {
                // A colon, or capitals, name a speaker at once.
                let count = bracketed.isPlain ? 2 : 1
                bracketedCounts[bracketed.name.uppercased(), default: 0] += count
            } else if let label = SpeakerLabel(bare) {
                evidence.add(label)
            }
        }
        speakers = evidence.speakers
        for (name, count) in bracketedCounts where count >= 2 { speakers.insert(name) }
    }

    /// The speaker that a line names and what it says; nil without a label.
    func label(of line: String) -> (name: String, rest: String)? {
        guard let label = SpeakerLabel(line), speakers.contains(label.name.uppercased()) else {
            return nil
        }
        return (label.name, label.rest)
    }

    /// Lines in which a name in brackets is written as a label with a colon.
    func withColons(_ lines: [String]) -> [String] {
        lines.map { line in
            let bare = line.withoutDialogueDash
            guard let found = BracketedName(bare), speakers.contains(found.name.uppercased()) else {
                return line
            }
            return (line.hasDialogueDash ? "- " : "") + "\(found.name): \(found.rest)"
        }
    }
}

extension SpeakerLabels {
    /// What a file's lines show about the names before their colons.
    private struct Evidence {
        var lineCount = 0
        /// The names in the order of the lines.
        private var names: [String] = []
        private var counts: [String: Int] = [:]
        /// Names in capitals before speech.
        private var capitals: [String: Int] = [:]
        private var roles: Set<String> = []

        mutating func add(_ label: SpeakerLabel) {
            let name = label.name.uppercased()
            names.append(name)
            counts[name, default: 0] += 1
            // A title such as `PART: THE END` is all capitals.
            let isTitle = Casing(label.rest.unicodeScalars).isCapitals
            if label.isCapitals, label.isBeforeSpeech, !isTitle { capitals[name, default: 0] += 1 }
            if label.isRole, label.isBeforeSpeech { roles.insert(name) }
        }

        var speakers: Set<String> {
            let capitalCount = capitals.values.reduce(0, +)
            let areCapitalsCommon = capitalCount >= 3 || capitalCount * 10 >= lineCount
            var speakers = areCapitalsCommon ? Set(capitals.keys) : []
            speakers.formUnion(roles.filter { counts[$0, default: 0] >= 2 })
            if names.count * 10 >= lineCount { speakers.formUnion(alternating) }
            // Where half of a file is written as a script, a name that comes once is a speaker too.
            if !speakers.isDisjoint(with: alternating), names.count * 2 >= lineCount {
                speakers.formUnion(names)
            }
            return speakers
        }

        /// The names that come again after another.
        private var alternating: Set<String> {
            var last: [String: Int] = [:]
            var alternating: Set<String> = []
            for (place, name) in names.enumerated() {
                if let before = last[name], before + 1 < place { alternating.insert(name) }
                last[name] = place
            }
            return alternating
        }
    }
}
