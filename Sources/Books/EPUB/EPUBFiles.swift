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

    /// What a function makes of a file of markup; nil, and the file listed, if it is none.
    mutating func withTree<Result: Sendable>(
        of file: String, _ body: @Sendable (MarkupNode) -> Result
    ) throws(BookError) -> Result? {
        var nothing: [Never] = []
        return try withTree(of: file, updating: &nothing) { root, _ in body(root) }
    }

    /// The same for a function that adds to what it has found in other files.
    mutating func withTree<State: Sendable, Result: Sendable>(
        of file: String, updating state: inout State,
        _ body: @Sendable (MarkupNode, inout State) -> Result
    ) throws(BookError) -> Result? {
        try tree(of: file)?.tree.read(updating: &state, body)
    }

    /// A file of markup and its size; nil, and the file listed, if it is none.
    mutating func tree(
        of file: String
    ) throws(BookError) -> (tree: KeptTree, byteCount: Int)? {
        guard let bytes = try bytes(of: file) else { return nil }
        do {
            return (try KeptTree(.xml(bytes)), bytes.count)
        } catch {
            switch error {
            case .excessive(let reason):
                throw .excessive(path: archive.path, reason: "\(file): \(reason)")
            case .damaged(let reason): list(file, reason)
            }
            return nil
        }
    }

    /// Notes of a file listed as unreadable that it is a whole page of the book.
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
