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

    /// Reads a decimal as people and spreadsheets write it: `1`, `0.8`, `.9`, `1.`, `0,9`, `9E-1`.
    ///
    /// Returns nil for a sign, more than three decimals, and six digits before them.
    package init?(decimal: String) {
        let parts = decimal.utf8.split(
            maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 | 0x20 == 0x65 })
        guard let mantissa = parts.first else { return nil }
        var exponent = 0
        if parts.count == 2 {
            guard let said = Int(Substring(parts[1])), abs(said) <= 9 else { return nil }
            exponent = said
        }
        let halves = mantissa.split(
            maxSplits: 1, omittingEmptySubsequences: false,
            whereSeparator: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") })
        var digits = halves.flatMap { $0 }
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let wholeCount = (halves.first?.count ?? 0) + exponent
        // So many digits, zeros in front counted, are a count of thousandths.
        let count = wholeCount + 3
        if count > digits.count {
            digits += [UInt8](repeating: UInt8(ascii: "0"), count: count - digits.count)
        }
        guard digits.dropFirst(max(0, count)).allSatisfy({ $0 == UInt8(ascii: "0") }) else {
            return nil
        }
        let thousandths = digits.prefix(max(0, count)).drop { $0 == UInt8(ascii: "0") }
        guard thousandths.count <= 9 else { return nil }
        self.init(thousandths.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
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
