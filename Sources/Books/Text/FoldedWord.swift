/// A word of a line, for comparing: small letters without accents.
struct FoldedWord {
    let text: String
    /// Where it stands in the line.
    let range: Range<Int>

    /// The first words of a line; a word is made of letters, digits, apostrophes and inner hyphens.
    static func words(of line: [Unicode.Scalar], limit: Int)
        -> [FoldedWord]
    {
        var words: [FoldedWord] = []
        var start = 0
        while start < line.count, words.count < limit {
            guard line[start].isWordPart else {
                start += 1
                continue
            }
            var end = start + 1
            while end < line.count,
                line[end].isWordPart
                    || "'’-".unicodeScalars.contains(line[end])
                        && end + 1 < line.count && line[end + 1].isWordPart
            {
                end += 1
            }
            words.append(FoldedWord(text: folded(line[start..<end]), range: start..<end))
            start = end
        }
        return words
    }

    /// Small letters without accents.
    static func folded(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var folded: [Unicode.Scalar] = []
        for scalar in scalars {
            if scalar.value < 0x80 {
                folded.append(
                    scalar.isUppercase ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
            } else if scalar == "’" {
                folded.append("'")
            } else if scalar.isIdeographic {
                folded.append(scalar)
            } else {
                for small in scalar.properties.lowercaseMapping.unicodeScalars {
                    if let plain = plain[small] {
                        folded += plain.unicodeScalars
                    } else {
                        folded.append(small)
                    }
                }
            }
        }
        return String(folded)
    }

    /// A line's letters and digits alone, folded: what stays the same between a list and a heading.
    static func key(of line: some Sequence<Unicode.Scalar>) -> String {
        folded(line.filter(\.isWordPart))
    }

    private static let plain: [Unicode.Scalar: String] = {
        var plain: [Unicode.Scalar: String] = [
            "ß": "ss", "œ": "oe", "æ": "ae", "ё": "е", "º": "", "ª": "",
        ]
        let families = [
            ("a", "àáâãäåā"), ("c", "çćč"), ("e", "èéêëēęě"), ("i", "ìíîïī"), ("n", "ñńň"),
            ("o", "òóôõöøō"), ("u", "ùúûüūů"), ("y", "ýÿ"), ("s", "śšş"), ("z", "źżž"),
        ]
        for (letter, accented) in families {
            for scalar in accented.unicodeScalars { plain[scalar] = letter }
        }
        return plain
    }()
}

extension Unicode.Scalar {
    /// Whether it is a letter, a digit or a mark on one.
    var isWordPart: Bool { isLetter || isDigit }
}
