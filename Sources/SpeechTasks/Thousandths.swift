import Texts

/// A speed or a volume as an integer count of thousandths; 1000 is normal.
///
/// The API takes decimals. An integer keeps equal settings equal, so that they name the same task.
package struct Thousandths: Hashable, Comparable, Sendable {
    /// The count; 1250 means 1.25.
    package let count: Int

    /// A value of so many thousandths.
    package init(_ count: Int) {
        self.count = count
    }

    /// Normal speed or volume, 1.0: what the API assumes where the field is absent.
    package static let normal = Thousandths(1000)

    /// The speeds the API documents: 0.5 to 2.0.
    package static let speedRange = Thousandths(500)...Thousandths(2000)

    /// The volumes the API documents: 0 to 2.0.
    package static let volumeRange = Thousandths(0)...Thousandths(2000)

    /// Reads a plain decimal such as `1`, `0.8` or `1.25`.
    ///
    /// Returns nil for a sign, an exponent or more than three decimals.
    package init?(decimal: String) {
        guard let value = parseThousandths(decimal, maximumWholeDigits: 6) else { return nil }
        self.init(value)
    }

    /// Whether the first value is less than the second.
    package static func < (left: Thousandths, right: Thousandths) -> Bool {
        left.count < right.count
    }
}

extension Thousandths: CustomStringConvertible {
    /// The value as a decimal without needless zeros: `1`, `0.8`, `1.25`.
    package var description: String {
        var text = decimal(thousandths: count)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }
}

/// A plain decimal with at most three decimals, times 1000; nil if it is anything else.
func parseThousandths(_ decimal: String, maximumWholeDigits: Int) -> Int? {
    var whole = 0
    var fraction = 0
    var wholeDigits = 0
    var fractionDigits = 0
    var pointSeen = false
    for byte in decimal.utf8 {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let digit = Int(byte - UInt8(ascii: "0"))
            if pointSeen {
                // Zeros past the third decimal change nothing: "1.2000" is 1.2.
                guard fractionDigits < 3 || digit == 0 else { return nil }
                if fractionDigits < 3 {
                    fraction = fraction * 10 + digit
                    fractionDigits += 1
                }
            } else {
                whole = whole * 10 + digit
                wholeDigits += 1
                guard wholeDigits <= maximumWholeDigits else { return nil }
            }
        case UInt8(ascii: ".") where !pointSeen:
            pointSeen = true
        default:
            return nil
        }
    }
    guard wholeDigits > 0, !pointSeen || fractionDigits > 0 else { return nil }
    while fractionDigits < 3 {
        fraction *= 10
        fractionDigits += 1
    }
    return whole * 1000 + fraction
}
