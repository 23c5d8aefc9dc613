import ArgumentParser
import BatchPlanning
import Books
import Narration

/// How books are read and spoken.
struct BookOptions: ParsableArguments {
    @Option(.chapters) var chapters: ChapterSelection?
    @Option(.include) var include: Set<Chapter.Matter>?
    @Option(.notes) var notes: BookReadingOptions.Notes?
    @Option(.ruby) var ruby: BookReadingOptions.Ruby?
    @Option(.code) var code: ReadOrSkip?
    @Flag(.alt) var alt: Bool?
    @Option(.titleTemplate) var titleTemplate: TitleTemplate?
    @Option(.lexicon) var lexicon: [String]
    @Option(.roles) var roles: String?
    @Option(.dialogueVoice) var dialogueVoice: String?
    @Flag(.packChapters) var packChapters: Bool?

    /// The lexicons of books.
    ///
    /// Those of lists are what the command line says alone: what a variable or a configuration file
    /// says was said of books, and rows that are paid for must not change by it.
    func lexiconPaths(_ settings: Settings) throws -> [String] {
        lexicon.isEmpty ? try settings.value(.lexicon, nil).map { [$0] } ?? [] : lexicon
    }

    /// Writes what is given into the settings of books.
    func apply(to book: inout BookSettings, _ settings: Settings) throws {
        try settings.take(.notes, notes, into: &book.reading.notes)
        try settings.take(.ruby, ruby, into: &book.reading.ruby)
        book.reading.readsCode = try settings.value(.code, code) == .read
        try settings.take(.alt, alt, into: &book.reading.readsAlternativeText)
        try settings.take(.chapters, chapters, into: &book.selection)
        try settings.take(.include, include, into: &book.matter)
        try settings.take(.titleTemplate, titleTemplate, into: &book.titleTemplate)
        try settings.take(.roles, roles, into: &book.rolesPath)
        try settings.take(.dialogueVoice, dialogueVoice, into: &book.dialogueVoice)
        try settings.take(.packChapters, packChapters, into: &book.packsChapters)
    }
}

/// Whether something is spoken.
enum ReadOrSkip: String, CaseIterable {
    case read
    case skip
}
