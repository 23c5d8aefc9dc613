/// Why a book cannot be read.
package enum BookError: Error, Equatable, CustomStringConvertible {
    /// The file cannot be opened or read.
    case unreadable(path: String, reason: String)
    /// The file is not what its name says, or is damaged.
    case damaged(path: String, reason: String)
    /// The book is encrypted (DRM).
    case encrypted(path: String)
    /// The file asks for more memory or work than a book does.
    case excessive(path: String, reason: String)
    /// The bytes are no text in the encoding asked for, or in any that is known.
    case undecodable(path: String, reason: String)
    /// A converter is not installed.
    case toolMissing(path: String, tool: String, package: String)
    /// A converter failed, with what it said.
    case toolFailed(path: String, tool: String, reason: String)
    /// A folder or file of a dumped book cannot be used.
    case badDump(path: String, reason: String)
    /// There is nothing to speak in the book.
    case empty(path: String)

    /// What happened and what to do next.
    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): cannot be read: \(reason)"
        case .damaged(let path, let reason):
            "\(path): is no book that can be read: \(reason)"
        case .encrypted(let path):
            "\(path): the book is encrypted (DRM) and cannot be read; use a copy without it"
        case .excessive(let path, let reason):
            "\(path): is refused: \(reason)"
        case .undecodable(let path, let reason):
            "\(path): \(reason); name the encoding with --encoding"
        case .toolMissing(let path, let tool, let package):
            "\(path): \(tool) is needed to read it; install the package \(package)"
        case .toolFailed(let path, let tool, let reason):
            "\(path): \(tool) could not convert it: \(reason)"
        case .badDump(let path, let reason):
            "\(path): \(reason)"
        case .empty(let path):
            "\(path): there is nothing to speak in it; leave it out, or give the book as another file"
        }
    }
}
