import Markup

/// The files of a book's archive, and what of them could not be read.
struct EPUBFiles {
    let archive: ZIPArchive
    /// The files that are damaged or missing, each once.
    private(set) var leftOut: [LeftOut] = []

    init(archive: ZIPArchive) {
        self.archive = archive
    }

    /// The bytes of a file; nil, and the file listed, if they cannot be had.
    mutating func bytes(of file: String) throws(BookError) -> [UInt8]? {
        do {
            return try archive.bytes(of: file)
        } catch {
            switch error {
            case .excessive(let reason): throw .excessive(path: archive.path, reason: reason)
            case .missing: list(file, "it is named in the book and not in its archive")
            case .damaged(let reason): list(file, reason)
            }
            return nil
        }
    }

    /// A file of markup as a tree; nil, and the file listed, if it is none.
    mutating func tree(of file: String) throws(BookError) -> MarkupTree? {
        guard let bytes = try bytes(of: file) else { return nil }
        do {
            return try MarkupTree(xml: bytes)
        } catch {
            switch error {
            case .excessive(let reason):
                throw .excessive(path: archive.path, reason: "\(file): \(reason)")
            case .damaged(let reason): list(file, reason)
            }
            return nil
        }
    }

    /// A file that is listed as unreadable is a page of the book.
    mutating func markLost(_ page: String) {
        for (index, fault) in leftOut.enumerated() where fault.place == page {
            leftOut[index] = LeftOut(.lostPage, place: page, text: fault.text)
        }
    }

    /// Lists a file, or a link to it, as unreadable.
    mutating func list(_ file: String, _ reason: String) {
        guard !leftOut.contains(where: { $0.place == file }) else { return }
        leftOut.append(LeftOut(.unreadable, place: file, text: reason))
    }
}
