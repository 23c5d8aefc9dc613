import Texts

/// The marks of emphasis of a block, paired as CommonMark has it.
///
/// Source: https://spec.commonmark.org/0.31.2/#an-algorithm-for-parsing-nested-emphasis-and-links.
/// A search for what opens a mark is never repeated below a place where it has failed, so the time
/// is linear. Only ASCII's signs are signs here, and beside a letter of Chinese, Japanese or Korean
/// a mark may open and close as beside a space: those languages write none.
struct MarkdownDelimiters {
    /// A run of one mark, as far as it is not paired yet.
    private struct Run {
        let mark: Unicode.Scalar
        /// Where its marks stand in the text.
        var places: Range<Int>
        let count: Int
        let opens: Bool
        let closes: Bool

        /// Whether a later run can close this one.
        func isClosed(by closer: Run) -> Bool {
            guard mark == closer.mark else { return false }
            return !(closes || closer.opens) || (count + closer.count) % 3 != 0
                || count % 3 == 0 && closer.count % 3 == 0
        }
    }

    /// What runs have in common that look for the same opener.
    private struct Search: Hashable {
        let mark: Unicode.Scalar
        let opens: Bool
        let remainder: Int
    }

    /// The places of the marks that are paired, in no order.
    private(set) var paired: [Int] = []
    private var runs: [Run] = []

    /// How many runs are not paired yet.
    var count: Int { runs.count }

    /// Adds a run of marks that stands at some places of the text, and what is beside it.
    mutating func add(
        _ mark: Unicode.Scalar, at places: Range<Int>, after before: Unicode.Scalar,
        before after: Unicode.Scalar
    ) {
        let (left, right) = (Side(before), Side(after))
        var opens = !right.isSpace && (!right.isSign || left.isGap)
        var closes = !left.isSpace && (!left.isSign || right.isGap)
        if mark == "_" {
            (opens, closes) = (
                opens && (!closes || left.isSign), closes && (!opens || right.isSign)
            )
        }
        guard opens || closes else { return }
        runs.append(
            Run(mark: mark, places: places, count: places.count, opens: opens, closes: closes))
    }

    /// Pairs the runs from one on and forgets them: no emphasis leads out of the text of a link.
    mutating func pair(from first: Int) {
        var openers: [Run] = []
        // How many openers, from the first, were searched in vain.
        var floors: [Search: Int] = [:]
        for var run in runs[first...] {
            let search = Search(mark: run.mark, opens: run.opens, remainder: run.count % 3)
            while run.closes, !run.places.isEmpty {
                guard
                    let found = openers[(floors[search] ?? 0)...]
                        .lastIndex(where: { $0.isClosed(by: run) })
                else {
                    floors[search] = openers.count
                    break
                }
                openers.removeSubrange((found + 1)...)
                pair(&openers[found], &run)
                if openers[found].places.isEmpty { openers.removeLast() }
                for (key, floor) in floors { floors[key] = min(floor, openers.count) }
            }
            if run.opens, !run.places.isEmpty { openers.append(run) }
        }
        runs.removeSubrange(first...)
    }

    /// Pairs two marks of each run if both have two, else one.
    private mutating func pair(_ opener: inout Run, _ closer: inout Run) {
        let count = min(opener.places.count, closer.places.count, 2)
        let (end, start) = (opener.places.upperBound - count, closer.places.lowerBound + count)
        paired += end..<opener.places.upperBound
        paired += closer.places.lowerBound..<start
        opener.places = opener.places.lowerBound..<end
        closer.places = start..<closer.places.upperBound
    }
}

/// What stands on one side of a run of marks.
private struct Side {
    let isSpace: Bool
    let isSign: Bool
    /// Whether no word goes on from the run to it.
    let isGap: Bool

    init(_ scalar: Unicode.Scalar) {
        isSpace = scalar.properties.isWhitespace
        isSign = scalar.isMarkdownSign
        isGap = isSpace || isSign || scalar.isIdeographic
    }
}

extension Unicode.Scalar {
    /// Whether it is one of ASCII's signs, which a backslash takes their meaning from.
    var isMarkdownSign: Bool {
        switch value {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    /// Whether a name of ASCII may begin with it.
    var isASCIILetter: Bool { isASCIILetterOrDigit && !("0"..."9").contains(self) }
}
