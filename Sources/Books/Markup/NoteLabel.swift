import Texts

/// The number or sign that a note without a link begins with, in pages and in texts.
struct NoteLabel {
    /// How a label is written, by which it is told how sure it is one.
    enum Form {
        /// `[1]`, `［十二］`, `{2}`, `[Footnote 3: …`.
        case bracketed
        /// `¹`.
        case raised
        /// `*`, `†`, `(*)`.
        case sign
        /// `①`.
        case circled
        /// `1.`, `2)`, `注3：`: items of lists begin so too.
        case plain
    }

    let form: Form
    /// The number, or the sign; the same for each way in which it may be written.
    let key: String
    /// How many characters the label takes, with the white space behind it.
    let count: Int

    /// The label that a text begins with; nil if it begins with none.
    init?(_ text: String) {
        guard let first = text.unicodeScalars.first, NoteLabel.mayBegin(first) else { return nil }
        // A label is no longer; one that is all of the text has its note in the next block.
        let front = Array(text.unicodeScalars.prefix(40)) + [" ", "x"]
        guard let found = NoteLabel.bracketed(front) ?? NoteLabel.other(front) else { return nil }
        (form, key) = (found.form, found.key)
        let rest = front[found.count...].prefix {
            $0 == " " || ",.:、：．".unicodeScalars.contains($0)
        }
        count = min(found.count + rest.count, text.unicodeScalars.count)
    }

    /// Whether the label is all of a text.
    func isAll(of text: String) -> Bool { text.unicodeScalars.count <= count }

    /// The text without the label.
    func rest(of text: String) -> String { String(text.unicodeScalars.dropFirst(count)) }

    private static func mayBegin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: false
        default:
            !scalar.isIdeographic || NoteLabel.closings[scalar] != nil || scalar.isFullWidthDigit
                || "注註（＊".unicodeScalars.contains(scalar)
        }
    }

    private typealias Found = (form: Form, key: String, count: Int)

    private static func bracketed(_ front: [Unicode.Scalar]) -> Found? {
        guard let first = front.first, NoteLabel.closings[first] != nil,
            let label = NoteDefinitions.label(of: front)
        else { return nil }
        return (.bracketed, key(label.text.unicodeScalars), label.count)
    }

    private static func other(_ front: [Unicode.Scalar]) -> Found? {
        let raised = front.prefix(while: \.isRaisedDigit)
        if (1...4).contains(raised.count) { return (.raised, key(raised), raised.count) }
        if let first = front.first, let number = circled(first) { return (.circled, number, 1) }
        if let sign = sign(front, at: 0) { return (.sign, sign.key, sign.count) }
        let word = front.prefix { $0 == "注" || $0 == "註" }.count
        guard word <= 1 else { return nil }
        let digits = front[word...].prefix { $0.isDigit || $0.isFullWidthDigit }
        let end = word + digits.count
        guard (1...4).contains(digits.count), end + 1 < front.count,
            ".):、．： ".unicodeScalars.contains(front[end]),
            !front[end + 1].isDigit
        else { return nil }
        return (.plain, key(digits), end + 1)
    }

    // MARK: Numbers and signs

    /// The brackets that labels stand in, with what closes each.
    static let closings: [Unicode.Scalar: Unicode.Scalar] = [
        "[": "]", "{": "}", "［": "］", "〔": "〕", "【": "】",
    ]

    /// Whether what stands in brackets is a label: a number, or one letter or sign.
    static func isLabel(_ label: ArraySlice<Unicode.Scalar>) -> Bool {
        guard (1...4).contains(label.count) else { return false }
        return label.allSatisfy(\.isDigit) || label.count == 1 || Numeral.ideographic(label) != nil
    }

    /// A number however it is written, or a sign as it is.
    static func key(_ label: some Collection<Unicode.Scalar>) -> String {
        if label.allSatisfy(\.isRaisedDigit) {
            return String(
                label.compactMap { $0.properties.numericValue.map { "\(Int($0))" } }.joined())
        }
        if label.count == 1, label.first?.isASCII == true { return String(label) }
        let number = Numeral.decimal(label) ?? Numeral.ideographic(label)
        return number.map { "\($0)" } ?? String(label)
    }

    static func circled(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x2460...0x2473: String(scalar.value - 0x245F)
        case 0x2776...0x277F: String(scalar.value - 0x2775)
        default: nil
        }
    }

    /// The run of one sign that stands at a place, with round brackets around it.
    static func sign(
        _ text: [Unicode.Scalar], at start: Int
    ) -> (key: String, count: Int)? {
        let isOpen = text[start] == "(" || text[start] == "（"
        let first = isOpen ? start + 1 : start
        guard first < text.count, signs.contains(text[first]) else { return nil }
        let run = text[first...].prefix { $0 == text[first] }
        guard run.count <= 3 else { return nil }
        let end = first + run.count
        if isOpen {
            guard end < text.count, text[end] == ")" || text[end] == "）" else { return nil }
            return (String(String.UnicodeScalarView(run)), run.count + 2)
        }
        return (String(String.UnicodeScalarView(run)), run.count)
    }

    private static let signs = Set("*†‡§¶＊".unicodeScalars)
}

extension Unicode.Scalar {
    fileprivate var isFullWidthDigit: Bool { (0xFF10...0xFF19).contains(value) }
}
