import Books
import Foundation
import JobSources
import RunLedger

/// What a batch is planned from: job lists, read while planning, and books, read before.
struct RunInputs {
    /// Lists and the chapters of books, in the order they were asked for.
    private(set) var inputs: [JobInput] = []
    /// The books.
    private(set) var books: [PreparedBook] = []
    /// The chapters of all books, by the numbers of their rows.
    private var chapters: [PreparedChapter] = []

    /// A chapter of a book.
    private struct PreparedChapter {
        /// Its book's place among the books.
        let book: Int
        let plan: ChapterPlan
    }

    /// Reads the books among a batch's inputs.
    ///
    /// - Parameter limit: the longest text of a call.
    init(_ settings: RunSettings, limit: Int) async throws {
        let isAlone = settings.inputs.count == 1
        for path in settings.inputs {
            guard let format = settings.bookFormat(of: path) else {
                inputs.append(JobInput(path: path))
                continue
            }
            let book = try await speakBook(
                at: path, format: format, settings.book, limit: limit,
                language: settings.calls.language)
            guard !book.groups.isEmpty else { throw BatchRunError.noJobs }
            try add(book, settings, folder: isAlone ? "" : bookName(of: path) + "/")
        }
    }

    /// What a job is beyond its text; nil for a row of a list.
    ///
    /// - Parameter books: the books in the ledger, in their order here.
    func chapter(of job: Job, books: [BookID?]) -> ChapterPlan? {
        guard let number = job.number else { return nil }
        var plan = chapters[number].plan
        plan.book = books[chapters[number].book]
        return plan
    }

    private mutating func add(
        _ book: SpokenBook, _ settings: RunSettings, folder: String
    ) throws {
        var description = BookDescription(
            book, settings.book, name: "", narrator: settings.reading.defaults.voiceID)
        description.name = folder + (OutputName(safe: description.title)?.stem ?? "audiobook")
        let hash = description.tagsHash(cover: book.cover)
        let width = max(2, String(book.groups.count).count)
        var rows: [PreparedRow] = []
        for (index, group) in book.groups.enumerated() {
            let number = index + 1
            rows.append(
                group.row(
                    number: chapters.count, digits: digits(number, width: width),
                    book: bookName(of: book.path),
                    template: settings.reading.nameTemplate == .id && !folder.isEmpty
                        ? try NameTemplate("{book}/{id}") : nil))
            chapters.append(
                PreparedChapter(
                    book: books.count,
                    plan: ChapterPlan(
                        stretches: group.stretches.map {
                            SpokenStretch(text: $0.text, voiceID: $0.voiceID)
                        }, beginsWithTitle: group.beginsWithTitle,
                        form: TrackForm(
                            book: hash, number: number, count: book.groups.count,
                            gapMilliseconds: Int(settings.book.gap / .milliseconds(1))))))
        }
        inputs.append(JobInput(path: book.path, rows: rows))
        books.append(
            PreparedBook(
                book: book,
                planned: PlannedBook(
                    source: book.path, description: try description.json(),
                    cover: book.cover?.bytes, coverType: book.cover?.mediaType)))
    }
}

/// A book that is ready to be planned.
struct PreparedBook {
    /// What is spoken.
    let book: SpokenBook
    /// As the ledger keeps it.
    let planned: PlannedBook
}

extension RunSettings {
    /// The form of an input that is a book; nil for a job list.
    func bookFormat(of path: String) -> BookFormat? {
        guard reading.format == nil, JobListFormat(path: path) == nil, path != "-" else {
            return nil
        }
        return BookFormat(path: path)
    }
}

extension ChapterGroup {
    /// The chapters as a row, whose file is named by number and title.
    fileprivate func row(
        number: Int, digits: String, book: String, template: NameTemplate?
    ) -> PreparedRow {
        PreparedRow(
            place: chapters[0].place, number: number,
            text: stretches.map(\.text).joined(separator: SpokenChapter.joiner),
            id: chapters.allSatisfy { $0.title == nil } ? digits : "\(digits) \(shortTitle)",
            title: title, nameTemplate: template,
            otherColumns: [OtherColumn(name: "book", value: book)])
    }

    /// A title that a file can be named by.
    private var shortTitle: String {
        title.count > 80 ? String(title.prefix(79)) + "…" : title
    }

    /// Whether the first stretch says the headings at the front and nothing else.
    fileprivate var beginsWithTitle: Bool {
        guard chapters.count == 1, stretches.count > 1 else { return false }
        let headings = chapters[0].blocks.prefix { block in
            if case .heading = block.kind { return true }
            return false
        }
        let title = headings.map(\.text).joined(separator: SpokenChapter.joiner)
        return !title.isEmpty && stretches[0].text == title
    }
}

/// The name of a book's file, without folder and ending.
private func bookName(of path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
}

private func digits(_ number: Int, width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
