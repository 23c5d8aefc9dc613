import ArgumentParser
import BatchPlanning
import Books
import Narration

/// How books are read and spoken.
struct BookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The wanted chapters, as `chapters` numbers them, such as 3-7,10.",
            valueName: "numbers"))
    var chapters: String?

    @Option(
        help: Setting.include.help(
            "Matter that is spoken besides the body: front, back or front,back."))
    var include: String?

    @Option(
        help: Setting.notes.help("Footnotes and endnotes: skip, inline or end; skip by default."))
    var notes: BookReadingOptions.Notes?

    @Option(
        help: Setting.ruby.help("Which half of ruby is read: base or reading; base by default."))
    var ruby: BookReadingOptions.Ruby?

    @Option(help: Setting.code.help("Listings of programs: read or skip; skip by default."))
    var code: ReadOrSkip?

    @Flag(inversion: .prefixedNo, help: Setting.alt.help("Speak what images say they show."))
    var alt: Bool?

    @Option(
        help: Setting.titleTemplate.help(
            "What is said at a chapter's start, such as “Chapter {number}. {title}”; by default "
                + "the book's own headings."))
    var titleTemplate: String?

    @Option(
        help: Setting.lexicon.help(
            "Words and how they are spoken, a CSV, TSV or PLS file; may be given several times.",
            valueName: "file"),
        completion: .file())
    var lexicon: [String] = []

    @Option(
        help: Setting.roles.help(
            "The file that maps headings, quoted speech and marks to voices.", valueName: "file"),
        completion: .file())
    var roles: String?

    @Option(help: Setting.dialogueVoice.help("The voice of quoted speech.", valueName: "id"))
    var dialogueVoice: String?

    @Flag(
        inversion: .prefixedNo,
        help: Setting.packChapters.help(
            "Let short neighbouring chapters share a call, and a track."))
    var packChapters: Bool?

    func bookSettings(_ settings: Settings, encoding: String?) throws -> BookSettings {
        var book = BookSettings()
        book.reading.encoding = encoding
        book.reading.notes = try settings.value(notes, .notes) ?? .skip
        book.reading.ruby = try settings.value(ruby, .ruby) ?? .base
        book.reading.readsCode = try settings.value(code, .code) == .read
        book.reading.readsAlternativeText = try settings.flag(alt, .alt)
        if let chapters { book.selection = try ChapterSelection(chapters) }
        if let include = try settings.value(include, .include) {
            book.matter = try Chapter.Matter.included(include)
        }
        book.titleTemplate = try settings.value(titleTemplate, .titleTemplate).map {
            try TitleTemplate($0)
        }
        let known = try settings.value(String?.none, .lexicon).map { [$0] } ?? []
        book.lexiconPaths = lexicon.isEmpty ? known : lexicon
        book.rolesPath = try settings.value(roles, .roles)
        book.dialogueVoice = try settings.value(dialogueVoice, .dialogueVoice)
        guard book.dialogueVoice?.isEmpty != true else {
            throw ValidationError("--dialogue-voice names no voice.")
        }
        book.packsChapters = try settings.flag(packChapters, .packChapters)
        return book
    }
}

/// Whether something is spoken.
enum ReadOrSkip: String, ExpressibleByArgument, CaseIterable {
    case read
    case skip
}
