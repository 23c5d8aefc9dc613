import CZlib

/// A file of an archive, read from front to back in memory that does not grow with it.
package final class ArchiveStream {
    private static let chunkByteCount = 64 * 1024

    private let file: ArchiveFile
    private let entry: ZIPEntry
    /// Where the packed bytes go on, and how many are left.
    private var offset: Int
    private var leftByteCount: Int
    private var packed: [UInt8] = []
    /// How many of the packed bytes at hand are used.
    private var used = 0
    private var checksum: UInt = 0
    private var byteCount = 0
    /// On the heap, since zlib keeps its address; nil for a file that is not packed.
    private let stream: UnsafeMutablePointer<z_stream>?
    private var hasEnded = false

    init(file: ArchiveFile, entry: ZIPEntry, offset: Int) throws(ZIPArchive.Fault) {
        self.file = file
        self.entry = entry
        self.offset = offset
        leftByteCount = entry.packedByteCount
        guard entry.method != 0 else {
            stream = nil
            return
        }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        self.stream = stream
        // A negative window size asks for a stream without zlib's own header.
        guard
            inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                == Z_OK
        else { throw .damaged(reason: "zlib cannot be started") }
    }

    deinit {
        guard let stream else { return }
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Reads the next bytes; 0 at the end, where length and checksum have been found right.
    package func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ZIPArchive.Fault) -> Int {
        guard !hasEnded, buffer.count > 0 else { return 0 }
        let count = try stream == nil ? copy(into: buffer) : inflate(into: buffer)
        byteCount += count
        guard byteCount <= entry.byteCount else { throw damaged }
        let bytes = buffer.bindMemory(to: UInt8.self)
        checksum = crc32(checksum, bytes.baseAddress, UInt32(count))
        if count == 0 { hasEnded = true }
        guard count > 0 || (byteCount == entry.byteCount && checksum == UInt(entry.checksum)) else {
            throw damaged
        }
        return count
    }

    private var damaged: ZIPArchive.Fault {
        .damaged(reason: "its bytes in the archive are damaged")
    }

    private func copy(into buffer: UnsafeMutableRawBufferPointer) throws(ZIPArchive.Fault) -> Int {
        if used == packed.count { try refill() }
        let count = min(buffer.count, packed.count - used)
        buffer.copyBytes(from: packed[used..<(used + count)])
        used += count
        return count
    }

    private func inflate(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ZIPArchive.Fault) -> Int {
        guard let stream else { return 0 }
        stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(buffer.count)
        var result = Z_OK
        while result == Z_OK, stream.pointee.avail_out == UInt32(buffer.count) {
            if used == packed.count { try refill() }
            let start = used
            packed.withUnsafeMutableBufferPointer { source in
                stream.pointee.next_in = source.baseAddress.map { $0 + start }
                stream.pointee.avail_in = UInt32(source.count - start)
                result = CZlib.inflate(stream, Z_NO_FLUSH)
            }
            used = packed.count - Int(stream.pointee.avail_in)
        }
        let count = buffer.count - Int(stream.pointee.avail_out)
        guard result == Z_OK || result == Z_STREAM_END || count > 0 else { throw damaged }
        return count
    }

    private func refill() throws(ZIPArchive.Fault) {
        let count = min(ArchiveStream.chunkByteCount, leftByteCount)
        guard let bytes = file.bytes(at: offset, count: count) else {
            throw .damaged(reason: "the archive ends within it")
        }
        (packed, used) = (bytes, 0)
        offset += count
        leftByteCount -= count
    }
}
