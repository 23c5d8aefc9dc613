/// The 128 bits that let somebody in, as 32 hexadecimal digits.
package struct PageSecret: Sendable {
    /// As it stands in the address and in the cookie.
    package let text: String

    private static let digitCount = 32

    /// A new one that nobody can guess.
    package init() {
        var system = SystemRandomNumberGenerator()
        text = [system.next(), system.next()].map { (half: UInt64) in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: Self.digitCount / 2 - digits.count) + digits
        }.joined()
    }

    /// Whether a text is it; the time that this takes tells nothing of it.
    package func isRight(_ other: some StringProtocol) -> Bool {
        let (right, given) = (Array(text.utf8), Array(other.utf8))
        guard right.count == given.count else { return false }
        return zip(right, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
