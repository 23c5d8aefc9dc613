import Books

/// The labels with which lines say who speaks: `JOHN:`, `Man 1:`, `JOHN (V.O.):`, `[John]`.
///
/// A label in capitals counts where it stands. Any other counts if it stands before two lines of the
/// file at least, for `He said: no` is no label.
struct SpeakerLabels {
    private var counts: [String: Int] = [:]

    /// The labels of a file's lines.
    init(lines: some Sequence<String>) {
        for line in lines {
            let bare = line.withoutDialogueDash
            if let label = Label(bare) {
                counts[label.name.uppercased(), default: 0] += 1
            } else if let (name, _) = SpeakerLabels.bracketed(bare) {
                counts[name.uppercased(), default: 0] += 1
            }
        }
    }

    /// The speaker that a line names and what it says; nil without a label.
    ///
    /// - Parameter isFollowed: Whether another line of the cue comes after it.
    func label(of line: String, isFollowed: Bool) -> (name: String, rest: String)? {
        guard let label = Label(line), isFollowed || !label.rest.isEmpty else { return nil }
        // A title such as `PART: THE END` is all capitals.
        let isPlain = label.isCapitals && !Casing(label.rest.unicodeScalars).isCapitals
        return isPlain || recurs(label.name) ? (label.name, label.rest) : nil
    }

    /// Lines in which a name in brackets is written as a label with a colon.
    func withColons(_ lines: [String]) -> [String] {
        lines.map { line in
            let bare = line.withoutDialogueDash
            guard let (name, rest) = SpeakerLabels.bracketed(bare), recurs(name) else {
                return line
            }
            return line.hasDialogueDash ? "- \(name): \(rest)" : "\(name): \(rest)"
        }
    }

    private func recurs(_ name: String) -> Bool {
        counts[name.uppercased(), default: 0] >= 2
    }

    /// The name in brackets that a line begins with, and what it says behind it.
    private static func bracketed(_ line: String) -> (name: String, rest: String)? {
        let scalars = line.unicodeScalars
        guard let open = scalars.first,
            let close = open == "（" ? "）" : Sounds.squareBrackets[open],
            let end = scalars.firstIndex(of: close)
        else { return nil }
        let name = String(scalars[..<end].dropFirst()).singleSpaced
        let behind = scalars[scalars.index(after: end)...]
        let rest = String(behind.drop { ": ：".unicodeScalars.contains($0) })
        guard rest.saysSomething, Label.isName(name) else { return nil }
        // Sounds begin with a capital or have no case at all; a name has two letters or more.
        let isSound = name.unicodeScalars.last.map("音声笑息手曲い".unicodeScalars.contains) ?? true
        return isSound || name.unicodeScalars.count < 2 ? nil : (name, rest)
    }

    /// What may be a label and the rest of its line.
    private struct Label {
        let name: String
        let rest: String
        let isCapitals: Bool

        init?(_ line: String) {
            let scalars = line.unicodeScalars
            guard let colon = scalars.prefix(48).firstIndex(where: { $0 == ":" || $0 == "：" })
            else { return nil }
            let behind = scalars[scalars.index(after: colon)...]
            let endsLabel =
                scalars[colon] == "："
                || behind.first.map { $0 == " " || $0.doesWithoutSpaces } ?? true
            let name = String(Label.withoutRemark(scalars[..<colon])).singleSpaced
            guard endsLabel, Label.isName(name) else { return nil }
            self.name = name
            rest = String(behind).singleSpaced
            isCapitals = Casing(name.unicodeScalars).isCapitals
        }

        /// A name without what stands in brackets behind it.
        private static func withoutRemark(
            _ name: Substring.UnicodeScalarView
        ) -> Substring.UnicodeScalarView {
            guard let last = name.last, ")]）".unicodeScalars.contains(last),
                let open = name.lastIndex(where: { "([（".unicodeScalars.contains($0) })
            else { return name }
            return name[..<open]
        }

        /// Whether a text can name a speaker: few words, capitalized or of a script without case.
        static func isName(_ text: String) -> Bool {
            let words = text.split(separator: " ")
            guard let first = words.first, words.count <= 4, text.unicodeScalars.count <= 32,
                !notNames.contains(first.lowercased().trimming(".")),
                text.unicodeScalars.contains(where: \.properties.isAlphabetic)
            else { return false }
            let isPlain = text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || scalar.properties.generalCategory == .nonspacingMark
                    || " '’.-&#/·・".unicodeScalars.contains(scalar)
            }
            let isShort = words.count <= 3 || Casing(text.unicodeScalars).isCapitals
            return isPlain && isShort && beginsName(first[...])
                && words.dropFirst().allSatisfy { beginsName($0) || $0.count <= 3 }
                && (!first.unicodeScalars.contains(where: \.doesWithoutSpaces)
                    || text.unicodeScalars.count <= 8)
        }

        private static func beginsName(_ word: Substring) -> Bool {
            guard let first = word.unicodeScalars.first else { return false }
            return !first.properties.isLowercase
        }
    }

    /// Words before a colon that name no speaker.
    private static let notNames: Set<String> = [
        "answer", "attention", "caution", "chapter", "danger", "day", "episode", "example", "fact",
        "folge", "fyi", "hint", "http", "https", "kapitel", "lesson", "level", "nb", "note",
        "notes", "part", "partie", "parte", "ps", "p.s", "question", "remember", "rule", "scene",
        "season", "section", "step", "teil", "tip", "update", "warning", "épisode", "глава",
        "серия", "урок", "часть", "шаг", "эпизод", "例", "例如", "比如", "注", "注意", "提示",
        "问题", "答案",
    ]
}

extension String {
    fileprivate func trimming(_ mark: Character) -> String {
        String(reversed().drop { $0 == mark }.reversed())
    }
}
