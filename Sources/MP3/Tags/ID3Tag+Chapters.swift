import Texts

extension ID3Tag {
    /// A table of contents holds so many entries, because it counts them in one byte.
    private static let tableLimit = 255

    /// Appends chapters and the table of contents that lists them.
    ///
    /// Source: id3.org, "ID3v2 Chapter Frame Addendum". More than 255 chapters go into tables of
    /// their own below the first one.
    mutating func append(_ marks: [AudiobookMark]) {
        var names = marks.indices.map { "ch\($0)" }
        var level = 0
        while names.count > Self.tableLimit {
            var tables: [String] = []
            for start in stride(from: 0, to: names.count, by: Self.tableLimit) {
                tables.append("toc\(level)-\(tables.count)")
                let children = names[start..<min(start + Self.tableLimit, names.count)]
                appendTable(tables[tables.count - 1], of: children, isFirst: false)
            }
            (names, level) = (tables, level + 1)
        }
        appendTable("toc", of: names[...], isFirst: true)
        for (index, mark) in marks.enumerated() { append(mark, named: "ch\(index)") }
    }

    private mutating func appendTable(
        _ name: String, of children: ArraySlice<String>, isFirst: Bool
    ) {
        // Bit 0: the entries are in order; bit 1: no other table lists this one.
        let flags: UInt8 = isFirst ? 3 : 1
        let entries: [UInt8] = children.flatMap { Array($0.utf8) + [0] as [UInt8] }
        append("CTOC", Array(name.utf8) + [0, flags, UInt8(children.count)] + entries)
    }

    private mutating func append(_ mark: AudiobookMark, named name: String) {
        var title = ID3Tag()
        title.append("TIT2", text: mark.title)
        let start = UInt32(clamping: mark.start.milliseconds)
        let end = UInt32(clamping: (mark.start + mark.duration).milliseconds)
        // All ones: the place in bytes is not told, the time counts.
        let content = start.bytes + end.bytes + UInt32.max.bytes + UInt32.max.bytes
        append("CHAP", Array(name.utf8) + [0] + content + title.frames)
    }
}
