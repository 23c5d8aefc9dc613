import Texts

/// Headings of which the reader knows neither word nor number: short lines alone that all begin or
/// end in one word, as `Ensimmäinen runo`, `Toinen runo`, `Kolmas runo` do.
struct SharedWordSeries {
    /// In the text's order, numbered as they come; empty if there are none.
    private(set) var headings: [HeadingCandidate] = []

    /// As many make a series; it takes a third of the text, and each heading has some text below it.
    private static let (leastCount, leastLength) = (3, 120)

    private struct Line {
        let index: Int
        let words: [FoldedWord]
    }

    private let lines: [TextLine]

    /// - Parameter weak: Candidates that count, by which a known ordinal is told.
    init(
        _ weak: [HeadingCandidate], lines: [TextLine], range: Range<Int>, lengths: TextLengths
    ) {
        self.lines = lines
        let short = range.compactMap { line(at: $0, in: range) }
        guard short.count >= SharedWordSeries.leastCount else { return }
        var groups: [String: [Line]] = [:]
        for line in short {
            guard let first = line.words.first, let last = line.words.last else { continue }
            groups["\(first.text) …", default: []].append(line)
            groups["… \(last.text)", default: []].append(line)
        }
        let best = groups.filter { key, members in
            isSeries(members, key: key, of: short.count, in: range, lengths: lengths)
        }
        .max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
        guard let best else { return }
        headings = best.value.enumerated().map { place, line in
            candidate(line.index, form: best.key, number: place + 1)
        }
    }

    private func candidate(_ line: Int, form key: String, number: Int) -> HeadingCandidate {
        let form = HeadingMark.Form(
            style: .worded(key, isAfter: false), depth: HeadingMark.Form.chapterDepth)
        return HeadingCandidate(
            line: line, mark: HeadingMark(form: form, number: number, hasTitle: true),
            passage: line..<(line + 1))
    }

    /// A line that stands alone, of two or three words without a stop behind them.
    private func line(at index: Int, in range: Range<Int>) -> Line? {
        let text = lines[index].scalars
        guard (4...40).contains(text.count), index == range.lowerBound || lines[index - 1].isBlank,
            index + 1 >= range.upperBound || lines[index + 1].isBlank,
            let first = text.first, first.isLetter, !first.isLowercase,
            text.allSatisfy({
                $0.isWordPart || $0.isExtending || " -'’".unicodeScalars.contains($0)
            })
        else { return nil }
        let words = FoldedWord.words(of: text, limit: 4)
        return (2...3).contains(words.count) ? Line(index: index, words: words) : nil
    }

    private func isSeries(
        _ members: [Line], key: String, of shortCount: Int, in range: Range<Int>,
        lengths: TextLengths
    ) -> Bool {
        guard members.count >= SharedWordSeries.leastCount, members.count * 2 >= shortCount,
            let first = members.first, let last = members.last,
            (last.index - first.index) * 3 > range.count, isName(key)
        else { return false }
        // One and the same line again and again is a label.
        let texts = Set(members.map { $0.words.map(\.text).joined(separator: " ") })
        let ends = members.dropFirst().map(\.index) + [range.upperBound]
        return texts.count == members.count
            && zip(members, ends).allSatisfy { member, end in
                lengths.count(from: member.index + 1, to: end) >= SharedWordSeries.leastLength
            }
    }

    /// Whether the shared word may name a part of a book: it is no article or other short word.
    private func isName(_ key: String) -> Bool {
        let word = key.filter { $0 != "…" && $0 != " " }
        guard !HeadingWords.articles.contains(word), let first = word.unicodeScalars.first else {
            return false
        }
        let hasCase = first.isLowercase
        return word.unicodeScalars.count >= (hasCase ? 4 : 2)
    }
}
