/// Why an archive, or a file that may be one, cannot be read.
package enum ArchiveError: Error, Equatable {
    /// The file cannot be opened or read.
    case unreadable(path: String, reason: String)
    /// The file is no archive, or is damaged.
    case damaged(path: String, reason: String)
    /// The file asks for more memory or work than an honest one does.
    case excessive(path: String, reason: String)
}
