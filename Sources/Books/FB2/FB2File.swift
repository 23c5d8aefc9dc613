import Markup

/// The bytes of a FictionBook, which may be packed: `.fb2.zip`, `.fbz`, or an archive called `.fb2`.
enum FB2File {
    static func bytes(at path: String) throws(BookError) -> [UInt8] {
        let file = try BookError.wrapping { () throws(ArchiveError) in try ArchiveFile(path: path) }
        if file.bytes(at: 0, count: 4) == [0x50, 0x4B, 0x03, 0x04] { return try packed(path) }
        guard file.byteCount <= ZIPArchive.maximumFileByteCount else {
            throw .excessive(path: path, reason: "it has \(file.byteCount) bytes")
        }
        guard let bytes = file.bytes(at: 0, count: file.byteCount) else {
            throw .unreadable(path: path, reason: "it cannot be read to its end")
        }
        return bytes
    }

    private static func packed(_ path: String) throws(BookError) -> [UInt8] {
        let archive = try BookError.wrapping { () throws(ArchiveError) in try ZIPArchive(path: path)
        }
        let names = archive.fileNames.filter { !$0.hasPrefix("__MACOSX/") }
        let books = names.filter { $0.lowercased().hasSuffix(".fb2") }
        guard let name = books.first ?? (names.count == 1 ? names.first : nil) else {
            throw .damaged(path: path, reason: "its archive holds no .fb2")
        }
        guard books.count <= 1 else {
            throw .damaged(
                path: path,
                reason: "its archive holds \(books.count) books; unpack it and name one")
        }
        do {
            return try archive.bytes(of: name)
        } catch {
            switch error {
            case .excessive(let reason): throw .excessive(path: path, reason: reason)
            case .damaged(let reason): throw .damaged(path: path, reason: "\(name): \(reason)")
            case .missing: throw .damaged(path: path, reason: "\(name) is not in its archive")
            }
        }
    }
}
