import CZlib
import DurableFiles
import SystemPackage

/// Writes a ZIP archive of files as they are, without packing.
///
/// Audio is packed already and is nearly all there is, and what is not packed is the same whatever
/// zlib is there. Times are ZIP's earliest, so that equal files make an equal archive.
///
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification" 6.3.10, sections 4.3.7 to 4.3.16.
struct ZIPWriter {
    private struct Entry {
        let name: [UInt8]
        let checksum: UInt32
        let byteCount: UInt32
        let offset: UInt32
    }

    private var entries: [Entry] = []

    /// Where the fields of the form end without its 64-bit extension.
    private static let byteLimit = Int(UInt32.max)
    /// 1980-01-01.
    private static let date: UInt16 = 1 << 5 | 1

    /// Adds a file of some bytes.
    mutating func add(
        _ name: String, _ bytes: [UInt8], to part: inout PartFile
    ) throws {
        try begin(name, byteCount: bytes.count, checksum: Self.checksum(of: bytes), &part)
        try part.append(bytes)
    }

    /// Adds a file piece by piece.
    mutating func add(
        _ name: String, _ sound: borrowing CheckedSound, to part: inout PartFile
    ) throws {
        try begin(name, byteCount: sound.byteCount, checksum: sound.checksum, &part)
        var checksum: UInt32 = 0
        try sound.forEachPiece { (piece) throws(FileError) in
            checksum = Self.checksum(of: piece, after: checksum)
            try part.append(piece)
        }
        guard checksum == sound.checksum else {
            throw ReadAlongError.trackDamaged(sound.path.string)
        }
    }

    /// Ends the archive with its directory.
    func finish(_ part: inout PartFile) throws {
        let start = part.byteCount
        var directory: [UInt8] = []
        for entry in entries {
            directory += littleEndian(UInt32(0x0201_4B50)) + littleEndian(UInt16(10))
            directory += fields(entry)
            directory += [UInt8](repeating: 0, count: 10) + littleEndian(entry.offset) + entry.name
        }
        try require(entries.count < UInt16.max && start + directory.count < Self.byteLimit)
        let count = UInt16(entries.count)
        try part.append(
            directory + littleEndian(UInt32(0x0605_4B50)) + [0, 0, 0, 0] + littleEndian(count)
                + littleEndian(count) + littleEndian(UInt32(directory.count))
                + littleEndian(UInt32(start)) + [0, 0])
    }

    private mutating func begin(
        _ name: String, byteCount: Int, checksum: UInt32, _ part: inout PartFile
    ) throws {
        try require(part.byteCount + byteCount < Self.byteLimit)
        let entry = Entry(
            name: Array(name.utf8), checksum: checksum, byteCount: UInt32(byteCount),
            offset: UInt32(part.byteCount))
        try part.append(littleEndian(UInt32(0x0403_4B50)) + fields(entry) + entry.name)
        entries.append(entry)
    }

    /// What a file's own header and its line in the directory have in common: the version to read it,
    /// no flags, stored, when, checksum, both sizes, the lengths of name and extra field.
    private func fields(_ entry: Entry) -> [UInt8] {
        littleEndian(UInt16(10)) + [0, 0, 0, 0, 0, 0] + littleEndian(Self.date)
            + littleEndian(entry.checksum) + littleEndian(entry.byteCount)
            + littleEndian(entry.byteCount) + littleEndian(UInt16(entry.name.count)) + [0, 0]
    }

    private func require(_ isWithinLimits: Bool) throws(ReadAlongError) {
        guard isWithinLimits else { throw .tooLarge }
    }

    /// The checksum that ZIP keeps of a file, gone on with piece by piece.
    static func checksum(of bytes: [UInt8], after checksum: UInt32 = 0) -> UInt32 {
        bytes.withUnsafeBufferPointer { buffer in
            UInt32(
                truncatingIfNeeded: crc32(
                    UInt(checksum), buffer.baseAddress, UInt32(buffer.count)))
        }
    }
}

private func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}
