extension Unicode.Scalar {
    /// Whether it belongs to writing without spaces: ideographs, kana, their punctuation.
    package var isIdeographic: Bool {
        switch value {
        case 0x2E80...0x312F, 0x31A0...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF,
            0x20000...0x3FFFF:
            true
        default: false
        }
    }

    package var isHangul: Bool {
        (0xAC00...0xD7A3).contains(value) || (0x1100...0x11FF).contains(value)
    }

    package var isHan: Bool {
        switch value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005, 0x3007,
            0x303B:
            true
        default: false
        }
    }

    package var isKana: Bool { (0x3041...0x30FF).contains(value) && value != 0x30FB }

    /// Whether the character adds to the one before it: accents, joiners, soft hyphens.
    package var isExtending: Bool {
        guard value >= 0xAD else { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return value != 0x200B
        case .spacingMark: return true
        default: return false
        }
    }

    /// Whether the character is of Chinese, Japanese, Thai, Lao, Khmer or Burmese.
    package var isOfScriptWithoutSpaces: Bool {
        switch value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x2FDF, 0x3005...0x3007,
            0x3021...0x3029, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF, 0xFF66...0xFF9F, 0x1AFF0...0x1B16F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }

    /// Whether the character is of Katakana or its long mark; the middle dot parts words.
    package var isKatakana: Bool {
        switch value {
        case 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: true
        default: false
        }
    }

    package var isKorean: Bool {
        switch value {
        case 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF: true
        default: false
        }
    }
}
