package import SpeechTasks

/// Tells of any stretch of a text whether a call holds it, and how long it is.
///
/// Characters and bytes both add up, so whatever lies within a stretch that fits, fits too. A
/// single scalar always fits: there is nothing smaller to send.
package struct TextMeasure {
    private let limit: TextLimit
    /// The bytes of UTF-8 before each scalar, and before the end; empty where none are counted.
    private let bytesBefore: [Int]
    /// Whether the text as a whole fills more of its calls' bytes than of their characters.
    private let isBoundByBytes: Bool

    /// Measures a text for calls within a limit.
    package init(_ scalars: [Unicode.Scalar], limit: TextLimit) {
        self.limit = limit
        bytesBefore = limit.bytes == nil ? [] : Self.bytesBefore(scalars)
        isBoundByBytes =
            bytesBefore.last.map { limit.isBoundByBytes(characters: scalars.count, bytes: $0) }
            ?? false
    }

    private static func bytesBefore(_ scalars: [Unicode.Scalar]) -> [Int] {
        var sums = [0]
        sums.reserveCapacity(scalars.count + 1)
        var sum = 0
        for scalar in scalars {
            sum += UTF8.width(scalar)
            sums.append(sum)
        }
        return sums
    }

    /// Whether a call holds what lies from one scalar up to another.
    package func fits(_ start: Int, _ end: Int) -> Bool {
        end - start <= 1
            || limit.allows(characters: end - start, bytes: byteCount(start, end) ?? 0)
    }

    /// The length from one scalar up to another, in the unit that binds the text as a whole.
    package func length(_ start: Int, _ end: Int) -> Int {
        guard isBoundByBytes, let byteCount = byteCount(start, end) else { return end - start }
        return byteCount
    }

    /// Nil where bytes are not counted.
    private func byteCount(_ start: Int, _ end: Int) -> Int? {
        bytesBefore.isEmpty ? nil : bytesBefore[end] - bytesBefore[start]
    }
}
