package import SpeechTasks

/// Another currency in which amounts are shown beside the yuan in which they are counted.
package struct SecondCurrency: Hashable, Sendable {
    /// Its code, such as `EUR`.
    package let code: String
    /// What one unit of it costs, in yuan, as it was given.
    package let rate: String
    private let millionths: Int

    /// A currency and its rate, such as `EUR=7.8`; nil where it is none.
    ///
    /// The code is three letters, the rate above 0 with at most six decimals.
    package init?(_ text: String) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let millionths = Self.millionths(parts[1]) else { return nil }
        code = parts[0].uppercased()
        rate = parts[1]
        self.millionths = millionths
        let isCode = code.utf8.count == 3 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        guard isCode, code != "CNY", millionths > 0 else { return nil }
    }

    private static func millionths(_ text: String) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts.contains(where: \.isEmpty),
            parts[0].utf8.count <= 7, parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) })
        else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard fraction.utf8.count <= 6, let whole = Int(parts[0]) else { return nil }
        let padded = fraction + String(repeating: "0", count: 6 - fraction.utf8.count)
        return Int(padded).map { whole * 1_000_000 + $0 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// An amount in it, with two decimals, rounded half away from zero.
    package func converted(_ amount: Money) -> String {
        // Thousandths of a yuan to hundredths of a unit that costs so many millionths of a yuan.
        let product = amount.thousandths.magnitude.multipliedFullWidth(by: 200_000)
        let divisor = 2 * millionths.magnitude
        guard product.high < divisor else { return "" }
        let (quotient, remainder) = divisor.dividingFullWidth(product)
        let hundredths = quotient + (remainder >= divisor - remainder ? 1 : 0)
        let cents = "\(hundredths % 100)"
        return (amount < .zero ? "-" : "") + "\(hundredths / 100)."
            + (cents.count == 1 ? "0" : "") + cents
    }

    /// What is said where amounts are converted.
    package var remark: String { "converted at \(rate) CNY for 1 \(code)" }
}

extension ReportRow {
    /// The row with each amount once more in another currency, under a name that says that it is converted.
    package func showing(_ currency: SecondCurrency?) -> ReportRow {
        guard let currency else { return self }
        var row = ReportRow()
        for (name, value) in zip(names, values) {
            if case .rows(let rows) = value {
                row.add(name, .rows(rows.map { $0.showing(currency) }))
            } else {
                row.add(name, value)
            }
            let converted = "\(currency.code.lowercased())_converted"
            let other: String
            if name.hasSuffix("_cny") {
                other = String(name.dropLast(3)) + converted
            } else if name.hasPrefix("cny_") {
                other = converted + String(name.dropFirst(3))
            } else {
                continue
            }
            if case .money(let amount) = value {
                row.add(other, .text(currency.converted(amount)))
            } else {
                row.add(other, .none)
            }
        }
        return row
    }
}
