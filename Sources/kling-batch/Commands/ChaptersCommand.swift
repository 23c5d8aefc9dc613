import ArgumentParser
import BatchPlanning
import Books
import Foundation
import JobLists
import Narration
import ReportForms
import Reports
import SpeechTasks
import Texts

/// `kling-batch chapters`.
struct ChaptersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chapters",
        abstract: "List the chapters of a book, and what they cost.",
        discussion: """
            With --dump, each chapter's spoken text is written to a folder for proof-reading; \
            `run` and `plan` take that folder in place of the book, with all edits.

            EXAMPLE
              kling-batch chapters novel.epub
              kling-batch chapters novel.epub --dump novel-texts
              kling-batch run novel-texts --voice calm_story1
            """)

    @Argument(
        help: ArgumentHelp(
            "A book: .epub, .txt, .md, .html, .docx, .odt, .fb2, .rtf, .mobi, .azw3, .pdf, or a "
                + "folder of --dump.", valueName: "book"),
        completion: .file())
    var path: String

    @OptionGroup(title: "Book") var book: BookOptions
    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions
    @Option(.encoding) var encoding: String?
    @Option(.language) var language: String?
    @Option(.maxChars) var maxChars: Int?
    @Option(.price) var price: Money?
    @Option(.dump) var dump: String?
    @Option(.format) var format: ReportForm

    func run() async throws {
        try await reportingErrors {
            let settings = try ledger.settings()
            var spoken: SpokenBook?
            let plan = try await planBatch(
                try runSettings(settings), account: service.account(settings),
                takeBook: { spoken = $0 })
            printFaults(plan.faults)
            guard let spoken, let figures = plan.books.first else { return }
            print(spoken, figures, plan)
            guard let dump else { return }
            try BookDump.write(
                spoken.chapters, metadata: spoken.metadata, cover: spoken.cover, to: dump)
            note("Texts: \(absolutePath(dump))")
        }
    }

    /// Why the file is no book, and what to type.
    private var noBook: String {
        let run = RunSettings(
            inputs: [path], batchName: "", outputFolder: "", ledgerPath: "", calls: CallSettings())
        let price = "kling-batch plan \(path.shellPath) --voice ID says what it costs."
        switch run.kind(of: path) {
        case .list: return "\(path) is a job list, which has no chapters: \(price)"
        case .subtitles: return "\(path) is a subtitle file, which has no chapters: \(price)"
        case .book, nil: break
        }
        let found = FileKind(at: path).map { ": it is \($0.words)" } ?? ""
        return
            "\(path) is no book\(found). Books are known by their names: .epub, .txt, .md, .html, "
            + ".docx, .odt, .fb2, .rtf, .mobi, .azw3 and .pdf, or a folder that --dump wrote."
    }

    /// The book as the only input of a batch.
    private func runSettings(_ settings: Settings) throws -> RunSettings {
        guard BookFormat(path: path) != nil else {
            throw ValidationError(noBook)
        }
        try require(.encoding, encoding, where: takesEncoding(path), else: encodingIsKnown)
        var run = RunSettings(
            inputs: [path], batchName: batchName(of: [path]), outputFolder: ".",
            ledgerPath: try ledger.path(settings), calls: CallSettings())
        // What cannot be spoken is said, and the rest is listed.
        run.skipsInvalid = true
        // The figures are the same in any voice.
        run.reading.defaults.voiceID = Voice.catalog.first?.id
        try settings.take(.encoding, encoding, into: &run.book.reading.encoding)
        try settings.take(.language, language, into: &run.calls.language)
        try settings.take(.maxChars, maxChars, into: &run.calls.maximumCharacters)
        try settings.take(.price, price, into: &run.price)
        run.lexiconPaths = try book.lexiconPaths(settings)
        try book.apply(to: &run.book, settings)
        try service.apply(to: &run.calls, settings)
        return run
    }

    private func print(_ book: SpokenBook, _ figures: BookFigures, _ plan: BatchPlan) {
        let price = plan.price
        let reading = book.reading
        printRows(figures.rows(price: price, reading: format == .table ? nil : reading), format)
        guard format == .table else { return }
        printLines(
            "\n\(book.title): \(counted(figures.chapters.count, "chapter")), "
                + "\(counted(figures.calls, "call")), \(figures.calls * price) CNY")
        if !plan.callee.isFormKnown {
            printLines("Service \(plan.callee.service), form \(plan.callee.formWords)")
        }
        printLines("Read as \(reading.sentence)")
        for line in book.notSpoken { printLines(line) }
        for line in book.lexiconLines { printLines(line) }
    }
}

extension SpokenBook {
    fileprivate var title: String {
        let authors = metadata.authors.joined(separator: ", ")
        let title =
            metadata.title ?? URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        return authors.isEmpty ? title : "\(title), \(authors)"
    }

    /// What is left out, by why and where; of what could not be read, the reasons.
    fileprivate var notSpoken: [String] {
        guard !leftOut.isEmpty else { return [] }
        return ["", "Not spoken:"]
            + LeftOut.Reason.allCases.flatMap { reason in
                let found = leftOut.filter { $0.reason == reason }
                switch reason {
                case _ where found.isEmpty: return [String]()
                case .unreadable, .lostPage:
                    return found.map { "  \(reason.rawValue): \($0.place): \($0.text)" }
                default: return ["  \(reason.rawValue): \(summary(of: found))"]
                }
            }
    }

    /// How much some of it is, and where.
    private func summary(of found: [LeftOut]) -> String {
        let characters = found.reduce(0) { $0 + $1.text.unicodeScalars.count }
        var places: [String] = []
        for place in found.map(\.place) where !places.contains(place) { places.append(place) }
        let more = places.count > 3 ? " and \(places.count - 3) more places" : ""
        return "\(counted(found.count, "piece")), \(counted(characters, "character")), in "
            + places.prefix(3).joined(separator: ", ") + more
    }

    fileprivate var lexiconLines: [String] {
        let used = lexiconUses.filter { $0.count > 0 }
        guard !lexiconUses.isEmpty || !unusableEntries.isEmpty else { return [] }
        var lines = ["", "Lexicon: \(used.count) of \(lexiconUses.count) entries spoken"]
        lines += used.map { "  \($0.entry.word) → \($0.entry.spoken) (\($0.count))" }
        lines += unusableEntries.map { "  \($0.word): \($0.reason)" }
        return lines
    }
}
