/// Follows one JSON value by RFC 8259, byte by byte, and can stop between any two bytes.
///
/// Of an object it keeps where its members stand, so that it need not be read twice.
package struct JSONScanner {
    enum Outcome: Equatable {
        /// The value goes on past the text at hand.
        case unfinished
        /// The value ends before this offset.
        case complete(Int)
        case invalid(offset: Int, message: String)
    }

    /// A member of the value, if it is an object; both ranges are JSON text.
    package struct Member {
        package let key: Range<Int>
        package let value: Range<Int>
    }

    package enum State {
        case value
        case firstElement
        case firstKey
        case key
        case colon
        case afterValue
        case string
        case escape
        case hexDigits
        case minus
        case zero
        case wholeDigits
        case point
        case fractionDigits
        case exponent
        case exponentSign
        case exponentDigits
        case word
        case done
    }

    /// How deep arrays and objects may stand in one another.
    static let maximumDepth = 512

    /// Whether a line break ends the text, as in JSON Lines.
    let isOneLine: Bool

    private(set) var members: [Member] = []
    /// The next byte to look at, counted from the value's first.
    private(set) var offset = 0
    private var state = State.value
    /// For each open array or object, whether it is an object.
    private var isObject: [Bool] = []
    private var isKey = false
    private var stringStart = 0
    private var keyRange = 0..<0
    private var memberStart = 0
    private var hexDigitsLeft = 0
    private var word: [UInt8] = []

    package init(isOneLine: Bool = false) {
        self.isOneLine = isOneLine
    }

    /// Begins a new value at offset 0.
    mutating func restart() {
        members.removeAll(keepingCapacity: true)
        isObject.removeAll(keepingCapacity: true)
        offset = 0
        state = .value
    }

    /// Goes on over the text at hand, which begins with the value.
    mutating func scan(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
        while offset < text.count {
            if state == .string { skipPlainCharacters(text) }
            guard offset < text.count else { break }
            if let message = take(text[offset]) {
                return .invalid(offset: offset, message: message)
            }
            // A number's end shows only at the byte after it, which is not the number's.
            if state == .done { return .complete(offset) }
        }
        return .unfinished
    }

    /// Ends the text where the scan stands.
    mutating func finish() -> Outcome {
        if endNumber(), state == .done { return .complete(offset) }
        return .invalid(offset: offset, message: "invalid JSON: the text ends within a value")
    }

    private mutating func skipPlainCharacters(_ text: UnsafeBufferPointer<UInt8>) {
        var offset = offset
        while offset < text.count {
            let byte = text[offset]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            offset += 1
        }
        self.offset = offset
    }
}

extension JSONScanner {
    /// Takes a byte, moving past it if it belongs to the value; returns what is wrong with it.
    private mutating func take(_ byte: UInt8) -> String? {
        switch state {
        case .value, .firstElement, .firstKey, .key, .colon, .afterValue:
            if JSONScanner.isWhiteSpace(byte) {
                if isOneLine, JSONScanner.isLineBreak(byte) {
                    return expected("more on this line", byte)
                }
                offset += 1
                return nil
            }
            return takeToken(byte)
        case .string, .escape, .hexDigits:
            return takeInString(byte)
        case .word:
            guard byte == word.first else { return expected("`true`, `false` or `null`", byte) }
            word.removeFirst()
            offset += 1
            if word.isEmpty { endValue() }
            return nil
        case .done:
            return nil
        default:
            return takeInNumber(byte)
        }
    }

    private mutating func takeToken(_ byte: UInt8) -> String? {
        switch (state, byte) {
        case (.firstElement, UInt8(ascii: "]")), (.firstKey, UInt8(ascii: "}")):
            return close()
        case (.value, _), (.firstElement, _):
            return beginValue(byte)
        case (.firstKey, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")):
            isKey = true
            beginString()
        case (.firstKey, _), (.key, _):
            return expected("a key in quotes", byte)
        case (.colon, UInt8(ascii: ":")):
            offset += 1
            state = .value
        case (.colon, _):
            return expected("a colon after the key", byte)
        case (_, UInt8(ascii: ",")):
            offset += 1
            state = isObject.last == true ? .key : .value
        case (_, UInt8(ascii: "]")) where isObject.last == false,
            (_, UInt8(ascii: "}")) where isObject.last == true:
            return close()
        default:
            return expected(isObject.last == true ? "a comma or `}`" : "a comma or `]`", byte)
        }
        return nil
    }

    private mutating func beginValue(_ byte: UInt8) -> String? {
        if isObject.count == 1 { memberStart = offset }
        switch byte {
        case UInt8(ascii: "{"): return open(object: true)
        case UInt8(ascii: "["): return open(object: false)
        case UInt8(ascii: "\""):
            isKey = false
            beginString()
        case UInt8(ascii: "-"): begin(.minus)
        case UInt8(ascii: "0"): begin(.zero)
        case UInt8(ascii: "1")...UInt8(ascii: "9"): begin(.wholeDigits)
        case UInt8(ascii: "t"): begin(word: "rue")
        case UInt8(ascii: "f"): begin(word: "alse")
        case UInt8(ascii: "n"): begin(word: "ull")
        default: return expected("a value", byte)
        }
        return nil
    }

    private mutating func open(object: Bool) -> String? {
        guard isObject.count < JSONScanner.maximumDepth else {
            return "arrays and objects stand more than \(JSONScanner.maximumDepth) deep"
        }
        isObject.append(object)
        begin(object ? .firstKey : .firstElement)
        return nil
    }

    private mutating func close() -> String? {
        isObject.removeLast()
        offset += 1
        endValue()
        return nil
    }

    private mutating func begin(_ next: State) {
        offset += 1
        state = next
    }

    private mutating func begin(word rest: StaticString) {
        word = rest.withUTF8Buffer { Array($0) }
        begin(.word)
    }

    private mutating func beginString() {
        stringStart = offset
        begin(.string)
    }

    /// Ends a value at the offset, within whatever holds it.
    private mutating func endValue() {
        if isObject.isEmpty { return state = .done }
        if isObject.count == 1, isObject[0] {
            members.append(Member(key: keyRange, value: memberStart..<offset))
        }
        state = .afterValue
    }
}

extension JSONScanner {
    private mutating func takeInString(_ byte: UInt8) -> String? {
        switch state {
        case .escape:
            switch byte {
            case UInt8(ascii: "u"):
                hexDigitsLeft = 4
                begin(.hexDigits)
            case _ where "\"\\/bfnrt".utf8.contains(byte):
                begin(.string)
            default:
                return expected("a character that may follow a backslash", byte)
            }
        case .hexDigits:
            guard hexadecimalValue(byte) != nil else {
                return expected("four hexadecimal digits after `\\u`", byte)
            }
            hexDigitsLeft -= 1
            begin(hexDigitsLeft == 0 ? .string : .hexDigits)
        case _ where byte == UInt8(ascii: "\\"):
            begin(.escape)
        case _ where byte == UInt8(ascii: "\""):
            offset += 1
            endString()
        case _ where byte < 0x20:
            return "invalid JSON: a control character in a string must be escaped, such as `\\n`"
        default:
            offset += 1
        }
        return nil
    }

    private mutating func endString() {
        guard isKey else { return endValue() }
        if isObject.count == 1 { keyRange = stringStart..<offset }
        state = .colon
    }

    private mutating func takeInNumber(_ byte: UInt8) -> String? {
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        switch (state, byte) {
        case (.minus, UInt8(ascii: "0")): begin(.zero)
        case (.minus, _) where isDigit: begin(.wholeDigits)
        case (.wholeDigits, _) where isDigit: begin(.wholeDigits)
        case (.zero, UInt8(ascii: ".")), (.wholeDigits, UInt8(ascii: ".")): begin(.point)
        case (.point, _) where isDigit: begin(.fractionDigits)
        case (.fractionDigits, _) where isDigit: begin(.fractionDigits)
        case (.zero, _) where isExponent(byte), (.wholeDigits, _) where isExponent(byte),
            (.fractionDigits, _) where isExponent(byte):
            begin(.exponent)
        case (.exponent, UInt8(ascii: "+")), (.exponent, UInt8(ascii: "-")): begin(.exponentSign)
        case (.exponent, _) where isDigit, (.exponentSign, _) where isDigit,
            (.exponentDigits, _) where isDigit:
            begin(.exponentDigits)
        default:
            return endNumber() ? nil : expected("a digit", byte)
        }
        return nil
    }

    private func isExponent(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
    }

    /// Ends a number if one may end here; true as well if the value has ended already.
    private mutating func endNumber() -> Bool {
        switch state {
        case .zero, .wholeDigits, .fractionDigits, .exponentDigits:
            endValue()
            return true
        default:
            return state == .done
        }
    }

    private func expected(_ what: String, _ byte: UInt8) -> String {
        let found =
            switch byte {
            case 0x21..<0x7F: "`\(Character(Unicode.Scalar(byte)))`"
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): "the end of the line"
            default: "something else"
            }
        return "invalid JSON: \(what) should stand here, not \(found)"
    }

    package static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || isLineBreak(byte)
    }

    package static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == 0x0D
    }
}

/// The value of a hexadecimal digit; nil for any other byte.
func hexadecimalValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
}
