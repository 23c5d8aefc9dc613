import MP3

/// An M4B's tags and chapters in the text form that ffmpeg reads.
///
/// Source: ffmpeg's manual of formats, "Metadata".
struct AudiobookMetadata {
    private(set) var text = ";FFMETADATA1\n"

    /// - Parameter rate: samples a second, in which the chapters' places are told.
    init(
        _ tags: AudiobookTags, title: String,
        marks: [(title: String, samples: Range<Int>)], sampleRateHz rate: Int
    ) {
        append("title", title)
        append("album", tags.title)
        append("artist", tags.artist)
        append("album_artist", tags.artist)
        append("composer", tags.narrator)
        append("date", tags.year)
        append("genre", tags.genre)
        append("grouping", tags.details.grouping)
        // The fields of television, which players of audiobooks take for the series and its number.
        append("show", tags.details.series)
        append("episode_id", tags.details.seriesPart)
        append("description", tags.details.summary)
        // ffmpeg's name for the long description.
        append("synopsis", tags.details.summary)
        // MP4 has no field for a publisher; players show the rights there.
        append("copyright", tags.publisher)
        // iTunes' `stik`: 2 is an audiobook.
        append("media_type", "2")
        for mark in marks {
            text += "[CHAPTER]\nTIMEBASE=1/\(rate)\n"
            text += "START=\(mark.samples.lowerBound)\nEND=\(mark.samples.upperBound)\n"
            append("title", Self.cut(mark.title))
        }
    }

    private mutating func append(_ name: String, _ value: String?) {
        guard let value else { return }
        text += "\(name)="
        for character in value.unicodeScalars {
            if "=;#\\\n".unicodeScalars.contains(character) { text += "\\" }
            text.unicodeScalars.append(character)
        }
        text += "\n"
    }

    /// A chapter's title in the 255 bytes that one of MP4's two lists of chapters has for it.
    private static func cut(_ title: String) -> String {
        guard title.utf8.count > 255 else { return title }
        var cut = title
        while cut.utf8.count > 252 { cut.removeLast() }
        return cut + "…"
    }
}
