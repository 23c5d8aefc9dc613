#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension StringProtocol {
    /// The text without white space around it.
    package var trimmed: SubSequence {
        // Nearly every text begins and ends with a visible character of ASCII.
        if unicodeScalars.first.isVisible, unicodeScalars.last.isVisible { return self[...] }
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return head }
        return head[...last]
    }

    /// Whether the text is empty or only white space.
    package var isBlank: Bool {
        // Most texts begin with a letter, which needs no table of properties.
        if unicodeScalars.first.isVisible { return false }
        return unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }
}

extension Unicode.Scalar? {
    /// Whether it is a character of ASCII that is seen.
    fileprivate var isVisible: Bool { map { ("!"..."~").contains($0) } ?? false }
}

extension String {
    /// Whether a NUL character stands in the text.
    package var holdsNUL: Bool { holds(0) }

    /// Whether a byte stands in the text's UTF-8.
    package func holds(_ byte: UInt8) -> Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false
        } ?? utf8.contains(byte)
    }

    /// Where a sequence of bytes begins in the text's UTF-8, counted in bytes; nil if it has none.
    ///
    /// - Parameter start: where to begin looking.
    package func place(of other: [UInt8], from start: Int = 0) -> Int? {
        var text = self
        return text.withUTF8 { bytes in
            guard let base = UnsafeRawPointer(bytes.baseAddress), let first = other.first else {
                return nil
            }
            var place = start
            // The last place where all of it has room.
            let last = bytes.count - other.count
            while place <= last,
                let found = memchr(base + place, Int32(first), last - place + 1)
            {
                place = UnsafeRawPointer(found) - base
                if memcmp(found, other, other.count) == 0 { return place }
                place += 1
            }
            return nil
        }
    }
}

extension StringProtocol {
    /// Whether anything in the text can be spoken: a letter or a number.
    package var saysSomething: Bool {
        unicodeScalars.contains { scalar in
            scalar.isASCII
                ? scalar.isASCIILetterOrDigit
                : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }
}
