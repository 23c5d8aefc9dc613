package import Audiobooks
import Books
import Crypto
import Foundation
import Ledger
package import MP3
import Narration
import SpeechTasks
import Texts

/// What a book is and how its audiobook is made, as the ledger keeps it.
package struct BookDescription: StoredForm {
    package var title = "Untitled"
    package var authors: [String] = []
    package var language: String?
    package var publisher: String?
    package var date: String?
    /// Who reads, or else the voice.
    package var narrator: String?
    package var series: String?
    package var seriesPart: String?
    /// What it is about, in a catalogue's words; nil for none.
    package var subjects: [String]?
    /// What it is about, in paragraphs.
    package var summary: String?
    package var isbn: String?
    package var asin: String?
    /// Whether the tags of its tracks say more than those of earlier versions did; nil is no.
    var tagsTracksInFull: Bool?
    /// A ``BookLayout`` other than the plain one.
    var layout: String?
    /// Where the playlist goes, without ending; nil is beside the audiobook.
    var playlist: String?
    /// Where the audiobook and the playlist go, below the output folder, without ending.
    package var name = "audiobook"
    /// `m4b`, `mp3` or `opus`; nil makes none.
    var form: String?
    var bitRate: Int?
    /// How long one file may be, in seconds; nil for no limit.
    var partSeconds: Double?
    var loudness: Double?
    /// `lrc` or `vtt`; nil makes none.
    package var sync: String?
    /// The pages of the read-along book, a ``ReadAlongText`` as JSON; nil makes none.
    ///
    /// They stay a text until they are asked for, because they are all of the book.
    var readAlong: String?
    /// Words of the lexicon that were spoken.
    package var lexicon: [Word] = []
    /// What is not spoken, by why.
    package var leftOut: [Omission] = []

    package struct Word: Codable {
        package var word = ""
        package var spoken = ""
        package var count = 0
    }

    package struct Omission: Codable {
        package var reason = ""
        package var count = 0
        package var characters = 0
    }

    init(_ book: SpokenBook, _ settings: BookSettings, name: String, narrator: String?) {
        title =
            book.metadata.title
            ?? URL(fileURLWithPath: book.path).deletingPathExtension()
            .lastPathComponent
        authors = book.metadata.authors
        language = book.metadata.language
        publisher = book.metadata.publisher
        date = book.metadata.date
        self.narrator =
            settings.given.narrators.isEmpty
            ? narrator : settings.given.narrators.joined(separator: ", ")
        takeDetails(of: book.metadata, settings)
        self.name = name
        form = settings.audiobook?.format.rawValue
        bitRate = settings.audiobook?.bitRate
        partSeconds = settings.audiobook?.partLimit.map { $0 / .seconds(1) }
        loudness = settings.audiobook?.loudness
        sync = settings.sync?.rawValue
        lexicon = book.lexiconUses.filter { $0.count > 0 }.map {
            Word(word: $0.entry.word, spoken: $0.entry.spoken, count: $0.count)
        }
        leftOut = LeftOut.Reason.allCases.compactMap { reason in
            let found = book.leftOut.filter { $0.reason == reason }
            guard !found.isEmpty else { return nil }
            return Omission(
                reason: reason.rawValue, count: found.count,
                characters: found.reduce(0) { $0 + $1.text.characterCount })
        }
    }

    /// What is nil leaves the form as earlier versions wrote it.
    private mutating func takeDetails(of metadata: BookMetadata, _ settings: BookSettings) {
        series = metadata.series?.name
        seriesPart = metadata.series?.part
        subjects = metadata.subjects.isEmpty ? nil : metadata.subjects
        summary = metadata.summary
        isbn = metadata.isbn
        asin = metadata.asin
        layout = settings.layout == .plain ? nil : settings.layout.rawValue
        tagsTracksInFull = settings.given.hasDetails || layout != nil ? true : nil
    }

    /// Which folders its files go into.
    package var folders: BookLayout { layout.flatMap(BookLayout.init(rawValue:)) ?? .plain }

    /// The playlist's file.
    package var playlistName: String { "\(playlist ?? name).m3u8" }

    /// How the audiobook is made; nil makes none.
    package var audiobook: AudiobookSettings? {
        guard let format = form.flatMap(AudiobookFormat.init(rawValue:)) else { return nil }
        return AudiobookSettings(
            format: format, bitRate: bitRate,
            partLimit: partSeconds.map { .seconds($0) }, loudness: loudness)
    }

    /// Whether a read-along book is made.
    package var makesReadAlong: Bool { readAlong != nil }

    /// What stands in the read-along book; nil where none is made, or its pages cannot be read.
    package var readAlongText: ReadAlongText? {
        readAlong.flatMap { ReadAlongText(json: $0) }
    }

    /// What the audiobook says about itself.
    package func tags(cover: CoverPicture?) -> AudiobookTags {
        tags(
            cover: cover,
            AudiobookDetails(
                series: series, seriesPart: seriesPart, subjects: subjects ?? [], summary: summary,
                isbn: isbn, asin: asin))
    }

    /// What its tracks say about it.
    ///
    /// Tracks that are there keep their bytes: they say more only where it is asked for.
    package func trackTags(cover: CoverPicture?) -> AudiobookTags {
        tagsTracksInFull == true
            ? tags(cover: cover) : tags(cover: cover, AudiobookDetails())
    }

    private func tags(cover: CoverPicture?, _ details: AudiobookDetails) -> AudiobookTags {
        AudiobookTags(
            title: title, authors: authors, narrator: narrator, language: language, date: date,
            publisher: publisher, cover: cover, details: details)
    }

    /// What of the book goes into the tags of its tracks, in a few digits.
    func tagsHash(cover: BookCover?) -> String {
        var hasher = SHA256()
        var parts = [title] + authors + [language, publisher, date, narrator].map { $0 ?? "" }
        if tagsTracksInFull == true {
            parts += [series, seriesPart, summary, isbn, asin].map { $0 ?? "" } + (subjects ?? [])
        }
        for part in parts {
            hasher.update(data: Data(part.utf8))
            hasher.update(data: [0])
        }
        hasher.update(data: cover?.bytes ?? [])
        return hexadecimal(hasher.finalize().prefix(8))
    }
}

extension BookDescription {
    /// Reads a description that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.title, into: &title)
        members.read(.authors, into: &authors)
        members.read(.language, into: &language)
        members.read(.publisher, into: &publisher)
        members.read(.date, into: &date)
        members.read(.narrator, into: &narrator)
        members.read(.series, into: &series)
        members.read(.seriesPart, into: &seriesPart)
        members.read(.subjects, into: &subjects)
        members.read(.summary, into: &summary)
        members.read(.isbn, into: &isbn)
        members.read(.asin, into: &asin)
        members.read(.tagsTracksInFull, into: &tagsTracksInFull)
        members.read(.layout, into: &layout)
        members.read(.playlist, into: &playlist)
        members.read(.name, into: &name)
        members.read(.form, into: &form)
        members.read(.bitRate, into: &bitRate)
        members.read(.partSeconds, into: &partSeconds)
        members.read(.loudness, into: &loudness)
        members.read(.sync, into: &sync)
        members.read(.readAlong, into: &readAlong)
        members.read(.lexicon, into: &lexicon)
        members.read(.leftOut, into: &leftOut)
    }
}

extension BookDescription.Word {
    /// Reads a word that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.word, into: &word)
        members.read(.spoken, into: &spoken)
        members.read(.count, into: &count)
    }
}

extension BookDescription.Omission {
    /// Reads what any version wrote of matter that is not spoken.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.reason, into: &reason)
        members.read(.count, into: &count)
        members.read(.characters, into: &characters)
    }
}
