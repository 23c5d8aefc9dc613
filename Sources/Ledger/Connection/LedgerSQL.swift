/// A statement of SQL, or a part of one.
///
/// It is made of literal text, of other parts, and of words that columns hold; nothing else gets into
/// it. So a statement's text is the same each time, and it is compiled once a connection.
package struct LedgerSQL: ExpressibleByStringInterpolation, Sendable {
    /// As the database gets it.
    package let text: String

    /// A text as it is.
    package init(stringLiteral text: String) { self.text = text }

    /// A text with its parts in their places.
    package init(stringInterpolation filled: StringInterpolation) { text = filled.text }

    /// Takes a statement's parts, in order.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Room for the parts.
        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        /// Takes literal text.
        package mutating func appendLiteral(_ literal: String) { text += literal }

        /// Takes another part.
        package mutating func appendInterpolation(_ part: LedgerSQL) { text += part.text }

        /// Takes a word as a literal.
        package mutating func appendInterpolation(_ word: some LedgerWord) {
            text += "'\(word.rawValue)'"
        }

        /// Takes words as a list of literals.
        package mutating func appendInterpolation(_ words: [some LedgerWord]) {
            text += words.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        }
    }
}
