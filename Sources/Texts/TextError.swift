/// Why a file of text cannot be read at all.
package enum TextError: Error, Equatable, CustomStringConvertible {
    /// It cannot be opened or read.
    case unreadable(path: String, reason: String)
    /// iconv does not know the encoding.
    case unknownEncoding(String)
    /// It breaks the rules of its format at a place: `path` or `path:line:column`.
    case malformed(place: String, message: String)

    /// What happened and what to do next.
    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path.onOneLine): cannot be read: \(reason)"
        case .unknownEncoding(let name):
            "the encoding `\(name.excerpt)` is not known here; `iconv -l` lists the names"
        case .malformed(let place, let message):
            "\(place): \(message)"
        }
    }
}
