/// The blocks of a WebVTT file, parted by blank lines, and what they hold.
///
/// Source: https://www.w3.org/TR/webvtt1/#file-parsing and "collect a WebVTT block" there. Settings
/// of cues, regions and style sheets say where and how text stands, so they are passed over.
package struct WebVTTBlocks {
    /// The cues, in the order of the file.
    package private(set) var cues: [WebVTTCue] = []
    /// The language that the header names, as YouTube writes it; nil without one.
    private(set) var language: String?
    private(set) var faults: [WebVTTFault] = []
    private let lines: [Substring.UnicodeScalarView]
    private let takesComma: Bool
    private var next = 0

    /// The blocks of a text.
    ///
    /// - Parameter takesComma: Whether times with a comma are read, which break the rules.
    package init(_ text: String, takesComma: Bool = false) {
        self.takesComma = takesComma
        lines = WebVTTBlocks.lines(of: text)
        readSignature()
        while next < lines.count {
            if lines[next].isEmpty { next += 1 } else { readBlock() }
        }
    }

    /// The lines of a text, ended by LF, CR or both.
    private static func lines(of text: String) -> [Substring.UnicodeScalarView] {
        let scalars = text.unicodeScalars
        var lines: [Substring.UnicodeScalarView] = []
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let end = index
            index = scalars.index(after: index)
            guard scalar == "\n" || scalar == "\r" else { continue }
            lines.append(scalars[start..<end])
            if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
                index = scalars.index(after: index)
            }
            start = index
        }
        lines.append(scalars[start...])
        return lines
    }

    /// The signature and the header, which ends before the first blank line or the first times.
    ///
    /// A file without a signature is read as the specification's own parser does, with a fault.
    private mutating func readSignature() {
        let first = lines[0].first == "\u{FEFF}" ? lines[0].dropFirst() : lines[0]
        let rest = first.dropFirst(6).first
        let isSigned =
            String(first.prefix(6)) == "WEBVTT" && (rest == nil || rest == " " || rest == "\t")
        guard isSigned else {
            report(0, "the file does not begin with WEBVTT; check that it is a WebVTT file")
            return
        }
        next = 1
        while next < lines.count, !lines[next].isEmpty, !lines[next].holdsArrow {
            let (name, value) = lines[next].parted(at: ":")
            if name == "Language", !value.isEmpty { language = value }
            next += 1
        }
    }

    private mutating func readBlock() {
        let first = next
        if !lines[first].holdsArrow {
            next += 1
            guard next < lines.count, lines[next].holdsArrow else { return passBlock(from: first) }
        }
        let id = first == next ? "" : lines[first].webVTTText
        let timesLine = next
        let times = WebVTTTimes(lines[timesLine], takesComma: takesComma)
        next += 1
        let text = readLines()
        if let times {
            cues.append(
                WebVTTCue(
                    line: timesLine + 1, id: id, start: times.start, end: times.end, text: text))
        } else {
            report(
                timesLine, "the times cannot be read; write them as 00:00:01.000 --> 00:00:02.500")
        }
    }

    /// The lines up to a blank one or the next times.
    private mutating func readLines() -> String {
        let start = next
        while next < lines.count, !lines[next].isEmpty, !lines[next].holdsArrow { next += 1 }
        return lines[start..<next].map(\.webVTTText).joined(separator: "\n")
    }

    /// Passes over a block without times.
    ///
    /// Comments, style sheets and regions have none. Any other is text that nobody would see; before
    /// the first cue it is taken for one of those, unless a line is meant for times.
    private mutating func passBlock(from first: Int) {
        _ = readLines()
        let text = lines[first].webVTTText
        let isComment = text == "NOTE" || text.hasPrefix("NOTE ") || text.hasPrefix("NOTE\t")
        let isNumber = next - first == 1 && lines[first].allSatisfy { ("0"..."9").contains($0) }
        let isCue = lines[first..<next].prefix(2).contains { line in
            TimeLine(Substring(line), beginsBlock: true) != nil
        }
        if !isComment, !isNumber, isCue || !cues.isEmpty {
            report(
                first,
                isCue
                    ? "the times cannot be read; write them as 00:00:01.000 --> 00:00:02.500"
                    : "this text has no times; give it some, or remove the blank line before it")
        }
    }

    private mutating func report(_ index: Int, _ message: String) {
        faults.append(WebVTTFault(line: index + 1, message: message))
    }
}

extension Substring.UnicodeScalarView {
    /// Whether a line holds `-->`.
    fileprivate var holdsArrow: Bool {
        var dashCount = 0
        for scalar in self {
            if scalar == ">", dashCount >= 2 { return true }
            dashCount = scalar == "-" ? dashCount + 1 : 0
        }
        return false
    }

    /// The line as a text, in which the specification has no NUL.
    fileprivate var webVTTText: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: lazy.map { $0 == "\0" ? "\u{FFFD}" : $0 })
        return String(text)
    }

    /// What stands before a mark and, without white space around it, after it.
    fileprivate func parted(at mark: Unicode.Scalar) -> (name: String, value: String) {
        guard let index = firstIndex(of: mark) else { return (String(self), "") }
        let value = self[self.index(after: index)...].drop { $0 == " " || $0 == "\t" }
        return (String(self[..<index]), String(value.prefix { $0 != " " && $0 != "\t" }))
    }
}
