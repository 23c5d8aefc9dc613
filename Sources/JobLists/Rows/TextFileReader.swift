import Texts

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Reads the files that `text_file` names.
struct TextFileReader {
    /// The encoding of a file without a byte order mark; nil is UTF-8.
    let encoding: TextEncoding?

    /// The text of a file without the line breaks at its end.
    ///
    /// - Parameter folder: the list's folder with a slash at its end, or nothing.
    func text(of name: String, in folder: String) throws(RowMessage) -> String {
        guard !name.holdsNUL else { throw RowMessage("the file's name holds NUL") }
        let path = name.hasPrefix("/") ? name : folder + name
        do throws(TextError) {
            // A pipe without a writer would otherwise hold up the opening.
            let file = try InputFile(path: path, flags: O_NONBLOCK)
            guard let size = file.regularFileSize() else {
                throw .unreadable(path: path, reason: "it is not a regular file")
            }
            guard size <= TextWindow.maximumByteCount else {
                throw .unreadable(path: path, reason: "it is larger than 64 MiB")
            }
            let kinds: Set<FileKind> = [.text, .jobTable]
            let taken = kinds.union(encoding == nil ? [] : [.data])
            if let misfit = FileKind.misfit(at: path, taking: taken, wanted: "plain text") {
                throw .unreadable(path: path, reason: misfit)
            }
            return try decode(ByteSource(read: file.read), path: path)
        } catch {
            throw RowMessage("`text_file`: \(error)")
        }
    }

    private func decode(_ source: ByteSource, path: String) throws(TextError) -> String {
        var window = TextWindow(decoder: TextDecoder(source: source, encoding: encoding))
        // A file that grows while it is read ends where the bound is.
        while window.count <= TextWindow.maximumByteCount {
            guard try window.refill() else { break }
        }
        if let undecodable = window.undecodable {
            let place = SourcePlace(path, window.position(at: window.count))
            throw .unreadable(path: "\(place)", reason: undecodable.message)
        }
        var count = window.count
        while count > 0, JSONScanner.isLineBreak(window[count - 1]) { count -= 1 }
        return window.string(0..<count)
    }
}
