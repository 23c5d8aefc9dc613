/// A ZIP archive whose files are read one by one into memory, within bounds.
package struct ZIPArchive: Sendable {
    /// Why a file of the archive cannot be had.
    package enum Fault: Error {
        case missing
        case damaged(reason: String)
        case excessive(reason: String)
    }

    /// More than the longest book in one file needs.
    package static let maximumFileByteCount = 32 * 1024 * 1024
    /// Deflated prose shrinks to a third, the most repetitive markup to a hundredth.
    private static let maximumRatio = 200
    private static let ratioFreeByteCount = 1024 * 1024

    /// The archive's path.
    package var path: String { file.path }

    /// The names of its files, in the directory's order.
    package var fileNames: [String] { entries.map(\.name) }

    private let file: ArchiveFile
    private let entries: [ZIPEntry]
    private let names: ArchiveNames

    /// Opens an archive and reads its directory.
    package init(path: String) throws(ArchiveError) {
        file = try ArchiveFile(path: path)
        entries = try ZIPDirectory.entries(of: file)
        names = ArchiveNames(entries.map(\.name))
    }

    /// The archive's own name for a file that is called so; nil if it has none.
    package func name(matching name: String) -> String? {
        names.index(of: name).map { entries[$0].name }
    }

    /// The size a file will have; 0 if it is missing.
    package func byteCount(of name: String) -> Int {
        names.index(of: name).map { entries[$0].byteCount } ?? 0
    }

    /// The bytes of a file.
    package func bytes(of name: String) throws(Fault) -> [UInt8] {
        let entry = try entry(of: name)
        try checkSize(of: entry)
        guard
            let packed = file.bytes(
                at: try contentOffset(of: entry), count: entry.packedByteCount)
        else { throw .damaged(reason: "the archive ends within it") }
        let bytes = entry.method == 0 ? packed : inflated(packed, byteCount: entry.byteCount)
        guard let bytes, bytes.count == entry.byteCount, crc32(of: bytes) == entry.checksum else {
            throw .damaged(reason: "its bytes in the archive are damaged")
        }
        return bytes
    }

    /// A file that is read from front to back and may be larger than memory.
    package func stream(of name: String) throws(Fault) -> ArchiveStream {
        let entry = try entry(of: name)
        return try ArchiveStream(file: file, entry: entry, offset: try contentOffset(of: entry))
    }

    private func entry(of name: String) throws(Fault) -> ZIPEntry {
        guard let index = names.index(of: name) else { throw .missing }
        let entry = entries[index]
        if entry.isEncrypted { throw .damaged(reason: "it is packed with a password") }
        guard entry.method == 0 || entry.method == 8 else {
            throw .damaged(reason: "it is packed by method \(entry.method), not deflate")
        }
        return entry
    }

    /// Where a file's packed bytes begin.
    ///
    /// Its own header repeats its name, and has an extra field of its own.
    private func contentOffset(of entry: ZIPEntry) throws(Fault) -> Int {
        guard let header = file.bytes(at: entry.headerOffset, count: 30),
            header.littleEndian32(at: 0) == 0x0403_4B50
        else { throw .damaged(reason: "its header in the archive is damaged") }
        return entry.headerOffset + 30 + Int(header.littleEndian16(at: 26))
            + Int(header.littleEndian16(at: 28))
    }

    private func checkSize(of entry: ZIPEntry) throws(Fault) {
        let (size, packed) = (entry.byteCount, entry.packedByteCount)
        let isBomb =
            size > ZIPArchive.ratioFreeByteCount && size / ZIPArchive.maximumRatio > packed
        if isBomb || max(size, packed) > ZIPArchive.maximumFileByteCount {
            throw .excessive(reason: "\(entry.name) unpacks from \(packed) to \(size) bytes")
        }
    }
}
