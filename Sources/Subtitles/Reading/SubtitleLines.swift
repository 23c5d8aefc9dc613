/// The lines of a text; LF, CR and CRLF each end one, and so does the CRCRLF of damaged files.
struct SubtitleLines {
    /// The lines without their ends, in order, and without a byte order mark.
    let lines: [Substring]

    init(_ text: String) {
        // A Character would take CRLF for one, and combine marks with what stands before them.
        var lines: [Substring] = []
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        if scalars.first == "\u{FEFF}" { start = scalars.index(after: start) }
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let next = scalars.index(after: index)
            guard scalar == "\n" || scalar == "\r" else {
                index = next
                continue
            }
            lines.append(text[start..<index])
            index = scalar == "\r" ? SubtitleLines.endOfBreak(at: next, in: scalars) : next
            start = index
        }
        if start < scalars.endIndex { lines.append(text[start...]) }
        self.lines = lines
    }

    /// A text in which CRCRLF, where it ends every line, is one line's end.
    static func withoutDoubledReturns(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let doubled = Array("\r\r\n".utf8)
        var rest = bytes[...]
        var lines: [ArraySlice<UInt8>] = []
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            guard rest[...end].suffix(3).elementsEqual(doubled) else { return text }
            lines.append(rest[..<end].dropLast(2))
            rest = rest[end...].dropFirst()
        }
        guard !lines.isEmpty else { return text }
        return String(
            decoding: Array((lines + [rest]).joined(separator: "\n".utf8)), as: UTF8.self)
    }

    /// The index after a line break whose CR stands right before an index.
    private static func endOfBreak(
        at index: String.Index, in scalars: String.UnicodeScalarView
    ) -> String.Index {
        let next = scalars[index...].prefix(2)
        if next.first == "\n" { return scalars.index(after: index) }
        if next.elementsEqual(["\r", "\n"]) { return next.endIndex }
        return index
    }
}

extension Substring {
    /// Whether it holds only white space, and NULs, with which damaged files are filled.
    var isBlankOrNUL: Bool {
        unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\0" }
    }
}

/// A time as people write it in subtitle files: `1:02:03,45`, `02:03.4`, `3`.
enum LenientTime {
    /// The time; nil if the text is no time, or one over 1,000 hours.
    static func read(_ text: some StringProtocol) -> Duration? {
        let text = String(text.filter { !$0.isWhitespace })
        guard text.utf8.allSatisfy({ (48...58).contains($0) || $0 == 46 || $0 == 44 }) else {
            return nil
        }
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        // `00:01:02:500`, milliseconds behind a colon.
        if parts.count == 4 {
            let fraction = parts.removeLast()
            parts[2] += "." + fraction
        }
        guard (1...3).contains(parts.count), let last = parts.last else { return nil }
        let seconds = last.split(
            maxSplits: 1, omittingEmptySubsequences: false,
            whereSeparator: { $0 == "." || $0 == "," })
        guard let whole = number(seconds[0]) else { return nil }
        var milliseconds = whole * 1000
        if seconds.count == 2 {
            let digits = seconds[1].prefix(3)
            guard seconds[1].allSatisfy(\.isWholeNumber), let fraction = number(digits) else {
                return nil
            }
            milliseconds += fraction * [1, 100, 10, 1][digits.count]
        }
        for (place, part) in parts.dropLast().reversed().enumerated() {
            guard let count = number(part) else { return nil }
            milliseconds += count * (place == 0 ? 60_000 : 3_600_000)
        }
        guard milliseconds <= 3_600_000_000 else { return nil }
        return .milliseconds(milliseconds)
    }

    private static func number(_ digits: some StringProtocol) -> Int? {
        guard (1...6).contains(digits.utf8.count) else { return nil }
        return Int(digits)
    }
}
