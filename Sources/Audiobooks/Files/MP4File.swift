import DurableFiles
import SystemPackage

/// What an MP4 says it holds, to check what ffmpeg wrote.
///
/// Source: ISO/IEC 14496-12 sections 4.2 and 8.7.3.
struct MP4File {
    private var bytes: ByteWindow

    /// How many packets the first track has.
    ///
    /// Blocks; an error where the file is cut or odd.
    static func packetCount(of path: FilePath) throws -> Int {
        let file = try OpenFile(path)
        let count = try file.byteCount()
        var mp4 = MP4File(bytes: ByteWindow(file.descriptor, at: path, count: count))
        var place = 0..<count
        for type in ["moov", "trak", "mdia", "minf", "stbl", "stsz"] {
            guard let box = try mp4.box(type, in: place) else {
                throw AudiobookError.partDamaged(path.string)
            }
            place = box
        }
        // Version and flags, one size for all or 0, number.
        guard let number = try mp4.bytes.word(at: place.lowerBound + 8) else {
            throw AudiobookError.partDamaged(path.string)
        }
        return Int(number)
    }

    /// Where the header (`moov`) stands, its own length and type with it, if packets come behind it;
    /// blocks.
    static func header(of path: FilePath) throws -> Range<Int> {
        let file = try OpenFile(path)
        let count = try file.byteCount()
        var mp4 = MP4File(bytes: ByteWindow(file.descriptor, at: path, count: count))
        guard let header = try mp4.box("moov", in: 0..<count),
            let packets = try mp4.box("mdat", in: 0..<count),
            header.upperBound <= packets.lowerBound
        else { throw AudiobookError.partDamaged(path.string) }
        return (header.lowerBound - 8)..<header.upperBound
    }

    /// The content of the first box of a type; all boxes beside it have to fill the range exactly.
    private mutating func box(
        _ type: String, in range: Range<Int>
    ) throws(FileError) -> Range<Int>? {
        let wanted = type.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        var found: Range<Int>?
        var offset = range.lowerBound
        while offset < range.upperBound {
            guard var length = try bytes.word(at: offset).map(Int.init),
                let name = try bytes.word(at: offset + 4)
            else { return nil }
            var header = 8
            if length == 1 {
                guard let high = try bytes.word(at: offset + 8),
                    let low = try bytes.word(at: offset + 12), high < 0x1_0000
                else { return nil }
                (length, header) = (Int(high) << 32 | Int(low), 16)
            }
            guard length >= header, length <= range.upperBound - offset else { return nil }
            if name == wanted, found == nil { found = (offset + header)..<(offset + length) }
            offset += length
        }
        return found
    }
}
