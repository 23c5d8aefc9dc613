import Foundation
import Texts

/// How often an entry of a lexicon was spoken.
package struct LexiconUse: Hashable, Sendable {
    /// The entry.
    package let entry: Lexicon.Entry
    /// How often its word stood in the text.
    package let count: Int
}

/// Puts the spoken forms of a lexicon into texts of one language, and counts them.
///
/// Whole words only, the longest entry first, from front to back; what is put in is not looked at
/// again. In words that one entry takes as written and another in any case, the first one
/// holds; of two languages, the nearer one. The time is linear in the text, whatever the number
/// of entries; only the longest entry's length counts.
package struct LexiconApplier: Sendable {
    /// The characters of an entry's word: composed and decomposed accents are two spellings.
    private struct Spelling {
        let entry: Int
        let scalars: [Unicode.Scalar]
    }

    private let entries: [Lexicon.Entry]
    private let boundary: WordBoundary
    /// The tree of the spellings: the node that a character leads to from another, see `step`.
    private var nodes: [UInt64: Int] = [:]
    /// The spellings that end at each node, the one to be preferred first; node 0 is the root.
    private var ends: [[Spelling]] = [[]]
    private var counts: [Int]

    /// Prepares the entries of a lexicon that are for a language, given as a BCP 47 tag.
    ///
    /// Entries for a language are for texts of it and of its variants: `en` for `en-GB`. With a nil
    /// language only those for every language are spoken.
    package init(_ lexicon: Lexicon, language: String?) {
        entries = lexicon.entries.filter { entry in
            guard let wanted = entry.language else { return true }
            return language.map { LanguageCode.holdsAsWritten(wanted, for: $0) } == true
        }
        boundary = WordBoundary(language: language)
        counts = Array(repeating: 0, count: entries.count)
        for (index, entry) in entries.enumerated() {
            let spellings: Set = [
                Array(entry.word.precomposedStringWithCanonicalMapping.unicodeScalars),
                Array(entry.word.decomposedStringWithCanonicalMapping.unicodeScalars),
            ]
            for spelling in spellings {
                insert(Spelling(entry: index, scalars: spelling.map(\.plain)))
            }
        }
        for node in ends.indices where ends[node].count > 1 { sort(node) }
    }

    /// The entries that were for the language, in the lexicon's order, unused ones with them.
    package var uses: [LexiconUse] {
        zip(entries, counts).map { LexiconUse(entry: $0, count: $1) }
    }

    /// The text as it is spoken.
    package mutating func apply(to text: String) -> String {
        guard !entries.isEmpty else { return text }
        let scalars = Array(text.unicodeScalars)
        var spoken = ""
        // How far the text is copied, counted in characters and as an index.
        var copied = (count: 0, index: text.startIndex)
        var index = 0
        while index < scalars.count {
            guard let match = match(at: index, in: scalars) else {
                index += 1
                continue
            }
            let view = text.unicodeScalars
            let start = view.index(copied.index, offsetBy: index - copied.count)
            spoken += text[copied.index..<start]
            spoken += entries[match.entry].spoken
            counts[match.entry] += 1
            copied = (match.end, view.index(start, offsetBy: match.end - index))
            index = match.end
        }
        return copied.count == 0 ? text : spoken + text[copied.index...]
    }
}

extension LexiconApplier {
    private mutating func insert(_ spelling: Spelling) {
        var node = 0
        for scalar in spelling.scalars.map(\.foldedCase) {
            let step = LexiconApplier.step(from: node, by: scalar)
            if let next = nodes[step] {
                node = next
            } else {
                node = ends.count
                nodes[step] = node
                ends.append([])
            }
        }
        ends[node].append(spelling)
    }

    /// A node and a character in one number; a character has 21 bits.
    private static func step(from node: Int, by scalar: Unicode.Scalar) -> UInt64 {
        UInt64(node) << 21 | UInt64(scalar.value)
    }

    private func next(from node: Int, by scalar: Unicode.Scalar) -> Int? {
        nodes[LexiconApplier.step(from: node, by: scalar.plain.foldedCase)]
    }

    private mutating func sort(_ node: Int) {
        // Of equals the earlier one is first, as it stands in the lexicon.
        ends[node].sort { first, second in
            let (one, other) = (entries[first.entry], entries[second.entry])
            if one.isCaseSensitive != other.isCaseSensitive { return one.isCaseSensitive }
            let lengths = (one.language?.utf8.count ?? 0, other.language?.utf8.count ?? 0)
            return lengths.0 == lengths.1 ? first.entry < second.entry : lengths.0 > lengths.1
        }
    }

    /// The longest entry that stands as a whole word at an index.
    private func match(at start: Int, in scalars: [Unicode.Scalar]) -> (entry: Int, end: Int)? {
        guard boundary.begins(at: start, in: scalars),
            var node = next(from: 0, by: scalars[start])
        else { return nil }
        var best: (entry: Int, end: Int)?
        var end = start + 1
        while true {
            if !ends[node].isEmpty, boundary.ends(at: end, in: scalars),
                let spelling = ends[node].first(where: { accepts($0, scalars[start..<end]) })
            {
                best = (spelling.entry, end)
            }
            guard end < scalars.count, let next = next(from: node, by: scalars[end]) else {
                return best
            }
            node = next
            end += 1
        }
    }

    private func accepts(_ spelling: Spelling, _ word: ArraySlice<Unicode.Scalar>) -> Bool {
        !entries[spelling.entry].isCaseSensitive
            || word.lazy.map(\.plain).elementsEqual(spelling.scalars)
    }
}

extension Unicode.Scalar {
    /// The character that stands for all that are written for it: one space, one apostrophe, one
    /// hyphen.
    fileprivate var plain: Unicode.Scalar {
        if isASCII { return self == "\n" || self == "\t" ? " " : self }
        switch value {
        case 0x2019, 0x02BC: return "'"
        case 0x2010, 0x2011: return "-"
        case 0x00A0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return " "
        default: return self
        }
    }

    /// The character in lower case, if that is one character.
    fileprivate var foldedCase: Unicode.Scalar {
        if isASCII { return asciiLowercased }
        guard !isOfScriptWithoutSpaces, properties.changesWhenLowercased else { return self }
        let lower = properties.lowercaseMapping.unicodeScalars
        guard let first = lower.first, lower.count == 1 else { return self }
        return first
    }
}
