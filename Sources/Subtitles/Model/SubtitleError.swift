/// Why a subtitle file or a roles file cannot be used at all; what is wrong at one place of a file is a
/// ``SubtitleFault``.
package enum SubtitleError: Error, Hashable, CustomStringConvertible {
    /// A file cannot be opened, read or decoded.
    case unreadable(path: String, reason: String)
    /// A file holds something else than subtitles.
    case noSubtitles(path: String, reason: String)
    /// A file needs a tool that is not installed, or that cannot read it.
    case notConverted(path: String, reason: String)
    /// A file of several languages has none that was asked for.
    case noSuchLanguage(path: String, asked: String, languages: [String])
    /// A roles file cannot be used; the message names the member that is wrong.
    case badRoles(path: String, message: String)

    /// What happened, where, and what to do next.
    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .noSubtitles(let path, let reason): "\(path): no subtitles: \(reason)"
        case .notConverted(let path, let reason): "\(path): \(reason)"
        case .noSuchLanguage(let path, let asked, let languages):
            "\(path): the file speaks \(languages.joined(separator: ", ")), not \(asked). Choose one of "
                + "these with --language."
        case .badRoles(let path, let message): "\(path): \(message)"
        }
    }
}
