extension Unicode.Scalar {
    /// Whether the character adds to the one before it: accents, joiners, soft hyphens.
    package var isExtending: Bool {
        guard value >= 0xAD else { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return value != 0x200B
        case .spacingMark: return true
        default: return false
        }
    }

    /// The letters that a Latin ligature is drawn for; nil for any other character.
    package var ligatureLetters: String? {
        guard (0xFB00...0xFB06).contains(value) else { return nil }
        return ["ff", "fi", "fl", "ffi", "ffl", "st", "st"][Int(value) - 0xFB00]
    }

    /// The columns it takes in a fixed-width face: two for an East Asian wide character.
    ///
    /// Source: Unicode Standard Annex 11, the blocks that are wide throughout.
    package var columnCount: Int {
        if value < 0x1100 { return (0x300...0x36F).contains(value) ? 0 : 1 }
        switch value {
        case 0x200B...0x200F, 0xFE00...0xFE0F: return 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
            0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
