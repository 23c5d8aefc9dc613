/// Writes the ID3v2.3 tag that stands before an MP3's audio.
///
/// Version 2.3 and not 2.4, because car radios, older players and Windows read the former only.
/// Text is UTF-16 with a byte order mark, the one encoding of 2.3 that holds every script, or
/// Latin-1 where ASCII is enough. The text's first words are a comment without a description,
/// the field that players show. Source: id3.org, "ID3 tag version 2.3.0".
package struct ID3Tag {
    private(set) var frames: [UInt8] = []

    /// A tag of nothing yet.
    package init() {}

    private static let encoder = "kling-batch"

    /// The tag of a track.
    package init(_ tags: TrackTags) {
        if let title = tags.title { append("TIT2", text: title) }
        append("TSSE", text: Self.encoder)
        if !tags.firstWords.isEmpty { appendComment(tags.firstWords) }
        if let place = tags.place {
            append("TRCK", text: "\(place.number)/\(place.count)")
            append(place.audiobook)
        }
    }

    /// The tag of a whole audiobook, with its chapters.
    package init(_ tags: AudiobookTags, title: String, _ marks: [AudiobookMark]) {
        append("TIT2", text: title)
        append("TSSE", text: Self.encoder)
        append(tags)
        append(marks)
    }

    private mutating func append(_ tags: AudiobookTags) {
        append("TALB", text: tags.title)
        append("TCON", text: tags.genre)
        if let artist = tags.artist { append("TPE1", text: artist) }
        if let narrator = tags.narrator { append("TCOM", text: narrator) }
        if let language = tags.languageCode { append("TLAN", text: language) }
        if let year = tags.year { append("TYER", text: year) }
        if let publisher = tags.publisher { append("TPUB", text: publisher) }
        append(tags.details)
        if let cover = tags.cover { append(cover) }
    }

    /// The series as a content group, all else in fields that name themselves.
    private mutating func append(_ details: AudiobookDetails) {
        if let grouping = details.grouping { append("TIT1", text: grouping) }
        for (name, value) in details.freeFields { append(name: name, text: value) }
        if let summary = details.summary { append(name: "description", text: summary) }
    }

    /// The picture as the front cover, type 3, without a description.
    private mutating func append(_ cover: CoverPicture) {
        append("APIC", [0] + Array(cover.mediaType.utf8) + [0, 3, 0] + cover.bytes)
    }

    /// The whole tag, with zeros at its end so that its length is a multiple of this one.
    package func bytes(multipleOf block: Int = 1) -> [UInt8] {
        let used = 10 + frames.count
        let length = (used + block - 1) / block * block
        let size = length - 10
        var bytes = Array("ID3".utf8) + [3, 0, 0]
        for shift in [21, 14, 7, 0] { bytes.append(UInt8(size >> shift & 0x7F)) }
        return bytes + frames + [UInt8](repeating: 0, count: length - used)
    }

    mutating func append(_ name: String, text: String) {
        append(name, [Self.encoding(of: text)] + Self.encoded(text))
    }

    /// A text under a name of its own (`TXXX`).
    private mutating func append(name: String, text: String) {
        let encoding = Self.encoding(of: text)
        var content: [UInt8] = encoding == 0 ? [0] : [1, 0xFF, 0xFE]
        for byte in name.utf8 { content += encoding == 0 ? [byte] : [byte, 0] }
        content += encoding == 0 ? [0] : [0, 0]
        append("TXXX", content + Self.encoded(text))
    }

    private mutating func appendComment(_ text: String) {
        let encoding = Self.encoding(of: text)
        // The empty description, ended by a zero character.
        let description: [UInt8] = encoding == 0 ? [0] : [0xFF, 0xFE, 0, 0]
        append("COMM", [encoding] + Array("und".utf8) + description + Self.encoded(text))
    }

    mutating func append(_ name: String, _ content: [UInt8]) {
        frames += Array(name.utf8)
        frames += UInt32(content.count).bytes + [0, 0] + content
    }

    private static func encoding(of text: String) -> UInt8 {
        text.utf8.allSatisfy { $0 < 0x80 } ? 0 : 1
    }

    private static func encoded(_ text: String) -> [UInt8] {
        guard encoding(of: text) == 1 else { return Array(text.utf8) }
        return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
}
