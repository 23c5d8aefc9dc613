import CZlib

/// Writes a ZIP archive from front to back, a file after another, whose lengths need not be known
/// before.
///
/// Source: the APPNOTE of PKWARE, sections 4.3.7 to 4.3.16. Files stay below 4 GiB.
package final class ZIPStreamWriter {
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
        var checksum: UInt = 0
        var packedByteCount = 0
        var byteCount = 0
    }

    private let write: ([UInt8]) throws -> Void
    private var entries: [Entry] = []
    private var offset = 0
    private let stream: UnsafeMutablePointer<z_stream>
    private var room = [UInt8](repeating: 0, count: 64 * 1024)

    /// A writer that hands over the archive's bytes as they come.
    package init(write: @escaping ([UInt8]) throws -> Void) throws {
        self.write = write
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // A negative window size asks for a stream without zlib's own header.
        let opened = deflateInit2_(
            stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { throw Fault.cannotPack }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Begins a file, which ends the one before.
    package func begin(_ name: String) throws {
        try endFile()
        deflateReset(stream)
        let entry = Entry(name: Array(name.utf8), offset: offset)
        entries.append(entry)
        // Length and checksum follow behind the file.
        try put(
            Self.bytes(0x0403_4B50, 4) + Self.head(flags: 0x0808) + Self.bytes(0, 12)
                + Self.bytes(entry.name.count, 2) + Self.bytes(0, 2) + entry.name)
    }

    /// Adds bytes to the file that has begun.
    package func add(_ bytes: [UInt8]) throws {
        guard !entries.isEmpty, !bytes.isEmpty else { return }
        let last = entries.count - 1
        entries[last].byteCount += bytes.count
        entries[last].checksum = crc32(entries[last].checksum, bytes, UInt32(bytes.count))
        try pack(bytes, Z_NO_FLUSH)
    }

    /// Ends the archive.
    package func finish() throws {
        try endFile()
        let start = offset
        for entry in entries {
            try put(
                Self.bytes(0x0201_4B50, 4) + Self.bytes(20, 2) + Self.head(flags: 0x0808)
                    + Self.sizes(of: entry) + Self.bytes(entry.name.count, 2) + Self.bytes(0, 12)
                    + Self.bytes(entry.offset, 4) + entry.name)
        }
        try put(
            Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 4) + Self.bytes(entries.count, 2)
                + Self.bytes(entries.count, 2) + Self.bytes(offset - start, 4)
                + Self.bytes(start, 4) + Self.bytes(0, 2))
    }

    private func endFile() throws {
        guard let entry = entries.last else { return }
        try pack([], Z_FINISH)
        let end = entries[entries.count - 1]
        guard end.byteCount <= UInt32.max, offset <= UInt32.max, entry.offset <= UInt32.max else {
            throw Fault.tooLarge
        }
        try put(Self.bytes(0x0807_4B50, 4) + Self.sizes(of: end))
    }

    private func pack(_ bytes: [UInt8], _ flush: Int32) throws {
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

    /// What is needed to unpack, the flags (lengths behind, UTF-8), deflate, and no time of day.
    private static func head(flags: Int) -> [UInt8] {
        // The first day that the form has.
        bytes(20, 2) + bytes(flags, 2) + bytes(8, 2) + bytes(0, 2) + bytes(0x21, 2)
    }

    private static func sizes(of entry: Entry) -> [UInt8] {
        bytes(Int(entry.checksum), 4) + bytes(entry.packedByteCount, 4) + bytes(entry.byteCount, 4)
    }

    private static func bytes(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
