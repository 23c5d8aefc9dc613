import Books
import DurableFiles
import Foundation
import JobLists
import Ledger
import Narration
import Sentences
package import SpeechTasks
import Subtitles
import Texts
import Tracks

/// What a batch is planned from: job lists, read while planning, and books and subtitles, read before.
package struct RunInputs {
    /// One input, in the order they were asked for.
    enum Input {
        case list(JobInput)
        case book(PreparedBook)
        case subtitles(PreparedSubtitles)
    }

    private(set) var inputs: [Input] = []
    /// Words and how they are spoken in lists.
    let listLexicon: Lexicon
    /// What cannot be read of books and subtitles.
    private(set) var faults: [JobFault] = []
    /// What the person should know of them.
    private(set) var notices: [String] = []
    /// Subtitle files of which nothing is spoken, in sentences.
    private(set) var silent: [String] = []
    /// What roles can name in the subtitles.
    private(set) var cueNames = CueNames()
    /// Who speaks which cues and rows; nil without a file that says so.
    private(set) var roles: CueRoles?
    /// The subtitle files of the files beside films.
    private var sidecars: [String: String] = [:]
    /// The books of the audiobooks in a library's folders, by their names in small letters.
    private var libraryFolders: [String: String] = [:]

    /// The job lists.
    var lists: [JobInput] {
        inputs.compactMap { if case .list(let list) = $0 { list } else { nil } }
    }

    /// Reads the books and subtitles among a batch's inputs.
    ///
    /// - Parameters:
    ///   - limit: the longest text of a call.
    ///   - takeBook: is handed each book as it is going to be spoken.
    package init(
        _ settings: RunSettings, limit: TextLimit, takeBook: (SpokenBook) -> Void = { _ in }
    ) async throws {
        listLexicon = try Lexicon(ofFiles: settings.lists.lexiconPaths)
        let lexicon = try Lexicon(ofFiles: settings.lexiconPaths)
        let isAlone = settings.inputs.count == 1
        try settings.requireTools()
        let names = InputNames(settings.inputs.filter { !settings.isList($0) })
        let needsRoles = settings.inputs.contains { path in
            settings.subtitleFormat(of: path) != nil
                || (settings.reading.hasSpeakers && settings.isList(path))
        }
        roles = needsRoles ? try settings.subtitles.roles() : nil
        for path in settings.inputs {
            if let format = settings.subtitleFormat(of: path) {
                try await add(
                    subtitlesAt: path, format, settings, roles: roles, name: names[path])
                continue
            }
            guard let format = settings.bookFormat(of: path) else {
                inputs.append(.list(settings.list(at: path)))
                continue
            }
            let book = try await speakBook(
                at: path, format: format, settings.book, lexicon: lexicon, limit: limit,
                language: settings.calls.language)
            guard !book.groups.isEmpty else { throw PlanningError.noJobs }
            faults += book.lostPages
            takeBook(book)
            try add(book, settings, name: names[path], isAlone: isAlone)
        }
        let hasSubtitles = inputs.contains { if case .subtitles = $0 { true } else { false } }
        if hasSubtitles, !isInstalled("ffmpeg") {
            notices.append(
                "ffmpeg is not installed, so that clips are bought and kept, and the voice tracks "
                    + "wait for it: apt-get install ffmpeg")
        }
    }

    private mutating func add(
        subtitlesAt path: String, _ format: SubtitleFormat, _ settings: RunSettings,
        roles: CueRoles?, name: String
    ) async throws {
        var subtitles = settings.subtitles
        if subtitles.beside != nil, subtitles.film == nil {
            subtitles.film = try FilmBeside.film(ofSubtitles: path)
        }
        let length = try await subtitles.trackLength()
        let spoken = try await SubtitleReading(
            settings: subtitles, encoding: settings.reading.encoding,
            language: settings.calls.language, roles: roles, length: length
        ).speak(path, format)
        cueNames.add(spoken.names)
        notices += spoken.notices
        faults += spoken.faults.map {
            JobFault(place: $0.place, row: $0.place.line, message: $0.message)
        }
        let start = SourcePlace(path: path, line: 1, column: 1)
        guard !spoken.lines.isEmpty else {
            silent.append(spoken.silence)
            return
        }
        var plan = SubtitlePlan(
            spoken: spoken, settings: subtitles, length: length, format: subtitles.track)
        plan.sidecar = try sidecar(of: spoken, subtitles)
        inputs.append(
            .subtitles(
                PreparedSubtitles(
                    job: UnlistedJob(place: start, id: name, title: name), plan: plan)))
    }

    /// The file beside the film that a subtitle file's track goes into; no two may have one.
    private mutating func sidecar(
        of spoken: SpokenSubtitles, _ settings: SubtitleSettings
    ) throws(PlanningError) -> String? {
        guard let kind = settings.beside, let film = settings.film else { return nil }
        let sidecar = FilmBeside.sidecar(of: film, language: spoken.language.code, kind: kind)
        if let other = sidecars.updateValue(spoken.path, forKey: sidecar) {
            throw .badSubtitles(
                "\(other) and \(spoken.path) would both become \(sidecar); name one of them alone, or "
                    + "say their languages")
        }
        return sidecar
    }

    private mutating func add(
        _ book: SpokenBook, _ settings: RunSettings, name: String, isAlone: Bool
    ) throws {
        var description = BookDescription(
            book, settings.book, name: "", narrator: settings.reading.defaults.voiceID)
        // Each of several books has a folder.
        let folder = isAlone ? "" : name + "/"
        let template: NameTemplate?
        switch settings.book.audiobook == nil ? .plain : settings.book.layout {
        case .plain:
            description.name = folder + (OutputName(safe: description.title)?.stem ?? "audiobook")
            template =
                settings.reading.nameTemplate == .id && !folder.isEmpty
                ? try NameTemplate("{book}/{id}") : nil
        case .abs:
            try description.place(inLibraryAs: name, beside: libraryFolders)
            libraryFolders[description.name.lowercased()] = book.path
            template = try settings.reading.nameTemplate.inTrackFolder
        }
        let hash = description.tagsHash(cover: book.cover)
        let width = max(2, String(book.groups.count).count)
        let chapters = book.groups.enumerated().map { index, group in
            let number = index + 1
            return PreparedBook.Chapter(
                job: group.job(
                    digits: digits(number, width: width), book: name, template: template),
                plan: ChapterPlan(
                    number: group.chapters[0].number,
                    stretches: group.stretches.map {
                        SpokenStretch(text: $0.text, voiceID: $0.voiceID)
                    }, beginsWithTitle: group.beginsWithTitle,
                    form: TrackForm(
                        book: hash, number: number, count: book.groups.count,
                        gapMilliseconds: Int(settings.book.gap / .milliseconds(1)),
                        sound: StoredSound(ofChapters: settings.track))))
        }
        // An audiobook in MP3 must not take a track's name.
        let audiobook = description.name.dropFirst(folder.count).lowercased()
        if description.playlist == nil,
            chapters.contains(where: { chapter in
                OutputName(safe: chapter.job.id)?.stem.lowercased() == audiobook
            })
        {
            description.name += " (audiobook)"
        }
        if settings.book.makesReadAlong {
            description.readAlong = try ReadAlongText(book).json()
            // A read-along book never takes the name of the book that it was made from.
            if settings.isSource(book.path, description.name + ReadAlongText.fileEnding) {
                description.name += " (read-along)"
            }
        }
        inputs.append(
            .book(
                PreparedBook(
                    title: description.title, reading: book.reading,
                    planned: PlannedBook(
                        source: book.path, description: try description.json(),
                        cover: book.cover?.bytes, coverType: book.cover?.mediaType),
                    chapters: chapters)))
    }
}

extension BookDescription {
    /// Puts audiobook and playlist into a library's folders.
    ///
    /// - Parameters:
    ///   - input: what the book's input is called, and with it the folder of its tracks.
    ///   - others: the books that have a folder there already.
    fileprivate mutating func place(
        inLibraryAs input: String, beside others: [String: String]
    ) throws(PlanningError) {
        let folder = LibraryFolder(self)
        name = "\(folder.path)/\(folder.fileStem)"
        let tracks = OutputName.safeName(input, extension: "") ?? "book"
        playlist = "\(BookLayout.trackFolder)/\(tracks)/\(folder.fileStem)"
        if let other = others[name.lowercased()] {
            throw .badBook(
                "\(other) and this book would both be \(folder.path) in the library; run them one by "
                    + "one, and tell them apart with --title")
        }
    }
}

extension NameTemplate {
    /// The template below the folder of a library's tracks, each book's in a folder of its own.
    fileprivate var inTrackFolder: NameTemplate {
        get throws {
            let own = self == .id ? "{id}" : description
            return try NameTemplate("\(BookLayout.trackFolder)/{book}/\(own)")
        }
    }
}

/// A book that is ready to be planned.
struct PreparedBook {
    let title: String
    let reading: InputReading
    /// A chapter, or several that share a track.
    struct Chapter {
        let job: UnlistedJob
        let plan: ChapterPlan
    }

    /// As the ledger keeps it.
    let planned: PlannedBook
    let chapters: [Chapter]
}

/// A subtitle file that is ready to be planned.
struct PreparedSubtitles {
    let job: UnlistedJob
    let plan: SubtitlePlan
}

extension RunSettings {
    fileprivate func list(at path: String) -> JobInput {
        listsInMemory[path].map { JobInput(path: path, source: ByteSource($0)) }
            ?? JobInput(path: path)
    }

    /// Whether a file of the output folder is the input itself.
    fileprivate func isSource(_ path: String, _ name: String) -> Bool {
        func whole(_ path: String) -> String {
            URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
        }
        return whole(path) == whole(outputFolder + "/" + name)
    }

    fileprivate func isList(_ path: String) -> Bool {
        bookFormat(of: path) == nil && subtitleFormat(of: path) == nil
    }

    /// The form of an input that is a book; nil for a job list.
    ///
    /// A plain text may be either: it is a list where the format of lists is said.
    func bookFormat(of path: String) -> BookFormat? {
        guard RecordFormat(path: path) == nil, path != "-", let format = BookFormat(path: path)
        else { return nil }
        return format == .text && reading.saidFormat != nil ? nil : format
    }

    /// The form of an input that is a subtitle file, as it is said, or by its name, or by what it holds
    /// where its name says little; nil for anything else.
    func subtitleFormat(of path: String) -> SubtitleFormat? {
        guard path != "-", listsInMemory[path] == nil else { return nil }
        let isOpen: Bool
        switch BookFormat(path: path) {
        case nil, .text: isOpen = RecordFormat(path: path) == nil
        default: isOpen = false
        }
        if isOpen, let format = subtitles.format { return format }
        if let format = SubtitleFormat(path: path) { return format }
        return isOpen && reading.saidFormat == nil ? SubtitleFormat(contentsAt: path) : nil
    }
}

extension SpokenSubtitles {
    /// What is said of a file of which nothing is spoken.
    fileprivate var silence: String {
        let cues = counted(cueCount, "cue")
        let leftOut = unspoken.prefix(5).map { "\($0.reason.rawValue) “\($0.text.prefix(40))”" }
        let more = unspoken.count - leftOut.count
        let list = leftOut.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        return "\(path): \(cues), of which none is spoken; no track is made of it"
            + (list.isEmpty ? "" : " (left out: \(list))")
    }
}

extension SpokenBook {
    /// Pages that would be holes in the audiobook.
    fileprivate var lostPages: [JobFault] {
        leftOut.filter { $0.reason == .lostPage }.enumerated().map { index, page in
            JobFault(
                place: SourcePlace(path: "\(path)/\(page.place)", line: 1, column: 1), row: index,
                message: "this page of the book cannot be read, and would be missing: \(page.text)")
        }
    }
}

extension ChapterGroup {
    /// The chapters as a job, whose file is named by number and title.
    fileprivate func job(digits: String, book: String, template: NameTemplate?) -> UnlistedJob {
        UnlistedJob(
            place: chapters[0].place,
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

private func digits(_ number: Int, width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
