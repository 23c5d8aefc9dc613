import Texts

extension Book {
    /// The book with its places in the file that it was converted from, as a person knows it.
    func read(from path: String, by converted: String) -> Book {
        var book = self
        // That of the file between is no matter of the person's.
        book.encoding = nil
        for index in book.chapters.indices {
            let place = book.chapters[index].place
            guard place.path.hasPrefix(converted) else { continue }
            book.chapters[index].place = SourcePlace(
                path: path + place.path.dropFirst(converted.count), line: place.line,
                column: place.column)
        }
        book.leftOut = book.leftOut.map { leftOut in
            guard leftOut.place.hasPrefix(converted) else { return leftOut }
            return LeftOut(
                leftOut.reason, place: path + leftOut.place.dropFirst(converted.count),
                text: leftOut.text)
        }
        return book
    }
}

extension BookError {
    /// The same error of the file at another path.
    func naming(_ path: String) -> BookError {
        switch self {
        case .unreadable(_, let reason): .unreadable(path: path, reason: reason)
        case .damaged(_, let reason): .damaged(path: path, reason: reason)
        case .encrypted: .encrypted(path: path)
        case .excessive(_, let reason): .excessive(path: path, reason: reason)
        case .undecodable(_, let reason): .undecodable(path: path, reason: reason)
        case .toolMissing(_, let tool, let package):
            .toolMissing(path: path, tool: tool, package: package)
        case .toolFailed(_, let tool, let reason):
            .toolFailed(path: path, tool: tool, reason: reason)
        case .badDump(_, let reason): .badDump(path: path, reason: reason)
        case .empty: .empty(path: path)
        }
    }
}
