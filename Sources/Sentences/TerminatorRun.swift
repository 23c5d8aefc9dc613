/// A terminator with all that belongs to it: further ones, closing quotes and brackets, a footnote's number.
struct TerminatorRun {
    /// The index of the first terminator.
    let start: Int
    /// The index after the run.
    private(set) var end: Int
    /// The index after the last terminator in the run.
    private(set) var terminatorEnd: Int
    /// An exclamation or question mark, or a dash that breaks off a speech.
    private(set) var hasMark = false
    private(set) var hasWideMark = false
    private(set) var hasEllipsisSign = false
    private(set) var stops = 0
    /// The full stops of an ellipsis stand apart, as in `. . .` here.
    private(set) var isSpaced = false

    private let text: ScannedText
    private static let longestFootnote = 4

    init?(at index: Int, in text: ScannedText) {
        self.text = text
        (start, end, terminatorEnd) = (index, index, index)
        if text.roles[index] == .dash {
            guard text.role(index + 1) == .closer else { return nil }
            hasMark = true
            end += 1
            terminatorEnd += 1
        } else if !text.roles[index].isTerminator {
            return nil
        }
        while takeNext() {}
        if end < text.count { takeFootnote() }
    }

    /// The last scalar of the run closes a quotation or a parenthesis.
    var isClosed: Bool { end > terminatorEnd && text.roles[end - 1] == .closer }

    var isEllipsis: Bool { hasEllipsisSign || stops >= 3 }

    private mutating func takeNext() -> Bool {
        switch text.role(end) {
        case .stop: stops += 1
        case .mark: hasMark = true
        case .wideMark: hasWideMark = true
        case .ellipsis: hasEllipsisSign = true
        case .closer, .format:
            end += 1
            return end < text.count
        case .space where takesSpacedStop:
            isSpaced = true
            stops += 1
            end += 1
        case .space where text.role(end + 1) == .closer && text.scalars[end + 1] == "»":
            end += 2
            return end < text.count
        default: return false
        }
        end += 1
        terminatorEnd = end
        return end < text.count
    }

    /// The next full stop of a spaced ellipsis, and not that of ".5" or ".zip".
    private var takesSpacedStop: Bool {
        guard stops > 0, !hasMark, end == terminatorEnd, text.role(end + 1) == .stop else {
            return false
        }
        let after = text.role(end + 2)
        return after.isBlank || after == .closer
    }

    /// A footnote: `[1]` after any terminator, bare digits after a word's or a bracket's full stop.
    private mutating func takeFootnote() {
        let bracketed = text.roles[end] == .opener && text.scalars[end] == "["
        let first = bracketed ? end + 1 : end
        var index = first
        while text.role(index) == .digit, index - first < Self.longestFootnote { index += 1 }
        guard index > first else { return }
        if bracketed {
            guard text.role(index) == .closer else { return }
            end = index + 1
        } else if stops == 1, start > 1, text.role(index).isBlank, index - first < 3 {
            let isWord = text.isLowercase(start - 1) && text.isLowercase(start - 2)
            guard isWord || text.roles[start - 1] == .closer else { return }
            end = index
        }
    }
}
