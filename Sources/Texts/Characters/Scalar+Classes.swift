extension Unicode.Scalar {
    /// Whether it is a letter or a mark on one.
    package var isLetter: Bool {
        switch value {
        case 0..<0x80: (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A
        case 0xC0...0x24F: value != 0xD7 && value != 0xF7
        case 0x2000...0x206F, 0x3000...0x3004, 0xFF00...0xFF0F: false
        case 0x400...0x52F, 0x3041...0x3096, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
        default: properties.isAlphabetic
        }
    }

    package var isDigit: Bool { (0x30...0x39).contains(value) || (0xFF10...0xFF19).contains(value) }

    package var isUppercase: Bool {
        value < 0x80 ? (0x41...0x5A).contains(value) : properties.isUppercase
    }

    package var isLowercase: Bool {
        value < 0x80 ? (0x61...0x7A).contains(value) : properties.isLowercase
    }

    /// Whether it is a letter, a digit or a mark on one.
    package var isWordPart: Bool { isLetter || isDigit }

    package var isDecimalDigit: Bool {
        isASCII ? ("0"..."9").contains(self) : properties.generalCategory == .decimalNumber
    }

    package var isASCIILetterOrDigit: Bool {
        switch value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    package var asciiLowercased: Unicode.Scalar {
        (0x41...0x5A).contains(value) ? Unicode.Scalar(UInt8(value) | 0x20) : self
    }
}
