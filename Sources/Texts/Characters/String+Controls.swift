extension String {
    /// The text on one line, without what steers a terminal or turns the reading direction.
    ///
    /// Escape sequences go whole; other control characters and runs of blanks become `blank`, so
    /// that words stay apart; marks that cannot be seen go.
    ///
    /// Source: ECMA-48, 5.4 and 5.6, for the sequences; Unicode, `Bidi_Control`, for the marks.
    package func withoutControls(blank: String) -> String {
        cleaned(.joined(by: blank))
    }

    /// The text as it may stand within a line of a terminal: the same, but blanks stay as they are.
    ///
    /// For what comes from files, their names, services and tools.
    package var onOneLine: String {
        steersTerminal { $0 < 0x20 } ? cleaned(.line) : self
    }

    /// Lines as a terminal may show them: what ends them stays as well.
    package var onLines: String {
        steersTerminal { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 } ? cleaned(.lines) : self
    }

    private func cleaned(_ blanks: ControlCleaning.Blanks) -> String {
        var cleaning = ControlCleaning(blanks)
        for scalar in unicodeScalars { cleaning.take(scalar) }
        return cleaning.text
    }

    /// Whether anything in it has to go.
    private func steersTerminal(_ isControl: (UInt32) -> Bool) -> Bool {
        unicodeScalars.contains { scalar in
            isControl(scalar.value) || scalar.value > 0x7E && scalar.isSteering
        }
    }
}

extension Unicode.Scalar {
    /// Whether it steers a terminal, turns the reading direction, ends a line or is not seen.
    package var isSteering: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
        default: isUnseen
        }
    }

    /// Marks of direction, and characters without width that are no part of any script.
    fileprivate var isUnseen: Bool {
        switch value {
        case 0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }
}

private struct ControlCleaning {
    /// What becomes of blanks and line breaks.
    enum Blanks {
        /// Runs of them become one text.
        case joined(by: String)
        /// Blanks stay; a line break is a blank.
        case line
        /// Blanks, tabs and line breaks stay.
        case lines
    }

    private enum State {
        case text
        /// Behind ESC.
        case escape
        /// Within a control sequence: parameters until a final byte.
        case sequence
        /// Within a control string, such as a window's title, until its terminator.
        case string
    }

    private let blanks: Blanks
    private var state = State.text
    private var owesBlank = false
    /// Behind a carriage return, which stays before a line feed alone.
    private var isAfterReturn = false
    private(set) var text = ""

    init(_ blanks: Blanks) {
        self.blanks = blanks
    }

    mutating func take(_ scalar: Unicode.Scalar) {
        switch (state, scalar.value) {
        case (_, 0x1B): state = .escape
        case (.string, 0x07), (.string, 0x9C): state = .text
        case (.string, 0x0A) where keepsLines:
            // What has no end must not take the lines behind it away.
            state = .text
            takeText(scalar)
        case (.string, _): break
        case (.escape, 0x5B): state = .sequence
        case (.escape, 0x50), (.escape, 0x58), (.escape, 0x5D...0x5F): state = .string
        case (.escape, 0x20...0x2F), (.sequence, 0x20...0x3F): break
        case (.escape, 0x30...0x7E), (.sequence, 0x40...0x7E): state = .text
        default:
            state = .text
            takeText(scalar)
        }
    }

    private mutating func takeText(_ scalar: Unicode.Scalar) {
        let isAfterReturn = isAfterReturn
        self.isAfterReturn = false
        if isAfterReturn, scalar != "\n" { owesBlank = true }
        switch scalar.value {
        case 0x9B: state = .sequence
        case 0x90, 0x98, 0x9D...0x9F: state = .string
        case _ where scalar.isUnseen: break
        case 0x20 where keepsSpace: append(scalar)
        case 0x09 where keepsLines: append(scalar)
        case 0x0A where keepsLines: append(isAfterReturn ? "\r\n" : "\n")
        case 0x0D where keepsLines: self.isAfterReturn = true
        case 0x00...0x20, 0x7F...0x9F, 0x2028, 0x2029: owesBlank = true
        case _ where joinsBlanks && scalar.properties.isWhitespace: owesBlank = true
        default: append(scalar)
        }
    }

    private var keepsLines: Bool {
        if case .lines = blanks { return true }
        return false
    }

    private var joinsBlanks: Bool {
        if case .joined = blanks { return true }
        return false
    }

    /// A blank that is not joined with others stays one.
    private var keepsSpace: Bool {
        if case .joined(let blank) = blanks { return blank.isEmpty }
        return true
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        append(String(scalar))
    }

    private mutating func append(_ more: String) {
        if owesBlank, !text.isEmpty {
            if case .joined(let blank) = blanks { text += blank } else { text += " " }
        }
        owesBlank = false
        text += more
    }
}
