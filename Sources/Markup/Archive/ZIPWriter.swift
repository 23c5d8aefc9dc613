import CZlib

/// Writes a ZIP archive from front to back, a file after another: packed, where lengths need not be
/// known before, or as it is.
///
/// Times are ZIP's earliest, so that equal files make an equal archive. The archive stays below 4 GiB.
///
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification" 6.3.10, sections 4.3.7 to 4.3.16.
package final class ZIPWriter {
    /// Why no archive can be written.
    package enum Fault: Error {
        /// A file, or the archive, is larger than the form allows.
        case tooLarge
        /// zlib has no memory.
        case cannotPack
    }

    private struct Entry {
        let name: [UInt8]
        let offset: Int
        let isPacked: Bool
        var checksum: UInt32 = 0
        var packedByteCount = 0
        var byteCount = 0
    }

    private let write: ([UInt8]) throws -> Void
    private var entries: [Entry] = []
    private var offset = 0
    /// Packs; nil until the first file that is packed.
    private var stream: UnsafeMutablePointer<z_stream>?
    private var room: [UInt8] = []

    private static let byteLimit = Int(UInt32.max)

    /// A writer that hands over the archive's bytes as they come.
    package init(write: @escaping ([UInt8]) throws -> Void) {
        self.write = write
    }

    deinit {
        guard let stream else { return }
        deflateEnd(stream)
        stream.deallocate()
    }

    private func packer() throws -> UnsafeMutablePointer<z_stream> {
        if let stream { return stream }
        let made = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        made.initialize(to: z_stream())
        // A negative window size asks for a stream without zlib's own header.
        let opened = deflateInit2_(
            made, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else {
            made.deallocate()
            throw Fault.cannotPack
        }
        stream = made
        room = [UInt8](repeating: 0, count: 64 * 1024)
        return made
    }

    /// Begins a file that is packed, which ends the one before.
    package func begin(_ name: String) throws {
        try endFile()
        deflateReset(try packer())
        let entry = Entry(name: Array(name.utf8), offset: offset, isPacked: true)
        entries.append(entry)
        // Length and checksum follow behind the file.
        try put(
            Self.bytes(0x0403_4B50, 4) + Self.head(of: entry) + Self.bytes(0, 12)
                + Self.bytes(entry.name.count, 2) + Self.bytes(0, 2) + entry.name)
    }

    /// Adds bytes to the file that has begun.
    package func add(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty, let last = entries.indices.last else { return }
        entries[last].byteCount += bytes.count
        entries[last].checksum = Self.checksum(of: bytes, after: entries[last].checksum)
        try pack(bytes, Z_NO_FLUSH)
    }

    /// Adds a file as it is.
    package func store(_ name: String, _ bytes: [UInt8]) throws {
        try store(name, byteCount: bytes.count, checksum: Self.checksum(of: bytes))
        try write(bytes)
    }

    /// Begins a file as it is, whose bytes the caller writes next, behind what was handed over.
    package func store(_ name: String, byteCount: Int, checksum: UInt32) throws {
        try endFile()
        guard offset + byteCount < Self.byteLimit else { throw Fault.tooLarge }
        let entry = Entry(
            name: Array(name.utf8), offset: offset, isPacked: false, checksum: checksum,
            packedByteCount: byteCount, byteCount: byteCount)
        entries.append(entry)
        try put(
            Self.bytes(0x0403_4B50, 4) + Self.head(of: entry) + Self.sizes(of: entry)
                + Self.bytes(entry.name.count, 2) + Self.bytes(0, 2) + entry.name)
        offset += byteCount
    }

    /// The checksum that ZIP keeps of a file, gone on with piece by piece.
    package static func checksum(of bytes: [UInt8], after checksum: UInt32 = 0) -> UInt32 {
        guard !bytes.isEmpty else { return checksum }
        return UInt32(truncatingIfNeeded: crc32(UInt(checksum), bytes, UInt32(bytes.count)))
    }

    /// Ends the archive.
    package func finish() throws {
        try endFile()
        let start = offset
        for entry in entries {
            try put(
                Self.bytes(0x0201_4B50, 4) + Self.bytes(Self.version(of: entry), 2)
                    + Self.head(of: entry) + Self.sizes(of: entry)
                    + Self.bytes(entry.name.count, 2) + Self.bytes(0, 12)
                    + Self.bytes(entry.offset, 4) + entry.name)
        }
        guard entries.count < UInt16.max, offset < Self.byteLimit else { throw Fault.tooLarge }
        try put(
            Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 4) + Self.bytes(entries.count, 2)
                + Self.bytes(entries.count, 2) + Self.bytes(offset - start, 4)
                + Self.bytes(start, 4) + Self.bytes(0, 2))
    }

    private func endFile() throws {
        guard entries.last?.isPacked == true else { return }
        try pack([], Z_FINISH)
        let end = entries[entries.count - 1]
        guard end.byteCount < Self.byteLimit, offset < Self.byteLimit else { throw Fault.tooLarge }
        try put(Self.bytes(0x0807_4B50, 4) + Self.sizes(of: end))
    }

    private func pack(_ bytes: [UInt8], _ flush: Int32) throws {
        let stream = try packer()
        var bytes = bytes
        var done = false
        var used = 0
        while !done {
            let count = try bytes.withUnsafeMutableBufferPointer { source in
                stream.pointee.next_in = source.baseAddress.map { $0 + used }
                stream.pointee.avail_in = UInt32(source.count - used)
                return try room.withUnsafeMutableBufferPointer { target in
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(target.count)
                    let result = deflate(stream, flush)
                    guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
                        throw Fault.cannotPack
                    }
                    done =
                        flush == Z_FINISH
                        ? result == Z_STREAM_END
                        : stream.pointee.avail_in == 0 && stream.pointee.avail_out > 0
                    return target.count - Int(stream.pointee.avail_out)
                }
            }
            used = bytes.count - Int(stream.pointee.avail_in)
            entries[entries.count - 1].packedByteCount += count
            try put(Array(room.prefix(count)))
        }
    }

    private func put(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        try write(bytes)
        offset += bytes.count
    }

    /// What is needed to unpack, the flags (lengths behind and UTF-8, or none), how it is packed, and
    /// the first day that the form has.
    private static func head(of entry: Entry) -> [UInt8] {
        bytes(version(of: entry), 2) + bytes(entry.isPacked ? 0x0808 : 0, 2)
            + bytes(entry.isPacked ? 8 : 0, 2) + bytes(0, 2) + bytes(0x21, 2)
    }

    private static func version(of entry: Entry) -> Int { entry.isPacked ? 20 : 10 }

    private static func sizes(of entry: Entry) -> [UInt8] {
        bytes(Int(entry.checksum), 4) + bytes(entry.packedByteCount, 4) + bytes(entry.byteCount, 4)
    }

    private static func bytes(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
