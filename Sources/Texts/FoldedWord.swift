/// A word of a line, for comparing: small letters without accents.
package struct FoldedWord {
    package let text: String
    /// Where it stands in the line.
    package let range: Range<Int>

    /// The first words of a line; a word is made of letters, digits, apostrophes and inner hyphens.
    package static func words(of line: [Unicode.Scalar], limit: Int)
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
    package static func folded(_ scalars: some Sequence<Unicode.Scalar>) -> String {
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

    /// A line's letters and digits alone, folded, by which an entry of a list finds its heading.
    package static func key(of line: some Sequence<Unicode.Scalar>) -> String {
        folded(line.filter(\.isWordPart))
    }

    private static let plain: [Unicode.Scalar: String] = {
        var plain: [Unicode.Scalar: String] = [
            "ß": "ss", "œ": "oe", "æ": "ae", "ё": "е", "º": "", "ª": "", "ı": "i",
            // What the small letter of the Turkish İ has over it.
            "\u{307}": "",
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
