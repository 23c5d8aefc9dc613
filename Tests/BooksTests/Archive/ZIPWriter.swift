import CZlib

/// Writes ZIP archives, right or deliberately wrong.
struct ZIPWriter {
    /// A file and how it is written.
    struct File {
        var name: [UInt8]
        var bytes: [UInt8]
        var isDeflated = false
        /// What the directory says instead of the truth.
        var claimedByteCount: Int?
        var checksum: UInt32?
        var mode: UInt32 = 0o100644
        var flags: UInt16 = 0x800
        /// Whether its numbers are written in a ZIP64 field.
        var isLarge = false

        init(_ name: String, _ text: String) {
            self.name = Array(name.utf8)
            bytes = Array(text.utf8)
        }

        init(_ name: String, bytes: [UInt8], isDeflated: Bool = false) {
            self.name = Array(name.utf8)
            self.bytes = bytes
            self.isDeflated = isDeflated
        }
    }

    /// Put before the archive, as self-extracting archives do.
    var lead: [UInt8] = []
    var comment: [UInt8] = []
    /// What a ZIP64 end says instead of the truth.
    var claimedEntryCount: Int?
    /// Whether the end is written as a ZIP64 record too.
    var isLarge = false

    /// The archive of these files.
    func archive(_ files: [File]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let packed = file.isDeflated ? deflated(file.bytes) : file.bytes
            let offset = bytes.count
            let common = header(file, packed)
            bytes += number(0x0403_4B50, 4) + number(20, 2) + common
            bytes += number(UInt64(file.name.count), 2) + number(0, 2) + file.name + packed
            directory += entry(file, common, packed.count, offset)
        }
        let start = bytes.count
        bytes += directory
        if isLarge {
            bytes += largeEnd(
                claimedEntryCount ?? files.count, directory.count, start, at: bytes.count)
        }
        bytes += number(0x0605_4B50, 4) + number(0, 4)
        let count = isLarge ? 0xFFFF : UInt64(files.count)
        bytes += number(count, 2) + number(count, 2)
        bytes += number(isLarge ? 0xFFFF_FFFF : UInt64(directory.count), 4)
        bytes += number(isLarge ? 0xFFFF_FFFF : UInt64(start), 4)
        bytes += number(UInt64(comment.count), 2) + comment
        return lead + bytes
    }

    /// What a file's own header and the directory have in common.
    private func header(_ file: File, _ packed: [UInt8]) -> [UInt8] {
        let checksum = file.checksum ?? crc(file.bytes)
        let size = UInt64(file.claimedByteCount ?? file.bytes.count)
        return number(UInt64(file.flags), 2) + number(file.isDeflated ? 8 : 0, 2) + number(0, 4)
            + number(UInt64(checksum), 4)
            + number(file.isLarge ? 0xFFFF_FFFF : UInt64(packed.count), 4)
            + number(file.isLarge ? 0xFFFF_FFFF : size, 4)
    }

    private func entry(
        _ file: File, _ common: [UInt8], _ packedByteCount: Int, _ offset: Int
    ) -> [UInt8] {
        let size = UInt64(file.claimedByteCount ?? file.bytes.count)
        let extra =
            file.isLarge
            ? number(1, 2) + number(24, 2) + number(size, 8) + number(UInt64(packedByteCount), 8)
                + number(UInt64(offset), 8)
            : []
        return number(0x0201_4B50, 4) + number(0x0314, 2) + number(20, 2) + common
            + number(UInt64(file.name.count), 2) + number(UInt64(extra.count), 2)
            + number(0, 2) + number(0, 4)
            + number(UInt64(file.mode) << 16, 4)
            + number(file.isLarge ? 0xFFFF_FFFF : UInt64(offset), 4) + file.name + extra
    }

    private func largeEnd(
        _ count: Int, _ byteCount: Int, _ start: Int, at offset: Int
    ) -> [UInt8] {
        number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
            + number(UInt64(count), 8) + number(UInt64(count), 8) + number(UInt64(byteCount), 8)
            + number(UInt64(start), 8)
            + number(0x0706_4B50, 4) + number(0, 4) + number(UInt64(offset), 8) + number(1, 4)
    }

    private func number(_ value: UInt64, _ byteCount: Int) -> [UInt8] {
        (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }

    private func crc(_ bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
    }

    private func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = bytes
        let room = Int(deflateBound(&stream, UInt(bytes.count)))
        return input.withUnsafeMutableBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: room) { target, filled in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                deflate(&stream, Z_FINISH)
                filled = Int(stream.total_out)
            }
        }
    }
}
