extension Unicode.Scalar {
    /// Whether it is of East Asian writing without spaces: ideographs, kana, their punctuation, and
    /// full-width forms.
    package var isIdeographic: Bool {
        switch value {
        case 0x2E80...0x312F, 0x3190...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF,
            0x20000...0x3FFFF:
            true
        default: false
        }
    }

    /// Whether it is a Chinese character, or a mark that stands for one.
    package var isHan: Bool {
        switch value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005, 0x3007,
            0x303B:
            true
        default: false
        }
    }

    /// Whether it is of Hiragana or one of its marks.
    package var isHiragana: Bool { (0x3041...0x309F).contains(value) }

    /// Whether it is of Katakana or its long mark; the middle dot parts words.
    package var isKatakana: Bool {
        switch value {
        case 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: true
        default: false
        }
    }

    /// Whether it is of Hiragana or Katakana.
    package var isKana: Bool { isHiragana || isKatakana }

    /// Whether it is of the Korean alphabet: a syllable or a letter of one.
    package var isHangul: Bool {
        switch value {
        case 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF: true
        default: false
        }
    }

    /// Whether it stands for a syllable or more, if it is a letter: ideographs, kana, hangul.
    package var isSyllable: Bool {
        isHangul || isIdeographic && !(0xFF00...0xFF65).contains(value)
    }

    /// Whether it is a letter of Chinese, Japanese, Thai, Lao, Khmer or Burmese.
    package var isOfScriptWithoutSpaces: Bool {
        switch value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x2FDF, 0x3005...0x3007,
            0x3021...0x3029, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF, 0xFF66...0xFF9F, 0x1AFF0...0x1B16F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }

    /// Whether it is a letter of a script without spaces, or one of the marks that stand in it.
    package var doesWithoutSpaces: Bool {
        isOfScriptWithoutSpaces || (0x3000...0x303F).contains(value)
            || (0xFF01...0xFF65).contains(value)
    }
}
