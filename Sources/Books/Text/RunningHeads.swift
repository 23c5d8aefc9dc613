import Texts

/// Finds the lines at the edges of pages that come again on many of them: a book's title, the
/// author, a chapter's title, with the page number beside them or not.
struct RunningHeads {
    /// The lines that are heads, in order.
    private(set) var lines: [Int] = []

    /// Where a line at a page's edge stands.
    private typealias Place = (page: Int, line: Int)

    /// A head is on this many pages at least, and on one in three of those from its first to its
    /// last: left and right pages have their own, and chapters begin without.
    private static let (leastPageCount, leastShare) = (5, 3)
    /// A longer line, in characters, is prose.
    private static let widthLimit = 60

    private let source: [TextLine]
    private let pages: [Range<Int>]

    init(pages: [Range<Int>], _ source: [TextLine]) {
        self.source = source
        self.pages = pages
        let places = RunningHeads.places(on: pages, source)
        let recurring = places.values.filter { $0.count > 1 && RunningHeads.isDense($0) }
        // Where each chapter has a head of its own, a short one has it on a page or two.
        let isHabit =
            Set(recurring.joined().map(\.page)).count
            >= max(RunningHeads.leastPageCount, pages.count / RunningHeads.leastShare)
        for (key, members) in places where RunningHeads.isDense(members) {
            guard let first = members.first else { continue }
            if members.count >= RunningHeads.leastPageCount || isHabit && members.count > 1 {
                let isHeading = isHeading(first.line, on: first.page, key: key)
                lines += members.dropFirst(isHeading ? 1 : 0).map(\.line)
            } else if isHabit, repeats(first.line, on: first.page, key: key) {
                lines.append(first.line)
            }
        }
        lines.sort()
    }

    /// The lines at the edges of pages that may be heads, by their words.
    private static func places(
        on pages: [Range<Int>], _ source: [TextLine]
    ) -> [String: [Place]] {
        var places: [String: [Place]] = [:]
        for (page, range) in pages.enumerated() {
            for line in edge(of: range, source) {
                guard let key = key(of: source[line].scalars) else { continue }
                places[key, default: []].append((page, line))
            }
        }
        return places
    }

    /// Whether a head is on enough of the pages from its first to its last.
    private static func isDense(_ members: [Place]) -> Bool {
        guard let first = members.first, let last = members.last else { return false }
        return members.count * leastShare >= last.page - first.page + 1
    }

    /// What two heads of one kind have in common: the words, without the number of the page.
    static func key(of line: [Unicode.Scalar]) -> String? {
        guard line.count <= widthLimit, line.contains(where: \.isLetter),
            let last = line.last, !",;:!?…，。".unicodeScalars.contains(last),
            last != "." || !line.contains(where: \.isLowercase)
        else { return nil }
        return FoldedWord.key(of: withoutPageNumber(line))
    }

    /// The line without a number before its words, or after them where it is set apart; the number
    /// of a song or of a chapter stays.
    private static func withoutPageNumber(_ line: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
        let front = line.prefix(while: \.isDigit)
        if !front.isEmpty {
            let rest = line.dropFirst(front.count)
            return rest.first?.isSpace == true ? rest : line[...]
        }
        let back = line.reversed().prefix(while: \.isDigit)
        let rest = line.dropLast(back.count)
        let isApart =
            rest.suffix(2).allSatisfy(\.isSpace)
            || rest.contains { "|·•—–".unicodeScalars.contains($0) }
        let isPage = ["page", "pg", "p", "seite", "pagina", "стр"].contains(
            FoldedWord.key(of: rest))
        return isApart || isPage ? rest : line[...]
    }

    /// The first line of a page, and the last if it is apart: poems end alike too.
    private static func edge(of page: Range<Int>, _ source: [TextLine]) -> [Int] {
        guard let first = page.first(where: { !source[$0].isBlank }),
            let last = page.last(where: { !source[$0].isBlank })
        else { return [] }
        return last > first && source[last - 1].isBlank ? [first, last] : [first]
    }

    /// Whether the first of some equal lines is what the others repeat.
    ///
    /// It is none where it breaks into a sentence, where a page number stands on its line, and where
    /// it repeats a line itself.
    private func isHeading(_ line: Int, on page: Int, key: String) -> Bool {
        let words = source[line].scalars
        guard RunningHeads.withoutPageNumber(words).count == words.count else { return false }
        if page > 0, HeadingMark.readings(of: words).isEmpty {
            let last = source[..<line].last { !$0.isBlank }?.scalars.last
            guard last?.isWordPart != true, last != "," else { return false }
        }
        return !repeats(line, on: page, key: key)
    }

    /// Whether a line on the first pages or shortly before says the same.
    private func repeats(_ line: Int, on page: Int, key: String) -> Bool {
        let front = pages.prefix(3).joined().prefix { $0 < line }
        let before = pages[max(0, page - 3)].lowerBound..<line
        return (Array(front) + before).contains { index in
            let words = source[index].scalars
            guard words.count <= HeadingMark.widthLimit else { return false }
            let other = FoldedWord.key(of: words)
            return other == key || other.hasSuffix(key) && !HeadingMark.readings(of: words).isEmpty
        }
    }
}

/// Finds running heads in a text without form feeds: lines alone, with a number far beside them
/// that grows from one to the next.
struct NumberedHeads {
    /// The lines that are heads, in order.
    private(set) var lines: [Int] = []

    /// As many make a habit.
    private static let leastCount = 5

    init(_ source: [TextLine]) {
        var series: [String: [(line: Int, number: Int)]] = [:]
        for index in source.indices where !source[index].isBlank {
            guard index == 0 || source[index - 1].isBlank,
                index + 1 == source.count || source[index + 1].isBlank,
                let number = NumberedHeads.number(besides: source[index].scalars),
                let key = RunningHeads.key(of: source[index].scalars)
            else { continue }
            series[key, default: []].append((index, number))
        }
        for members in series.values where members.count >= NumberedHeads.leastCount {
            let grows = zip(members, members.dropFirst()).allSatisfy { $0.number < $1.number }
            if grows { lines += members.map(\.line) }
        }
        lines.sort()
    }

    /// The number at a line's beginning or end that at least three spaces part from its words.
    private static func number(besides line: [Unicode.Scalar]) -> Int? {
        guard line.count <= HeadingMark.widthLimit, let first = line.first, let last = line.last,
            first.isDigit != last.isDigit
        else { return nil }
        let facing = first.isDigit ? line : line.reversed()
        let digits = facing.prefix(while: \.isDigit)
        guard facing.dropFirst(digits.count).prefix(3).allSatisfy(\.isSpace) else { return nil }
        return Numeral.decimal(first.isDigit ? Array(digits) : digits.reversed())
    }
}
