import Markup

extension BookError {
    /// Gives what the body gives; an archive that cannot be read is a book that cannot be read.
    static func wrapping<Value>(_ body: () throws(ArchiveError) -> Value) throws(BookError) -> Value
    {
        do {
            return try body()
        } catch {
            switch error {
            case .unreadable(let path, let reason):
                throw .unreadable(path: path, reason: reason)
            case .damaged(let path, let reason): throw .damaged(path: path, reason: reason)
            case .excessive(let path, let reason): throw .excessive(path: path, reason: reason)
            }
        }
    }
}
