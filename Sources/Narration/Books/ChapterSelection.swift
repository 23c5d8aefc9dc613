import Texts

/// Which chapters are wanted, by the numbers that the list of chapters shows.
package struct ChapterSelection: Hashable, Sendable, CustomStringConvertible {
    private let ranges: [ClosedRange<Int>]

    /// The selection as it was given.
    package let description: String

    /// Every chapter.
    package static let all = ChapterSelection(ranges: [1...Int.max], description: "1-")

    /// Reads numbers and ranges parted by commas: `3-7,10`, `5-` from the fifth on, `-4` up to it.
    ///
    /// Throws ``SpokenError/badSelection(_:reason:)``. Whether a book has the chapters shows only
    /// in ``check(chapterCount:)``.
    package init(_ text: String) throws(SpokenError) {
        var ranges: [ClosedRange<Int>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            ranges.append(try ChapterSelection.range(part, in: text))
        }
        self.init(ranges: ranges, description: text)
    }

    private init(ranges: [ClosedRange<Int>], description: String) {
        self.ranges = ranges
        self.description = description
    }

    /// Whether a chapter's number, counted from 1, is wanted.
    package func contains(_ number: Int) -> Bool {
        ranges.contains { $0.contains(number) }
    }

    /// Throws where a number is asked for that a book of so many chapters does not have.
    package func check(chapterCount: Int) throws(SpokenError) {
        guard self != .all else { return }
        for range in ranges {
            let last = range.upperBound == Int.max ? range.lowerBound : range.upperBound
            guard last > chapterCount else { continue }
            throw .badSelection(
                description,
                reason: "there is no chapter \(last); the book has "
                    + counted(chapterCount, "chapter"))
        }
    }

    private static func range(
        _ part: Substring, in text: String
    ) throws(SpokenError) -> ClosedRange<Int> {
        let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(\.trimmed)
        func fault(_ reason: String) -> SpokenError { .badSelection(text, reason: reason) }
        guard (1...2).contains(ends.count), ends.contains(where: { !$0.isEmpty }) else {
            throw fault("`\(part)` is no number and no range; write for example 3-7,10 or 5-")
        }
        let numbers = ends.map { $0.isEmpty ? nil : chapterNumber($0) }
        for (end, number) in zip(ends, numbers) where !end.isEmpty && number == nil {
            throw fault("`\(end)` is no chapter number; they are counted from 1")
        }
        let first = numbers[0] ?? 1
        let last = ends.count == 1 ? first : numbers[1] ?? Int.max
        guard first <= last else { throw fault("the range `\(part)` goes backwards") }
        return first...last
    }

    /// The number that some ASCII digits write; nil below 1 and far above any book.
    private static func chapterNumber(_ digits: Substring) -> Int? {
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits),
            (1...1_000_000).contains(number)
        else { return nil }
        return number
    }
}
