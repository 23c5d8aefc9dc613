import Texts

/// A line of a SubRip or SubViewer file that says when a cue is shown, well or badly.
///
/// Two times with fractions make such a line whatever stands between them, for no speech is written
/// so. Times without fractions need an arrow, or a place at which times have to stand.
struct TimeLine {
    /// What a line of times says.
    enum Content {
        case times(start: Duration, end: Duration)
        /// It is meant for times that cannot be read.
        case broken
    }

    let content: Content
    /// What stands behind the times, without settings of the place on the screen.
    let text: String
    /// Whether both times have hours, minutes and seconds, or a fraction of a second.
    let areFull: Bool

    /// What a line says about time; nil if it says something else.
    ///
    /// - Parameter beginsBlock: Whether a number, a blank line or nothing stands before it.
    init?(_ line: Substring, beginsBlock: Bool) {
        guard line.utf8.contains(where: { (48...57).contains($0) }) else { return nil }
        let line = Substring(line.unicodeScalars.drop { $0 == "\u{FEFF}" || $0 == "\0" }).trimmed
        if let arrow = line.firstRange(of: "-->") {
            self.init(
                before: line[..<arrow.lowerBound], behind: line[arrow.upperBound...],
                beginsBlock: beginsBlock)
        } else {
            self.init(oddly: line, beginsBlock: beginsBlock)
        }
    }

    /// A line with `-->`: both times may be as short as people write them.
    private init?(before: Substring, behind: Substring, beginsBlock: Bool) {
        let first = Clock(before)
        let last = Clock(behind.trimmed)
        let hasColon = before.utf8.contains(UInt8(ascii: ":"))
        if let first, first.rest.isBlankOrNUL, hasColon || beginsBlock, let last {
            self.init(first, last)
        } else if (first != nil && hasColon) || (last?.isFull ?? false) {
            self.init(content: .broken, text: "")
        } else {
            return nil
        }
    }

    /// A line with any other sign between its times, or with less than two of them.
    private init?(oddly line: Substring, beginsBlock: Bool) {
        guard line.utf8.contains(UInt8(ascii: ":")) else { return nil }
        guard let first = Clock(line) else {
            guard beginsBlock, TimeLine.isMeantForTimes(line) else { return nil }
            self.init(content: .broken, text: "")
            return
        }
        let behind = first.rest.unicodeScalars.drop(while: TimeLine.isSeparator)
        if behind.startIndex != first.rest.startIndex, let last = Clock(Substring(behind)),
            (first.isExact && last.isExact) || (beginsBlock && first.isFull && last.isFull)
        {
            self.init(first, last)
        } else if beginsBlock, TimeLine.isMeantForTimes(line) {
            self.init(content: .broken, text: "")
        } else {
            return nil
        }
    }

    private init(_ first: Clock, _ last: Clock) {
        let rest = last.rest.trimmed.split(separator: " ")
        let text = rest.drop(while: TimeLine.isSetting).joined(separator: " ")
        self.init(
            content: .times(start: first.time, end: last.time), text: text,
            areFull: (first.isFull || first.isExact) && (last.isFull || last.isExact))
    }

    private init(content: Content, text: String, areFull: Bool = false) {
        self.content = content
        self.text = text
        self.areFull = areFull
    }

    /// Whether a word says where a cue stands: `X1:10`, and what WebVTT has for it.
    private static func isSetting(_ word: Substring) -> Bool {
        let parts = word.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return false }
        let names = ["x1", "x2", "y1", "y2", "align", "line", "position", "size", "vertical"]
        return names.contains(parts[0].lowercased()) || parts[0].lowercased() == "region"
    }

    /// Whether a line has a full time at one end and is made of digits and marks but for a slip.
    private static func isMeantForTimes(_ line: Substring) -> Bool {
        let scalars = line.unicodeScalars
        guard let first = scalars.first, ("0"..."9").contains(first), scalars.count <= 60,
            scalars.count(where: \.properties.isAlphabetic) <= 2,
            scalars.allSatisfy({
                ("0"..."9").contains($0) || $0.properties.isAlphabetic || isSeparator($0)
                    || $0 == ":"
            })
        else { return false }
        let words = line.split(whereSeparator: { " ,;>–→".contains($0) })
        return (Clock(line)?.isFull ?? false) || words.contains { Clock($0)?.isFull ?? false }
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        " \t-‐‑–—―−=~<>→⇒|;,.".unicodeScalars.contains(scalar)
    }
}

extension TimeLine {
    /// A time that a text begins with.
    private struct Clock {
        let time: Duration
        /// What stands behind it.
        let rest: Substring
        /// Whether it has a fraction of a second and a colon.
        let isExact: Bool
        /// Whether it has hours, minutes and seconds.
        let isFull: Bool

        /// The time; nil if the text does not begin with one.
        ///
        /// Blanks may stand before and behind its colons, as in `00:00: 01,000`.
        init?(_ text: Substring) {
            let scalars = text.unicodeScalars
            var end = scalars.startIndex
            var colonCount = 0
            var hasFraction = false
            while let digitsEnd = Clock.endOfDigits(in: scalars[end...]) {
                end = digitsEnd
                guard let mark = Clock.mark(in: scalars[end...]), !hasFraction,
                    colonCount < 3 || mark.scalar != ":", Clock.endOfDigits(in: mark.rest) != nil
                else { break }
                if mark.scalar == ":" { colonCount += 1 } else { hasFraction = true }
                end = mark.rest.startIndex
            }
            guard let time = LenientTime.read(text[..<end]) else { return nil }
            self.time = time
            rest = text[end...]
            isExact = colonCount == 3 || (hasFraction && colonCount > 0)
            isFull = colonCount >= 2
        }

        private static func endOfDigits(in text: Substring.UnicodeScalarView) -> String.Index? {
            let digits = text.drop { $0 == " " }
            let end = digits.firstIndex { !("0"..."9").contains($0) } ?? digits.endIndex
            return end == digits.startIndex ? nil : end
        }

        /// A colon, or the mark before a fraction, and what stands behind it.
        private static func mark(
            in text: Substring.UnicodeScalarView
        ) -> (scalar: Unicode.Scalar, rest: Substring.UnicodeScalarView)? {
            let mark = text.drop { $0 == " " }
            guard let scalar = mark.first, ":.,".unicodeScalars.contains(scalar) else { return nil }
            return (scalar, mark.dropFirst())
        }
    }
}
