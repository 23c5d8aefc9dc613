import MP3

/// Adds fields that name themselves to the tags of an MP4, which ffmpeg cannot write.
///
/// Such a field is a `----` of three boxes, `mean`, `name` and `data`, behind the others in the list
/// of iTunes' tags (`moov/udta/meta/ilst`). What comes behind the header moves by its length, and so
/// do the places of the packets. Sources: ISO/IEC 14496-12 sections 4.2 and 8.7.5 (chunk offsets);
/// Apple, "QuickTime File Format" (metadata), and the mp4v2 project's "iTunes metadata" for `----`.
struct MP4FreeFields {
    private let fields: [UInt8]
    private var bytes: [UInt8]
    private let path: String

    /// Where the fields go.
    private var place = 0
    /// Where the lengths of the boxes stand that hold them.
    private var lengths: [Int] = []
    /// Where the places of packets stand, and how many bytes each has.
    private var offsets: [(range: Range<Int>, width: Int)] = []

    /// A header (`moov`) with fields behind its tags.
    ///
    /// - Parameters:
    ///   - header: the whole box, which stands before the packets.
    ///   - path: the file's, for messages.
    /// - Throws: ``AudiobookError/partDamaged(_:)`` for a header without tags or with odd boxes.
    static func header(
        _ header: [UInt8], adding fields: [(name: String, value: String)], path: String
    ) throws(AudiobookError) -> [UInt8] {
        var editor = MP4FreeFields(
            header, fields.flatMap { Self.field($0.name, $0.value) }, path: path)
        try editor.look(in: 0..<header.count, path: [])
        return try editor.edited()
    }

    private init(_ bytes: [UInt8], _ fields: [UInt8], path: String) {
        (self.bytes, self.fields, self.path) = (bytes, fields, path)
    }

    private static let tags = ["moov", "udta", "meta", "ilst"]
    private static let containers: Set<String> = ["moov", "trak", "mdia", "minf", "stbl"]

    private mutating func look(in range: Range<Int>, path: [String]) throws(AudiobookError) {
        var start = range.lowerBound
        while start < range.upperBound {
            let length = start + 8 <= range.upperBound ? number(at: start, width: 4) : 0
            guard length >= 8, length <= range.upperBound - start else { throw damaged }
            let kind = String(decoding: bytes[(start + 4)..<(start + 8)], as: UTF8.self)
            let here = path + [kind]
            let content = (start + 8)..<(start + length)
            if here == Array(Self.tags.prefix(here.count)) {
                lengths.append(start)
                if here == Self.tags { place = content.upperBound }
            }
            switch kind {
            case "stco", "co64":
                let width = kind == "stco" ? 4 : 8
                let first = content.lowerBound + 8
                guard first <= content.upperBound,
                    (content.upperBound - first).isMultiple(of: width)
                else { throw damaged }
                offsets.append((first..<content.upperBound, width))
            // Version and flags stand before the boxes of a `meta`.
            case "meta": try look(in: (content.lowerBound + 4)..<content.upperBound, path: here)
            case "udta" where path == ["moov"]: try look(in: content, path: here)
            case _ where Self.containers.contains(kind): try look(in: content, path: here)
            default: break
            }
            start += length
        }
    }

    private func edited() throws(AudiobookError) -> [UInt8] {
        guard place > 0, lengths.count == Self.tags.count else { throw damaged }
        var edited = self
        for start in lengths { try edited.move(at: start, width: 4) }
        for (range, width) in offsets {
            for start in stride(from: range.lowerBound, to: range.upperBound, by: width) {
                try edited.move(at: start, width: width)
            }
        }
        edited.bytes.insert(contentsOf: fields, at: place)
        return edited.bytes
    }

    /// Makes a number greater by the length of the fields.
    private mutating func move(at start: Int, width: Int) throws(AudiobookError) {
        let (sum, overflows) = number(at: start, width: width).addingReportingOverflow(fields.count)
        guard !overflows, width == 8 || sum <= UInt32.max else { throw damaged }
        for index in 0..<width {
            bytes[start + index] = UInt8(truncatingIfNeeded: sum >> (8 * (width - 1 - index)))
        }
    }

    private func number(at start: Int, width: Int) -> Int {
        bytes[start..<(start + width)].reduce(0) { $0 << 8 | Int($1) }
    }

    private var damaged: AudiobookError { .partDamaged(path) }

    private static func field(_ name: String, _ value: String) -> [UInt8] {
        box(
            "----",
            box("mean", [0, 0, 0, 0] + Array("com.apple.iTunes".utf8))
                + box("name", [0, 0, 0, 0] + Array(name.utf8))
                // Kind 1 is UTF-8; the four bytes behind it are the country and the language.
                + box("data", [0, 0, 0, 1, 0, 0, 0, 0] + Array(value.utf8)))
    }

    private static func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        UInt32(content.count + 8).bytes + Array(kind.utf8) + content
    }
}
