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
    var authors: [String] = []
    package var language: String?
    var publisher: String?
    var date: String?
    /// The voice, named as the narrator.
    var narrator: String?
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
        self.narrator = narrator
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

    /// How the audiobook is made; nil makes none.
    package var audiobook: AudiobookSettings? {
        guard let format = form.flatMap(AudiobookFormat.init(rawValue:)) else { return nil }
        return AudiobookSettings(
            format: format, bitRate: bitRate,
            partLimit: partSeconds.map { .seconds($0) }, loudness: loudness)
    }

    package func tags(cover: CoverPicture?) -> AudiobookTags {
        AudiobookTags(
            title: title, authors: authors, narrator: narrator, language: language, date: date,
            publisher: publisher, cover: cover)
    }

    /// What of the book goes into the tags of its tracks, in a few digits.
    func tagsHash(cover: BookCover?) -> String {
        var hasher = SHA256()
        for part in [title] + authors + [language, publisher, date, narrator].map({ $0 ?? "" }) {
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
        members.read(.name, into: &name)
        members.read(.form, into: &form)
        members.read(.bitRate, into: &bitRate)
        members.read(.partSeconds, into: &partSeconds)
        members.read(.loudness, into: &loudness)
        members.read(.sync, into: &sync)
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
