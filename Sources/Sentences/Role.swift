/// What a scalar can mean for cutting, whatever its language.
///
/// The lists follow the Sentence_Terminal, White_Space, Ps, Pe, Pi and Pf sets of Unicode 15.
enum Role: UInt8 {
    /// A letter, a sign, anything that says nothing about seams.
    case plain
    case digit
    case space
    case lineBreak
    /// A full stop, which may also belong to an abbreviation or a number.
    case stop
    /// An exclamation or question mark.
    case mark
    /// A sentence end that needs no white space after it, as in Chinese, Hindi or Burmese.
    case wideMark
    case ellipsis
    case comma
    case semicolon
    case colon
    case dash
    case opener
    case closer
    /// A quotation mark whose side only its surroundings tell.
    case quote
    case apostrophe
    case bullet
    /// Invisible: direction marks and other format characters.
    case format

    init(_ scalar: Unicode.Scalar) {
        let value = Int(scalar.value)
        self = value < 128 ? Self.ascii[value] : Self.beyondASCII(scalar)
    }

    var isTerminator: Bool {
        self == .stop || self == .mark || self == .wideMark || self == .ellipsis
    }

    var isBlank: Bool { self == .space || self == .lineBreak }

    /// A comma, semicolon or colon: the sentence goes on.
    var continues: Bool { self == .comma || self == .semicolon || self == .colon }

    private static let ascii: [Role] = (0..<128).map { value in
        switch Unicode.Scalar(UInt8(value)) {
        case "0"..."9": .digit
        case " ", "\t": .space
        case "\n", "\r", "\u{0B}", "\u{0C}": .lineBreak
        case ".": .stop
        case "!", "?": .mark
        case ",": .comma
        case ";": .semicolon
        case ":": .colon
        case "-": .dash
        case "(", "[", "{": .opener
        case ")", "]", "}": .closer
        case "\"": .quote
        case "'": .apostrophe
        default: .plain
        }
    }

    private static func beyondASCII(_ scalar: Unicode.Scalar) -> Role {
        switch scalar.value {
        case 0x2000...0x206F, 0x2E00...0x2E5F: punctuation(scalar)
        case 0x3000...0x303F, 0xFE10...0xFE6F, 0xFF00...0xFFEF: widePunctuation(scalar)
        case 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x3040...0x30FF: .plain
        default: further(scalar)
        }
    }

    private static func punctuation(_ scalar: Unicode.Scalar) -> Role {
        switch scalar {
        case "\u{2000}"..."\u{200A}", "\u{202F}", "\u{205F}": .space
        case "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2060}"..."\u{206F}": .format
        case "\u{2028}", "\u{2029}": .lineBreak
        case "‐"..."―", "\u{2E3A}", "\u{2E3B}": .dash
        case "’": .apostrophe
        case "“", "”": .quote
        case "‘", "‚", "‛", "„", "‟", "‹", "⁅", "⸢", "⸤", "⸨": .opener
        case "›", "⁆", "⸣", "⸥", "⸩": .closer
        case "․": .stop
        case "…", "‥": .ellipsis
        case "‼", "⁇", "⁈", "⁉", "‽", "⸮", "⸼": .mark
        case "•", "‣", "⁃", "◦": .bullet
        default: .plain
        }
    }

    private static func widePunctuation(_ scalar: Unicode.Scalar) -> Role {
        switch scalar {
        case "\u{3000}": .space
        case "\u{FEFF}": .format
        case "。", "．", "！", "？", "｡", "﹒", "﹖", "﹗", "︒", "︕", "︖": .wideMark
        case "、", "，", "､", "﹐", "﹑", "︐", "︑": .comma
        case "；", "﹔", "︔": .semicolon
        case "：", "﹕", "︓": .colon
        case "０"..."９": .digit
        case "〜", "～", "－", "﹘", "﹣", "︱": .dash
        case "〈", "《", "「", "『", "【", "〔", "〖", "〘", "〚", "〝", "（", "［", "｛", "｟", "｢", "﹙",
            "﹁", "﹃":
            .opener
        case "〉", "》", "」", "』", "】", "〕", "〗", "〙", "〛", "〞", "〟", "）", "］", "｝", "｠", "｣", "﹚",
            "﹂", "﹄":
            .closer
        default: .plain
        }
    }

    private static func further(_ scalar: Unicode.Scalar) -> Role {
        switch scalar {
        case "\u{85}": .lineBreak
        case "\u{A0}", "\u{1680}": .space
        case "\u{AD}", "\u{61C}", "\u{180E}": .format
        case "«", "»": .quote
        case "؟", "፧", "።", "፨", "᥄", "᥅": .wideMark
        case "۔", "܀", "܁", "܂", "߹", "࠷", "࠹", "࠽", "࠾": .wideMark
        case "।", "॥", "։", "။", "។", "៕", "༎", "᠃", "᠉", "᭚", "᭛", "꓿", "꛳", "꛷", "꩟", "꫰", "꯫":
            .wideMark
        case "\u{37E}": .mark
        case "،", "՝", "၊", "፣", "߸", "᠂", "᠈", "꓾": .comma
        case "؛", "፤": .semicolon
        case "፥", "፦": .colon
        case "٠"..."٩", "۰"..."۹", "०"..."९", "০"..."৯", "๐"..."๙", "၀"..."၉": .digit
        case "■", "□", "▪", "▫", "●", "○", "◆", "◇", "★", "☆", "►", "▶", "✓", "✔", "①"..."⑳":
            .bullet
        default: .plain
        }
    }
}
