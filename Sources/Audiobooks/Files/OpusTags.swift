import Foundation
import MP3
import Texts

/// Writes the second packet of an Opus stream: tags, chapters and cover as Vorbis comments.
///
/// Source: RFC 7845 section 5.2; Xiph's "Chapter Extension" for the chapters and its
/// `METADATA_BLOCK_PICTURE` for the cover.
struct OpusTags {
    private var comments: [[UInt8]] = []

    init(_ tags: AudiobookTags, title: String, _ marks: [AudiobookMark]) {
        append("TITLE", title)
        append("ALBUM", tags.title)
        append("ARTIST", tags.artist)
        append("COMPOSER", tags.narrator)
        append("PERFORMER", tags.narrator)
        append("LANGUAGE", tags.languageCode)
        append("DATE", tags.year)
        append("PUBLISHER", tags.publisher)
        append("GENRE", tags.genre)
        append("GROUPING", tags.details.grouping)
        for (name, value) in tags.details.freeFields { append(name, value) }
        append("DESCRIPTION", tags.details.summary)
        for (index, mark) in marks.enumerated() {
            let name = "CHAPTER\(padded(index, 3))"
            append(name, timestamp(mark.start))
            append("\(name)NAME", mark.title)
        }
        if let cover = tags.cover { append("METADATA_BLOCK_PICTURE", picture(cover)) }
    }

    /// The whole packet.
    var packet: [UInt8] {
        let vendor = Array("kling-batch".utf8)
        return Array("OpusTags".utf8) + UInt32(vendor.count).littleEndianBytes + vendor
            + UInt32(comments.count).littleEndianBytes
            + comments.flatMap { UInt32($0.count).littleEndianBytes + $0 }
    }

    private mutating func append(_ name: String, _ value: String?) {
        guard let value else { return }
        comments.append(Array("\(name)=\(value)".utf8))
    }

    /// The front cover as a FLAC picture block in base 64.
    ///
    /// Width, height and colours are 0, which stands for not told. Source: RFC 9639 section 8.8.
    private func picture(_ cover: CoverPicture) -> String {
        let type = Array(cover.mediaType.utf8)
        let sizes = [UInt8](repeating: 0, count: 16)
        let block =
            UInt32(3).bytes + UInt32(type.count).bytes + type + UInt32(0).bytes + sizes
            + UInt32(cover.bytes.count).bytes + cover.bytes
        return Data(block).base64EncodedString()
    }
}
