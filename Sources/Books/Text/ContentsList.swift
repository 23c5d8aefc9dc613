import Texts

/// A list of contents that is printed in a text, or another stretch that is no part of the book.
struct ContentsList {
    /// Its lines, the word `Contents` with them.
    let lines: Range<Int>
    /// The keys of its entries (``FoldedWord/key(of:)``), without their page numbers.
    let entries: [String]
    /// Why it is not spoken.
    var reason = LeftOut.Reason.contents

    /// A line's key without the page number at its end.
    static func entryKey(of line: [Unicode.Scalar]) -> String {
        if let led = led(line) { return FoldedWord.key(of: led) }
        var rest = line[...]
        let digits = rest.reversed().prefix { $0.isDigit }.count
        if digits > 0, digits < rest.count {
            let before = rest.dropLast(digits)
            if before.last == " " || before.last == "." || before.last == "…" { rest = before }
        }
        return FoldedWord.key(of: rest)
    }

    /// Whether a line ends in a leader and a page number: `The Lamp . . . . 12`, `Vorwort ……… vii`.
    static func isLed(_ line: [Unicode.Scalar]) -> Bool { led(line) != nil }

    /// What stands before the leader; nil if there is none.
    private static func led(_ line: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar>? {
        let tail = line.reversed().prefix { $0.isDecimalDigit || $0.isLetter && $0.isASCII }
        guard (1...6).contains(tail.count), tail.count < line.count else { return nil }
        let number = line.suffix(tail.count)
        guard Numeral.decimal(number) != nil || Numeral.roman(number) != nil else { return nil }
        let rest = line.dropLast(tail.count)
        let leader = rest.reversed().prefix {
            $0.isSpace || ".·…‥_‧・⋯﹒．-".unicodeScalars.contains($0)
        }
        let signs = leader.filter { !$0.isSpace }
        let isWide =
            signs.count >= 3
            || signs.count >= 1 && signs.allSatisfy { "…‥⋯".unicodeScalars.contains($0) }
        let title = rest.dropLast(leader.count)
        return isWide && !title.isEmpty ? title : nil
    }
}

/// Walks down a list of contents from the word above it, passage by passage, to where it ends.
struct ContentsWalk {
    /// Whether the end is found.
    private(set) var isOver = false

    private let lines: [TextLine]
    /// Where lines stand alone that may be headings, by their keys.
    private let alone: [String: Int]
    private let start: Int
    private var end: Int
    private var entries: [String] = []
    /// How many entries there are up to the last place that is sure, and that place.
    private var sure: (count: Int, end: Int)
    private var firstMarks: [HeadingMark] = []
    private var lastNumbers: [HeadingMark.Form: Int] = [:]
    /// The widest gap between entries so far, in blank lines.
    private var usualGap = 1
    private var sentenceCount = 0

    init(lines: [TextLine], alone: [String: Int], start: Int) {
        (self.lines, self.alone, self.start) = (lines, alone, start)
        end = start + 1
        sure = (0, start + 1)
    }

    /// The list; nil if it has less than two entries.
    var list: ContentsList? {
        entries.count >= 2 ? ContentsList(lines: start..<end, entries: entries) : nil
    }

    /// Ends the list; a doubtful line right above prose is the heading of that prose.
    mutating func stop(atProse: Bool) {
        isOver = true
        if atProse, sure.count < entries.count, sure.count >= 2 || entries.count > 2 {
            giveBack()
        }
    }

    /// Takes a passage, or finds that the list ends before it or in it.
    ///
    /// - Parameter isFar: Whether only what is surely an entry may follow as far down as here.
    mutating func take(_ passage: Passage, before next: Passage? = nil, isFar: Bool = false) {
        if isHeading(passage, before: next) { return stop(atProse: false) }
        let isSure = isSure(passage)
        if !isSure {
            if isFar || entries.count >= 2 && passage.blankCount > usualGap {
                return stop(atProse: false)
            }
            if isSentence(passage), sentenceCount < entries.count || entries.isEmpty {
                return stop(atProse: true)
            }
        }
        if !entries.isEmpty { usualGap = max(usualGap, passage.blankCount) }
        if isSentence(passage) { sentenceCount += passage.lines.count }
        for line in passage.lines {
            if isMetAgain(line) { return stop(atProse: false) }
            note(line)
        }
        if isSure { sure = (entries.count, end) }
    }

    private mutating func giveBack() {
        var line = end - 1
        while line > start, lines[line].isBlank { line -= 1 }
        guard line > start else { return }
        end = line
        while end > start + 1, lines[end - 1].isBlank { end -= 1 }
        entries.removeLast()
    }

    private mutating func note(_ line: Int) {
        let text = lines[line].scalars
        let key = ContentsList.entryKey(of: text)
        let marks = HeadingMark.readings(of: text).filter { $0.number != nil }
        if entries.count < 3, !key.isEmpty { firstMarks += marks }
        for mark in marks { lastNumbers[mark.form] = mark.number }
        if !key.isEmpty { entries.append(key) }
        end = line + 1
    }

    // MARK: Where the text begins

    /// Whether a line is one of the first entries again, and no list goes on below it.
    private func isMetAgain(_ line: Int) -> Bool {
        let text = lines[line].scalars
        let marks = HeadingMark.readings(of: text)
        let isFirstMark = marks.contains { mark in
            firstMarks.contains {
                $0.form == mark.form && $0.number == mark.number && $0.step == mark.step
            }
        }
        guard isFirstMark || entries.prefix(3).contains(ContentsList.entryKey(of: text)) else {
            return false
        }
        guard let next = lines[(line + 1)...].first(where: { !$0.isBlank }) else { return true }
        // Lists of several parts count anew in each.
        return !HeadingMark.readings(of: next.scalars).contains { mark in
            marks.contains { $0.form == mark.form && ($0.number ?? 0) + 1 == mark.number }
        }
    }

    /// Whether a passage, alone or with the next, says what an entry has said, and begins the text.
    private func isHeading(_ passage: Passage, before next: Passage?) -> Bool {
        guard passage.lines.count <= 3, let next else { return false }
        let key = FoldedWord.key(of: lines[passage.lines].flatMap(\.scalars))
        let firsts = entries.prefix(3)
        if passage.lines.count > 1, firsts.contains(key) { return true }
        if next.lines.count <= 3,
            firsts.contains(key + FoldedWord.key(of: lines[next.lines].flatMap(\.scalars)))
        {
            return true
        }
        return entries.dropFirst(3).contains(key) && (isSentence(next) || isLong(next))
    }

    private func isLong(_ passage: Passage) -> Bool {
        lines[passage.lines].reduce(0) { $0 + $1.scalars.count } > 2 * HeadingMark.widthLimit
    }

    // MARK: What shows an entry

    /// Whether most lines of a passage show that they are entries.
    private func isSure(_ passage: Passage) -> Bool {
        let count = passage.lines.count { line in
            let text = lines[line].scalars
            if ContentsList.isLed(text) { return true }
            let countsOn = HeadingMark.readings(of: text).contains { mark in
                guard let number = mark.number, let last = lastNumbers[mark.form] else {
                    return false
                }
                return number == last + 1 || number == 1
            }
            let key = ContentsList.entryKey(of: text)
            return countsOn
                || key.count > 2 && (alone[key] ?? 0) > line && !endsSentence(text)
        }
        return count * 2 >= passage.lines.count
    }

    private func isSentence(_ passage: Passage) -> Bool {
        lines[passage.lines].last.map { endsSentence($0.scalars) } ?? false
    }

    /// Whether a line ends as sentences do, and is no title with a stop behind it.
    private func endsSentence(_ line: [Unicode.Scalar]) -> Bool {
        guard let last = line.last, last.canEndSentence, last != ")", last != "）" else {
            return false
        }
        if case .name = TitlePageLine(Array(line.dropLast())).kind { return false }
        return true
    }
}
