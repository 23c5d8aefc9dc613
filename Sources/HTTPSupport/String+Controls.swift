extension String {
    /// The text on one line, without what steers a terminal or turns the reading direction.
    ///
    /// Escape sequences go whole; other control characters and runs of blanks become `blank`, so
    /// that words stay apart; marks that cannot be seen go.
    ///
    /// Source: ECMA-48, 5.4 and 5.6, for the sequences; Unicode, `Bidi_Control`, for the marks.
    func withoutControls(blank: String) -> String {
        var cleaning = ControlCleaning(blank: blank)
        for scalar in unicodeScalars { cleaning.take(scalar) }
        return cleaning.text
    }
}

private struct ControlCleaning {
    private enum State {
        case text
        /// Behind ESC.
        case escape
        /// Within a control sequence: parameters until a final byte.
        case sequence
        /// Within a control string, such as a window's title, until its terminator.
        case string
    }

    private let blank: String
    private var state = State.text
    private var owesBlank = false
    private(set) var text = ""

    init(blank: String) {
        self.blank = blank
    }

    mutating func take(_ scalar: Unicode.Scalar) {
        switch (state, scalar.value) {
        case (_, 0x1B): state = .escape
        case (.string, 0x07), (.string, 0x9C): state = .text
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
        switch scalar.value {
        case 0x9B: state = .sequence
        case 0x90, 0x98, 0x9D...0x9F: state = .string
        case _ where Self.isUnseen(scalar.value): break
        case 0x20 where blank.isEmpty: append(scalar)
        case 0x00...0x20, 0x7F...0x9F: owesBlank = true
        case _ where scalar.properties.isWhitespace: owesBlank = true
        default: append(scalar)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if owesBlank, !text.isEmpty { text += blank }
        owesBlank = false
        text.unicodeScalars.append(scalar)
    }

    /// Marks of direction, and characters without width that are no part of any script.
    private static func isUnseen(_ value: UInt32) -> Bool {
        switch value {
        case 0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }
}
