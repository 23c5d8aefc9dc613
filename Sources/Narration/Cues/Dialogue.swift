import Texts

/// Lines of one cue that two people say: each begins with a dash, or with `>>`.
enum Dialogue {
    /// The lines of each speaker without dashes; one element where nobody else speaks.
    ///
    /// The first dash can be missing where a sentence ends before the second.
    static func parts(of lines: [String]) -> [[String]] {
        let lines = lines.flatMap(partedAtInnerDashes)
        let beginsWithDash = lines.first?.hasDialogueDash == true
        var parts: [[String]] = []
        for line in lines {
            let isNew =
                line.hasDialogueDash
                && (parts.isEmpty || beginsWithDash || parts.last?.last?.endsSentence == true)
            if isNew || parts.isEmpty {
                parts.append([isNew ? line.withoutDialogueDash : line])
            } else {
                parts[parts.count - 1].append(line)
            }
        }
        return parts
    }

    /// `- Why? - Because.` as two lines.
    private static func partedAtInnerDashes(_ line: String) -> [String] {
        guard line.hasDialogueDash else { return [line] }
        var parts: [String] = []
        for word in line.split(separator: " ") {
            let last = parts.count - 1
            if last < 0 || (isDash(word) && parts[last].saysSomething && parts[last].endsSentence) {
                parts.append(String(word))
            } else {
                parts[last] += " \(word)"
            }
        }
        return parts
    }

    private static func isDash(_ word: Substring) -> Bool {
        word.unicodeScalars.count == 1 && word.unicodeScalars.allSatisfy(\.isDash)
    }
}

extension String {
    /// Whether the text begins with a dash of dialogue: no minus sign, and not one of two dashes.
    var hasDialogueDash: Bool { dashLength > 0 }

    /// The text without the dash it begins with.
    var withoutDialogueDash: String {
        String(unicodeScalars.dropFirst(dashLength)).singleSpaced
    }

    private var dashLength: Int {
        let marks = unicodeScalars.prefix { $0 == ">" }.count
        if marks == 2 || marks == 3 { return marks }
        guard let first = unicodeScalars.first, first.isDash else { return 0 }
        guard let next = unicodeScalars.dropFirst().first else { return 1 }
        return next.isDash || isMinus ? 0 : 1
    }

    /// Whether the dash that the text begins with makes a number less than zero.
    private var isMinus: Bool {
        let behind = unicodeScalars.dropFirst()
        let bare = behind.drop { $0 == " " }
        let amount = bare.drop { ".,".unicodeScalars.contains($0) || $0.isCurrency }
        guard amount.first?.properties.numericType != nil else { return false }
        if behind.first != " " || unicodeScalars.first == "\u{2212}" { return true }
        // `- 20 years` is an answer, `- 20 °C` is none.
        return amount.drop { $0.properties.numericType != nil || " .,".unicodeScalars.contains($0) }
            .first == "°"
    }
}

extension Unicode.Scalar {
    fileprivate var isCurrency: Bool { properties.generalCategory == .currencySymbol }

    fileprivate var isDash: Bool { "-‐‑–—―−－﹣".unicodeScalars.contains(self) }
}
