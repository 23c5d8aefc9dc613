import Audiobooks
import BatchPlanning
import Clips
import DurableFiles
import Foundation
import Ledger
import Sentences
import SpeechTasks
import SystemPackage
import Tracks

/// From the tracks of a book to its audiobook, its playlist and its words with times.
///
/// It comes after all tracks, and makes nothing where a chapter is missing: an audiobook with a
/// hole in it would pass for a whole one.
struct AudiobookStage {
    let ledger: RunLedger
    let output: OutputFolder
    let workFolder: FilePath
    /// Where the clips lie that the tracks are made of.
    let store: ClipStore
    let replacesFiles: Bool
    let control: RunControl
    let events: RunEvents
    let book: BookShelf.Book

    init(_ context: StageContext, of book: BookShelf.Book) {
        ledger = context.ledger
        output = context.output
        store = context.store
        workFolder = context.store.folder.appending("audiobook-\(book.row.book)")
        replacesFiles = context.rules.replacesFiles
        control = context.control
        events = context.events
        self.book = book
    }

    /// Makes what is missing of the book's files.
    ///
    /// What cannot be made keeps nothing else from being made; the next run tries it again alone.
    /// Throws what ends the run: an error of the ledger.
    ///
    /// - Returns: why something is not made, a sentence each.
    func perform() async throws -> [String] {
        var made = book.row.madeProducts(book.description)
            .filter { $0.value.allSatisfy { isThere($0.file) } }
        let missing = Self.order.filter {
            book.description.products.contains($0) && made[$0] == nil
        }
        guard !missing.isEmpty else { return [] }
        // Even if making it fails now, files made before must not pass for the book.
        try record(made)
        let title = "“\(book.description.title)”"
        if case .waiting(let chapters) = BookStanding(book.row, book.description) {
            return ["the audiobook \(title) waits for \(chaptersNotDone(chapters))"]
        }
        var problems: [String] = []
        for product in missing {
            do {
                let files = try await make(product)
                made[product] = files
                try record(made)
                for file in files.map(\.file) {
                    events.report(.bookFileMade(file.file, byteCount: file.byteCount))
                }
            } catch is CancellationError {
                return problems + ["the audiobook goes on with the next run"]
            } catch let error as any MakingError {
                problems.append("\(product.name) \(title) is not made: \(error)")
            }
        }
        // What a killed run was encoding is of no more use.
        if problems.isEmpty { try? FileManager.default.removeItem(atPath: workFolder.string) }
        return problems
    }

    /// What takes longest comes late.
    private static let order = [BookProduct.texts, .audiobook, .readAlong]

    private func record(_ made: [BookProduct: [BookFile]]) throws {
        let files = BookProduct.allCases.flatMap { made[$0] ?? [] }
        try ledger.record(files, of: book.row.book)
    }

    private func make(_ product: BookProduct) async throws -> [BookFile] {
        let hash = book.row.sourceHash
        // Known to be the batch's own from then on, whatever becomes of the rest.
        let note: @Sendable (StoredFile) throws -> Void = { [ledger] file in
            try ledger.note(BookFile(file: file, madeFrom: hash), of: book.row.book)
        }
        var files: [StoredFile] = []
        switch product {
        case .texts: files = try await texts(note: note)
        case .audiobook:
            guard let settings = book.description.audiobook else { break }
            let made = try await audiobook(settings, note: note)
            files = made.map(StoredFile.init)
            if book.description.folders == .abs {
                files += try await libraryFiles(of: book, made, note: note)
            }
        case .readAlong: files = [try await readAlong(note)]
        }
        return files.map { BookFile(file: $0, madeFrom: hash) }
    }

    /// Whether a file is still there as it was made, or as a person may have left it.
    private func isThere(_ file: StoredFile) -> Bool {
        LibraryFiles.mayBeEdited(file.file)
            ? output.holds(file.file) : output.holds(file.file, byteCount: file.byteCount)
    }

    /// The files of the book that may be replaced.
    var ownFiles: OwnFiles {
        OwnFiles(
            output: output,
            current: Dictionary(
                book.row.files.map { ($0.file.file, $0.file) }, uniquingKeysWith: { $1 }),
            earlier: Dictionary(
                book.row.earlierFiles.map { ($0.file, $0) }, uniquingKeysWith: { $1 }),
            replacesFiles: replacesFiles)
    }

    private func audiobook(
        _ settings: AudiobookSettings,
        note: @escaping @Sendable (StoredFile) throws -> Void
    ) async throws -> [StoredAudiobook] {
        let assembler = AudiobookAssembler(output: output, workFolder: workFolder)
        let chapters = book.row.chapters.map { chapter in
            AudiobookChapter(
                path: output.path.appending(chapter.track?.file ?? ""), title: chapter.title,
                recorded: chapter.track?.made ?? MadeFile(byteCount: 0, sha256: []),
                duration: .milliseconds(chapter.track?.durationMilliseconds ?? 0))
        }
        let own = ownFiles
        return try await stoppable { [events, book] in
            try await assembler.assemble(
                chapters, tags: book.tags, settings: settings, to: book.description.name,
                replacing: { own.replaceable($0) }, onMade: { try note(StoredFile($0)) }
            ) { events.report(.audiobook(title: book.description.title, $0)) }
        }
    }

    /// Works in a task of its own, so that the person's wish to stop reaches it.
    func stoppable<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let work = Task { try await body() }
        control.attach { if $0 == .asked { work.cancel() } }
        return try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            work.cancel()
        }
    }
}

extension AudiobookStage {
    /// The playlist, and the words with times where they are wanted.
    ///
    /// - Parameter note: told of each as soon as it is there.
    private func texts(
        note: (StoredFile) throws -> Void
    ) async throws -> [StoredFile] {
        let own = ownFiles
        func write(_ text: String, _ name: String) async throws -> StoredFile {
            let file = StoredFile(
                try await output.write(text, to: name, replacing: own.replaceable(name)))
            try note(file)
            return file
        }
        let name = book.description.playlistName
        let playlist = Playlist(
            book.row.chapters.compactMap { chapter in
                chapter.track.map {
                    Playlist.Entry(
                        name: $0.file, title: chapter.title,
                        duration: .milliseconds($0.durationMilliseconds))
                }
            }, title: book.description.title, name: name)
        var files = [try await write(playlist.text, name)]
        guard let sync = book.description.sync.flatMap(BookSettings.Sync.init(rawValue:)) else {
            return files
        }
        for chapter in book.row.chapters {
            guard let track = chapter.track else { continue }
            let words = try timedText(of: chapter)
            let stem = FilePath(track.file).removingExtension
            files.append(
                try await write(
                    sync == .lrc ? words.lrc : words.webVTT, "\(stem).\(sync.rawValue)"))
        }
        return files
    }

    /// What audiobookshelf reads beside the audiobook; a file that somebody else wrote or changed stays.
    private func libraryFiles(
        of book: BookShelf.Book, _ audiobooks: [StoredAudiobook],
        note: (StoredFile) throws -> Void
    ) async throws -> [StoredFile] {
        let own = ownFiles
        var files: [StoredFile] = []
        for (name, bytes) in try LibraryFiles(book, audiobooks).contents {
            do {
                let file = StoredFile(
                    try await output.write(bytes, to: name, replacing: own.replaceable(name)))
                try note(file)
                files.append(file)
            } catch FileError.nameTaken(let path) {
                events.report(
                    .notice(
                        "\(path) stays as it is: it was not made by this batch, or was changed since; "
                            + "--overwrite replaces it"))
            }
        }
        return files
    }

    /// A chapter's sentences with the times they are spoken at.
    private func timedText(of chapter: BookChapterRow) throws -> TimedText {
        let pieces = try ledger.reader.pieces(of: chapter)
        let gaps =
            chapter.trackForm.flatMap({ TrackForm(json: $0) })?
            .gaps(clipCount: pieces.count) ?? []
        let language = book.description.language.flatMap(Language.init(code:))
        return TimedText(
            pieces.enumerated().map { index, piece in
                let seams = SentenceSeams(language: language ?? .detect(in: piece.text))
                return TimedText.Piece(
                    lines: seams.sentences(of: piece.text),
                    duration: .milliseconds(piece.durationMilliseconds),
                    gap: index < gaps.count ? gaps[index] : .zero)
            }, title: chapter.title)
    }
}

extension StoredFile {
    fileprivate init(_ book: StoredAudiobook) {
        self.init(
            file: book.name, byteCount: book.byteCount, sha256: book.sha256,
            durationMilliseconds: Int(book.duration / .milliseconds(1)))
    }
}
