import Foundation

/// A number with its noun, in the plural where there is not one: `1 call`, `12 calls`.
package func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}

/// A number with so many decimals, whatever the person's locale.
package func decimal(_ value: Double, places: Int) -> String {
    String(format: "%.\(places)f", value)
}

/// A number with zeros before it.
package func padded(_ number: some BinaryInteger, _ width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// A count of thousandths as a number with three decimals: `-1.250`.
package func decimal(thousandths count: some BinaryInteger) -> String {
    let (whole, rest) = count.magnitude.quotientAndRemainder(dividingBy: 1000)
    return "\(count < 0 ? "-" : "")\(whole).\(padded(rest, 3))"
}

/// Bytes in lower-case hexadecimal digits.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    return String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
        for (index, byte) in bytes.enumerated() {
            text[2 * index] = hexadecimalDigit(byte >> 4)
            text[2 * index + 1] = hexadecimalDigit(byte & 15)
        }
        return 2 * bytes.count
    }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
