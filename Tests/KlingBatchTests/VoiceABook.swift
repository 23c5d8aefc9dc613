import KlingBatch

/// Makes an audiobook of a book, with a track for each chapter and its words beside it.
func voiceBook(_ book: String, at address: String, token: String, in folder: String) async throws {
    var batch = VoiceBatch(
        "my book", of: [.file(book)], to: folder + "/audio", ledger: folder + "/ledger.sqlite")
    batch.voice = "reader_en_m-v1"
    batch.service = ServiceSettings(baseURL: address)
    batch.books = BookVoicing(
        speaking: [.imageDescriptions], notes: .end, title: "Chapter {number}. {title}",
        gap: .milliseconds(400), audiobook: .opus(bitRate: 40), words: .vtt)

    let end = try await batch.run(for: .token(token)) { event in
        if case .bookFileMade(let file) = event { print("made \(file)") }
    }
    if case .finished(let problems) = end { problems.forEach { print($0) } }
}

/// Puts a voice track of subtitles into a copy of their film.
func voiceFilm(
    _ film: String, subtitles: String, at address: String, token: String, in folder: String
) async throws -> RunEnd {
    var batch = VoiceBatch(
        "my film", of: [.file(subtitles)], to: folder + "/audio", ledger: folder + "/ledger.sqlite")
    batch.voice = "reader_en_m-v1"
    batch.service = ServiceSettings(baseURL: address)
    batch.subtitles = SubtitleVoicing(film: film, duckDecibels: 12)
    batch.track = .m4a
    return try await batch.run(for: .token(token))
}
