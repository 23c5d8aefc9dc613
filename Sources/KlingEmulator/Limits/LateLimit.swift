/// A limit on texts that holds from some call on.
package struct LateLimit: Sendable {
    /// The first call for which it holds, counted from 1 over the calls that passed all checks.
    package var fromCall: Int
    /// The longest text, in Unicode scalars; nil for any.
    package var maximumCharacters: Int?
    /// The longest text, in bytes of UTF-8; nil for any.
    package var maximumBytes: Int?

    /// A limit from a call on.
    package init(fromCall: Int, maximumCharacters: Int? = nil, maximumBytes: Int? = nil) {
        self.fromCall = fromCall
        self.maximumCharacters = maximumCharacters
        self.maximumBytes = maximumBytes
    }
}
