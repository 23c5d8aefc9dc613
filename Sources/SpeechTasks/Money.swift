import Texts

/// An amount of money in thousandths of a yuan (CNY).
///
/// An integer, so that sums are exact; the price of a call, 0.05 CNY, is 50.
package struct Money: Hashable, Comparable, Sendable {
    /// The amount in thousandths of a yuan; may be negative in differences.
    package var thousandths: Int

    /// An amount of so many thousandths of a yuan.
    package init(thousandths: Int) {
        self.thousandths = thousandths
    }

    /// Nothing.
    package static let zero = Money(thousandths: 0)

    /// The documented price of one call: 0.05 CNY, whatever the length of its text.
    ///
    /// Source: the vendor's page, "Pricing".
    package static let documentedCallPrice = Money(thousandths: 50)

    /// Reads a plain decimal such as `12`, `0.05` or `3.250`.
    ///
    /// Returns nil for a sign, an exponent, more than three decimals or more than twelve digits.
    package init?(_ decimal: String) {
        guard let value = parseThousandths(decimal, maximumWholeDigits: 12) else { return nil }
        self.init(thousandths: value)
    }

    /// Whether the first amount is less than the second.
    package static func < (left: Money, right: Money) -> Bool {
        left.thousandths < right.thousandths
    }

    /// The sum of two amounts.
    package static func + (left: Money, right: Money) -> Money {
        Money(thousandths: left.thousandths + right.thousandths)
    }

    /// The difference of two amounts.
    package static func - (left: Money, right: Money) -> Money {
        Money(thousandths: left.thousandths - right.thousandths)
    }

    /// So many times an amount.
    package static func * (count: Int, price: Money) -> Money {
        Money(thousandths: count * price.thousandths)
    }
}

extension Money: CustomStringConvertible {
    /// The amount in yuan with two decimals, or three where the last is not zero: `0.05`, `12.345`.
    package var description: String {
        let text = decimal(thousandths: thousandths)
        return text.last == "0" ? String(text.dropLast()) : text
    }
}

/// A plain decimal with at most three decimals, times 1000; nil if it is anything else.
private func parseThousandths(_ decimal: String, maximumWholeDigits: Int) -> Int? {
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
