/// What the bytes of a text tell of its characters, where each of them is one scalar.
///
/// Walking a text by characters asks for the properties of each of its scalars, which costs twenty
/// times as much as a look at its bytes. Most texts need no more than that.
struct SimpleCharacters {
    private(set) var count = 0
    /// How many are white space.
    private(set) var blankCount = 0
    /// Whether any white space is beyond ASCII.
    private(set) var hasWideBlank = false

    /// Nil if a scalar may be part of a longer character; line ends with CR are such.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte == 0x0D { return nil }
                if byte <= 0x20, SimpleCharacters.isBlank(byte) { blankCount += 1 }
                index += 1
            } else if let length = length(bytes, at: index) {
                index += length
            } else {
                return nil
            }
            count += 1
        }
    }

    /// Whether a byte is white space of ASCII.
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// The length of a scalar beyond ASCII that is a character; nil if it may be part of one.
    ///
    /// These are letters of Latin, Greek and Cyrillic, dashes, quotation marks, kana, ideographs and
    /// their punctuation.
    private mutating func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let next = bytes[index + 1]
        switch bytes[index] {
        case 0xC2:
            if next == 0x85 || next == 0xA0 { addWideBlank() }
            return 2
        case 0xC3...0xCB, 0xCE...0xD1: return 2
        case 0xE2: return next == 0x80 && (0x90...0xA7).contains(bytes[index + 2]) ? 3 : nil
        case 0xE3:
            let last = bytes[index + 2]
            if next == 0x80, last == 0x80 { addWideBlank() }
            // The marks of tones and of voiced kana belong to the character before them.
            let isMark =
                next == 0x80 && (0xAA...0xAF).contains(last)
                || next == 0x82 && (0x99...0x9A).contains(last)
            return next <= 0x83 && !isMark ? 3 : nil
        case 0xE4...0xE9: return 3
        case 0xEF: return next == 0xBC ? 3 : nil
        default: return nil
        }
    }

    private mutating func addWideBlank() {
        blankCount += 1
        hasWideBlank = true
    }
}

extension String {
    /// How many characters the text has, as `count` says it.
    package var characterTotal: Int { simpleCharacters?.count ?? count }

    /// How many characters of the text are no white space.
    package var visibleTotal: Int {
        guard let simple = simpleCharacters else { return count { !$0.isWhitespace } }
        return simple.count - simple.blankCount
    }

    /// How many scalars the text has, counted by their first bytes.
    package var scalarTotal: Int {
        var text = self
        return text.withUTF8 { bytes in
            bytes.reduce(0) { count, byte in count + (byte & 0xC0 == 0x80 ? 0 : 1) }
        }
    }

    /// The text without white space around it and with single spaces inside.
    package var singleSpaced: String {
        guard let simple = simpleCharacters, !simple.hasWideBlank else {
            return split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        if simple.blankCount == 0 { return self }
        var text = self
        return text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: bytes.count) { target in
                var (filled, isGap) = (0, false)
                for byte in bytes {
                    if SimpleCharacters.isBlank(byte) {
                        isGap = filled > 0
                        continue
                    }
                    if isGap { (target[filled], filled, isGap) = (0x20, filled + 1, false) }
                    (target[filled], filled) = (byte, filled + 1)
                }
                return filled
            }
        }
    }

    /// The text's letters and digits alone, in small letters; nil if one may be beyond ASCII.
    ///
    /// Dashes and quotation marks may be.
    package var plainKey: String? {
        var text = self
        return text.withUTF8 { bytes -> String? in
            var key: [UInt8] = []
            key.reserveCapacity(bytes.count)
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte < 0x80 {
                    let isUpper = (0x41...0x5A).contains(byte)
                    if isUpper || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) {
                        key.append(isUpper ? byte | 0x20 : byte)
                    }
                    index += 1
                } else if byte == 0xE2, bytes[index + 1] == 0x80,
                    (0x90...0xA7).contains(bytes[index + 2])
                {
                    index += 3
                } else {
                    return nil
                }
            }
            return String(decoding: key, as: UTF8.self)
        }
    }

    private var simpleCharacters: SimpleCharacters? {
        var text = self
        return text.withUTF8 { SimpleCharacters($0) }
    }
}

extension Substring {
    /// The text without white space around it and with single spaces inside.
    package var singleSpaced: String { String(self).singleSpaced }
}
