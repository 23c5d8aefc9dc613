package import Books
package import Narration
import Sentences
package import SpeechTasks
package import Texts

/// A book as it is going to be spoken.
package struct SpokenBook: Sendable {
    /// The file it was read from.
    package let path: String
    /// What the book says about itself.
    package let metadata: BookMetadata
    /// The encoding of its text; nil for forms whose parts say theirs themselves.
    package let encoding: FoundEncoding?
    /// The language of its text as a BCP 47 tag; nil where it is not known.
    package let language: String?
    /// The picture on its front; nil if it has none.
    package let cover: BookCover?
    /// Its wanted chapters, in groups that share a track; mostly one each.
    package let groups: [ChapterGroup]
    /// Whether all of its chapters are wanted.
    let holdsAllChapters: Bool
    /// The front and back matter that is not spoken; none where only some chapters are wanted.
    let unspoken: [ChapterList.Unspoken]
    /// What is in the file and is not spoken.
    package let leftOut: [LeftOut]
    /// How often the entries of the lexicon were spoken.
    package let lexiconUses: [LexiconUse]
    /// What the lexicons hold and the service cannot follow.
    package let unusableEntries: [Lexicon.UnusableEntry]

    /// The wanted chapters one by one.
    package var chapters: [SpokenChapter] { groups.flatMap(\.chapters) }
}

/// Reads a book and says what is spoken of it; nothing is planned or sent.
///
/// - Parameters:
///   - lexicon: words and how they are spoken, which count more than the book's own.
///   - limit: the longest text of a call, which packed chapters share.
///   - language: the text's language as a BCP 47 tag; nil is the one the book names, or the one
///     its text is in.
/// - Throws: ``PlanningError/badBook(_:)``.
package func speakBook(
    at path: String, format: BookFormat, _ settings: BookSettings, lexicon: Lexicon,
    limit: TextLimit, language: String?
) async throws -> SpokenBook {
    do {
        var book = try await readBook(at: path, format: format, options: settings.reading)
        try settings.given.apply(to: &book, at: path)
        let ofBook = try book.lexicons.map { pls throws(SpokenError) in
            try Lexicon(pls: pls, path: path)
        }
        let lexicon = Lexicon(joining: [lexicon] + ofBook)
        let language = language ?? book.textLanguage
        var narrator = Narrator(
            metadata: book.metadata, titleTemplate: settings.titleTemplate, lexicon: lexicon,
            roles: try settings.roles(), language: language)
        let list = ChapterList(of: book, including: settings.matter)
        let wanted = try list.selected(settings.selection).map { item throws(SpokenError) in
            try narrator.spoken(item)
        }
        let chapters = wanted.filter { !$0.stretches.isEmpty }
        return SpokenBook(
            path: path, metadata: book.metadata, encoding: book.encoding, language: language,
            cover: book.cover,
            groups: settings.packsChapters
                ? ChapterGroup.packing(chapters, limit: limit)
                : chapters.map { ChapterGroup(chapters: [$0]) },
            holdsAllChapters: settings.selection == .all,
            unspoken: settings.selection == .all ? list.unspoken : [],
            leftOut: list.leftOut + wanted.filter(\.stretches.isEmpty).map(\.leftOut),
            lexiconUses: narrator.lexiconUses, unusableEntries: lexicon.unusable)
    } catch let error as BookError {
        throw PlanningError.badBook("\(error)")
    } catch let error as SpokenError {
        throw PlanningError.badBook("\(error)")
    }
}

extension Book {
    /// The language the book names, or else the one its body is in; nil where neither is known.
    fileprivate var textLanguage: String? {
        if let named = metadata.language.flatMap(Language.init(code:)), named != .undetermined {
            return metadata.language
        }
        let body = chapters.filter { $0.matter == .body }.flatMap(\.blocks)
        let language = Language.detect(in: body.map(\.text).joined(separator: "\n"))
        if let usual = metadata.usualLanguage.flatMap(Language.init(code:)), usual != .undetermined,
            language == .undetermined || language == usual
        {
            return metadata.usualLanguage
        }
        return language == .undetermined ? nil : language.code
    }
}

extension SpokenChapter {
    /// The chapter where nothing of it can be spoken.
    fileprivate var leftOut: LeftOut { LeftOut(.mark, place: title ?? "\(place)", text: text) }
}

extension BookSettings {
    fileprivate func roles() throws(SpokenError) -> Roles? {
        var roles = try rolesPath.map { path throws(SpokenError) in try Roles(path: path) }
        if let dialogueVoice {
            roles = roles ?? Roles()
            roles?.dialogue = dialogueVoice
        }
        return roles
    }
}
