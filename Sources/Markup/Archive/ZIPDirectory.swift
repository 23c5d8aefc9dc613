/// The central directory of a ZIP archive, by the APPNOTE of PKWARE, sections 4.3.12 to 4.3.16.
struct ZIPDirectory {
    /// More than any book has, few enough to be held.
    static let maximumEntryCount = 65_535
    private static let maximumByteCount = 32 * 1024 * 1024

    private let file: ArchiveFile
    /// What stands before the archive, for which its offsets do not account.
    private var lead = 0

    /// The entries of an archive, in the directory's order, without folders.
    static func entries(of file: ArchiveFile) throws(ArchiveError) -> [ZIPEntry] {
        var directory = ZIPDirectory(file: file)
        return try directory.read()
    }

    private init(file: ArchiveFile) {
        self.file = file
    }

    private mutating func read() throws(ArchiveError) -> [ZIPEntry] {
        let end = try findEnd()
        guard end.entryCount <= ZIPDirectory.maximumEntryCount,
            end.byteCount <= ZIPDirectory.maximumByteCount
        else {
            throw .excessive(
                path: file.path,
                reason: "its archive has \(end.entryCount) entries; a book may have "
                    + "\(ZIPDirectory.maximumEntryCount)")
        }
        guard let bytes = file.bytes(at: end.offset + lead, count: end.byteCount) else {
            throw damaged("its archive's directory is cut off")
        }
        var entries: [ZIPEntry] = []
        var at = 0
        while at < bytes.count, entries.count < ZIPDirectory.maximumEntryCount {
            guard let (entry, length) = ZIPEntry.parse(bytes, at: at, lead: lead) else {
                throw damaged("its archive's directory is damaged")
            }
            try check(entry)
            if !entry.name.hasSuffix("/") { entries.append(entry) }
            at += length
        }
        return entries
    }

    /// A name that leads out of the archive, or a link, is no part of a book.
    private func check(_ entry: ZIPEntry) throws(ArchiveError) {
        let parts = entry.name.split(separator: "/", omittingEmptySubsequences: false)
        let isDrive = entry.name.dropFirst().first == ":"
        if entry.name.hasPrefix("/") || isDrive || parts.contains("..") || entry.isLink {
            throw damaged("its archive leads outside itself with the entry \(entry.name)")
        }
    }

    private struct End {
        var entryCount: Int
        var byteCount: Int
        var offset: Int
    }

    /// Finds the record at the archive's end, behind which a comment of up to 64 KB may stand.
    private mutating func findEnd() throws(ArchiveError) -> End {
        let recordByteCount = 22
        let tailByteCount = min(file.byteCount, recordByteCount + 65_535)
        let start = file.byteCount - tailByteCount
        guard tailByteCount >= recordByteCount,
            let tail = file.bytes(at: start, count: tailByteCount)
        else { throw damaged("it is no ZIP archive") }
        for at in stride(from: tailByteCount - recordByteCount, through: 0, by: -1)
        where tail.littleEndian32(at: at) == 0x0605_4B50 {
            guard at + recordByteCount + Int(tail.littleEndian16(at: at + 20)) <= tailByteCount
            else { continue }
            return try end(tail, at: at, fileOffset: start + at)
        }
        throw damaged("it is no ZIP archive, or its end is missing")
    }

    private mutating func end(
        _ tail: [UInt8], at: Int, fileOffset: Int
    ) throws(ArchiveError) -> End {
        let end = End(
            entryCount: Int(tail.littleEndian16(at: at + 10)),
            byteCount: Int(tail.littleEndian32(at: at + 12)),
            offset: Int(tail.littleEndian32(at: at + 16)))
        if end.entryCount == 0xFFFF || end.byteCount == 0xFFFF_FFFF || end.offset == 0xFFFF_FFFF {
            if let large = try largeEnd(before: fileOffset) { return large }
        }
        lead = fileOffset - end.byteCount - end.offset
        guard lead >= 0 else { throw damaged("its archive's directory is cut off") }
        return end
    }

    /// The ZIP64 record of an archive too large for the classic one; nil if there is none.
    private func largeEnd(before fileOffset: Int) throws(ArchiveError) -> End? {
        guard let locator = file.bytes(at: fileOffset - 20, count: 20),
            locator.littleEndian32(at: 0) == 0x0706_4B50
        else { return nil }
        guard let offset = Int(exactly: locator.littleEndian64(at: 8)),
            let record = file.bytes(at: offset, count: 56),
            record.littleEndian32(at: 0) == 0x0606_4B50,
            let entryCount = Int(exactly: record.littleEndian64(at: 32)),
            let byteCount = Int(exactly: record.littleEndian64(at: 40)),
            let start = Int(exactly: record.littleEndian64(at: 48))
        else { throw damaged("its archive's ZIP64 directory is damaged") }
        return End(entryCount: entryCount, byteCount: byteCount, offset: start)
    }

    private func damaged(_ reason: String) -> ArchiveError {
        .damaged(path: file.path, reason: reason)
    }
}

extension [UInt8] {
    /// The number of two bytes; 0 past the end.
    func littleEndian16(at offset: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: littleEndian(at: offset, byteCount: 2))
    }

    /// The number of four bytes; 0 past the end.
    func littleEndian32(at offset: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: littleEndian(at: offset, byteCount: 4))
    }

    /// The number of eight bytes; 0 past the end.
    func littleEndian64(at offset: Int) -> UInt64 {
        littleEndian(at: offset, byteCount: 8)
    }

    private func littleEndian(at offset: Int, byteCount: Int) -> UInt64 {
        guard offset >= 0, offset <= count - byteCount else { return 0 }
        return self[offset..<(offset + byteCount)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
