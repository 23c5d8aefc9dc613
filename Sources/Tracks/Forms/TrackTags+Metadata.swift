import MP3

extension TrackTags {
    /// ffmpeg's arguments that write them into a file.
    ///
    /// ffmpeg puts each into the form's own field: an atom of MP4, a Vorbis comment, an entry of a
    /// WAV's list. What a form has no field for, as MP4 has none for a publisher, is left out.
    var metadata: [String] {
        var fields: [(String, String?)] = [("title", title)]
        fields.append(("comment", firstWords.isEmpty ? nil : firstWords))
        if let place {
            let book = place.audiobook
            fields += [
                ("track", "\(place.number)/\(place.count)"), ("album", book.title),
                ("artist", book.artist), ("composer", book.narrator),
                ("genre", AudiobookTags.genre), ("date", book.year),
                ("publisher", book.publisher), ("language", book.languageCode),
            ]
        }
        return fields.flatMap { name, value in
            value.map { ["-metadata", "\(name)=\($0)"] } ?? []
        }
    }
}
