package import Texts

/// Why a book cannot be spoken as it is asked for.
package enum SpokenError: Error, Equatable, CustomStringConvertible {
    /// A file cannot be opened or read.
    case unreadable(path: String, reason: String)
    /// A lexicon breaks its format at a place.
    case badLexicon(place: SourcePlace, message: String)
    /// A roles file cannot be used, with the member that is wrong.
    case badRoles(path: String, message: String)
    /// A voice mark cannot be followed; the chapter's place and the paragraph in it.
    case badMark(place: SourcePlace, paragraph: Int, message: String)
    /// The chapters asked for cannot be.
    case badSelection(String, reason: String)
    /// The title template cannot be used.
    case badTemplate(String, reason: String)

    /// What happened, where, and what to do next.
    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): cannot be read: \(reason)"
        case .badLexicon(let place, let message):
            "\(place): \(message)"
        case .badRoles(let path, let message):
            "\(path): \(message)"
        case .badMark(let place, let paragraph, let message):
            "\(place): paragraph \(paragraph) of this chapter: \(message)"
        case .badSelection(let text, let reason):
            "--chapters \(text): \(reason)"
        case .badTemplate(let template, let reason):
            "the title template `\(template)` cannot be used: \(reason)"
        }
    }
}

extension SpokenError {
    /// The error of a file beside the book that cannot be read as a text.
    init(_ error: TextError, path: String) {
        self =
            switch error {
            case .unreadable(let path, let reason): .unreadable(path: path, reason: reason)
            case .unknownEncoding: .unreadable(path: path, reason: "\(error)")
            case .malformed(let place, let message): .badRoles(path: place, message: message)
            }
    }

    /// Refuses a file that is something else by its content, and says what it is.
    ///
    /// - Parameter forms: what it has to be: `a JSON file`.
    static func require(
        _ kinds: Set<FileKind>, at path: String, forms: String
    ) throws(SpokenError) {
        guard let reason = FileKind.misfit(at: path, taking: kinds, wanted: forms) else { return }
        throw .unreadable(path: path, reason: reason)
    }

    /// Gives what the body gives, and its errors as ones of this kind.
    static func wrapping<Value>(
        _ path: String, _ body: () throws(TextError) -> Value
    ) throws(SpokenError) -> Value {
        do {
            return try body()
        } catch {
            throw SpokenError(error, path: path)
        }
    }
}
