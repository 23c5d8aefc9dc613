import DurableFiles

/// Writes an Opus stream in Ogg.
///
/// Source: RFC 3533 section 6 (pages) and RFC 7845 (Opus in them).
struct OggWriter {
    private var part: PartFile
    private var segments: [UInt8] = []
    private var body: [UInt8] = []
    private var pageNumber: UInt32 = 0
    /// Where the last packet that ends in the page ends in time; -1 while none does.
    private var pageEnd: Int64 = -1
    private var lastEnd: Int64 = 0
    private var beginsInsidePacket = false

    /// Pages end after a second, as RFC 7845 advises.
    private static let pageSampleCount: Int64 = 48_000
    /// Any number will do: the file holds one stream.
    private static let streamNumber: UInt32 = 0x6B62_6F6F

    init(to part: PartFile) {
        self.part = part
    }

    /// Writes a packet of the header, which ends its page.
    mutating func appendHeader(_ packet: [UInt8]) throws(FileError) {
        try append(packet)
        pageEnd = 0
        try endPage()
    }

    /// Writes a packet of sound.
    ///
    /// - Parameter end: the sample at 48 kHz at which it ends.
    mutating func append(_ packet: [UInt8], end: Int, isLast: Bool) throws(FileError) {
        try append(packet)
        pageEnd = Int64(end)
        if isLast || pageEnd - lastEnd >= Self.pageSampleCount { try endPage(isLast: isLast) }
    }

    /// The file, with all that was written.
    func finished() -> PartFile { part }

    private mutating func append(_ packet: [UInt8]) throws(FileError) {
        // A length is told in segments of 255 bytes and a shorter one, which may be empty.
        for start in stride(from: 0, through: packet.count, by: 255) {
            if segments.count == 255 {
                try endPage()
                beginsInsidePacket = start > 0
            }
            let segment = packet[start..<min(start + 255, packet.count)]
            segments.append(UInt8(segment.count))
            body += segment
        }
    }

    private mutating func endPage(isLast: Bool = false) throws(FileError) {
        let flags: UInt8 =
            (beginsInsidePacket ? 1 : 0) | (pageNumber == 0 ? 2 : 0) | (isLast ? 4 : 0)
        var page = Array("OggS".utf8) + [0, flags]
        page += UInt64(bitPattern: pageEnd).littleEndianBytes
        page += Self.streamNumber.littleEndianBytes + pageNumber.littleEndianBytes
        page += [0, 0, 0, 0, UInt8(segments.count)] + segments + body
        page.replaceSubrange(22..<26, with: Self.checksum(page).littleEndianBytes)
        try part.append(page)
        if pageEnd >= 0 { lastEnd = pageEnd }
        (segments, body, pageEnd) = ([], [], -1)
        pageNumber += 1
        beginsInsidePacket = false
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(0) { $0 << 8 ^ table[Int(($0 >> 24) ^ UInt32($1))] }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index) << 24) { sum, _ in
            sum << 1 ^ (sum & 0x8000_0000 == 0 ? 0 : 0x04C1_1DB7)
        }
    }
}
