import Texts

/// The numbers that catalogues know a book by.
enum BookNumber {
    /// The ISBN in an identifier, in 10 or 13 digits without hyphens; nil if it is none.
    ///
    /// - Parameter isNamed: whether something says that it is one; else its check digit has to fit,
    ///   and it has to begin as books' numbers do. Source: ISO 2108 (ISBN users' manual).
    static func isbn(_ identifier: String, isNamed: Bool = false) -> String? {
        var text = identifier.trimmed.lowercased()
        var isNamed = isNamed
        for front in ["urn:isbn:", "isbn:", "isbn"] where text.hasPrefix(front) {
            text = text.dropFirst(front.count).trimmed.lowercased()
            isNamed = true
        }
        let digits = text.uppercased().filter { $0 != "-" && $0 != " " }
        switch digits.count {
        case 13 where digits.allSatisfy(\.isASCIIDigit):
            let fits = (digits.hasPrefix("978") || digits.hasPrefix("979")) && checks13(digits)
            return isNamed || fits ? digits : nil
        case 10 where digits.dropLast().allSatisfy(\.isASCIIDigit):
            guard let last = digits.last, last.isASCIIDigit || last == "X" else { return nil }
            return isNamed ? digits : nil
        default: return nil
        }
    }

    /// Amazon's number in an identifier that says it is one; nil if it is none.
    static func asin(_ identifier: String, scheme: String) -> String? {
        let text = identifier.trimmed.uppercased()
        let number = ["URN:ASIN:", "ASIN:"].first { text.hasPrefix($0) }
            .map { String(text.dropFirst($0.count)) }
        let isNamed = scheme.contains("ASIN") || scheme.hasPrefix("AMAZON") || number != nil
        let found = number ?? text
        guard isNamed, found.count == 10,
            found.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { return nil }
        return found
    }

    private static func checks13(_ digits: String) -> Bool {
        let sum = digits.compactMap(\.wholeNumberValue).enumerated().reduce(0) { sum, digit in
            sum + digit.element * (digit.offset.isMultiple(of: 2) ? 1 : 3)
        }
        return sum.isMultiple(of: 10)
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
