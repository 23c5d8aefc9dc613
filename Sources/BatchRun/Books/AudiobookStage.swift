import AudioFiles
import Crypto
import Foundation
import Planning
import RunLedger
import SpeechTasks
import SystemPackage

/// From the tracks of a book to its audiobook, its playlist and its words with times.
///
/// It comes after all tracks, and makes nothing where a chapter is missing: an audiobook with a
/// hole in it would pass for a whole one.
struct AudiobookStage {
    let ledger: RunLedger
    let output: OutputFolder
    let workFolder: FilePath
    let replacesFiles: Bool
    let monitor: RunMonitor

    /// Makes what is missing of a book's files.
    ///
    /// - Returns: why something is not made, in a sentence; nil where all is there.
    func perform(_ book: BookShelf.Book) async throws -> String? {
        let missing = book.row.chapters.count { $0.state != "done" || $0.track == nil }
        guard missing == 0 else {
            return "the audiobook “\(book.description.title)” waits for \(counted(missing))"
        }
        let source = BookSource(book)
        // What a killed run was encoding is of no more use once the book is there.
        defer {
            if (try? isMade(book, source)) == true {
                try? FileManager.default.removeItem(atPath: workFolder.string)
            }
        }
        guard try !isMade(book, source) else { return nil }
        var files: [StoredFile]
        do {
            files = try await texts(of: book)
        } catch let error as AudioFileError {
            return "the audiobook “\(book.description.title)” is not made: \(error)"
        }
        if let settings = book.description.audiobook {
            switch await audiobook(of: book, settings) {
            case .made(let made): files = made.map(StoredFile.init) + files
            case .failed(.cancelled): return "the audiobook goes on with the next run"
            case .failed(let error):
                return "the audiobook “\(book.description.title)” is not made: \(error)"
            }
        }
        try ledger.record(
            files.map { BookFile(file: $0, madeFrom: source.hash) }, of: book.row.book)
        for file in files { monitor.report(.bookFileMade(file.file, byteCount: file.byteCount)) }
        return nil
    }

    private func counted(_ number: Int) -> String {
        number == 1 ? "1 chapter that is not done" : "\(number) chapters that are not done"
    }

    /// Whether everything was made from the same tracks in the same way, and is still there.
    private func isMade(_ book: BookShelf.Book, _ source: BookSource) throws -> Bool {
        let files = book.row.files
        return !files.isEmpty
            && files.allSatisfy { made in
                let path = output.path.appending(made.file.file).string
                let attributes = try? FileManager.default.attributesOfItem(atPath: path)
                return made.madeFrom == source.hash
                    && (attributes?[.size] as? Int) == made.file.byteCount
            }
    }

    /// Encodes in a task of its own, so that the person's wish to stop reaches it.
    private func audiobook(
        of book: BookShelf.Book, _ settings: AudiobookSettings
    ) async -> AudiobookOutcome {
        let assembler = AudiobookAssembler(output: output, workFolder: workFolder)
        let chapters = book.row.chapters.map { chapter in
            AudiobookChapter(
                path: output.path.appending(chapter.track?.file ?? ""), title: chapter.title)
        }
        let mayReplace = replacesFiles || !book.row.files.isEmpty
        let work = Task { [monitor] in
            await assembler.assemble(
                chapters, tags: book.tags, settings: settings, to: book.description.name,
                mayReplace: mayReplace
            ) { monitor.report(.audiobook(title: book.description.title, $0)) }
        }
        monitor.attach {
            work.cancel()
        } inFlight: {
            0
        }
        return await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
    }
}

extension AudiobookStage {
    /// The playlist, and the words with times where they are wanted.
    private func texts(of book: BookShelf.Book) async throws -> [StoredFile] {
        let known = Set(book.row.files.map(\.file.file))
        func write(_ text: String, _ name: String) async throws -> StoredFile {
            let stored = try await output.write(
                text, to: name, mayReplace: replacesFiles || known.contains(name))
            return StoredFile(
                file: stored.name, byteCount: stored.byteCount, sha256: stored.sha256,
                durationMilliseconds: 0)
        }
        let name = book.description.name + ".m3u8"
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
            let words = try timedText(of: chapter, book)
            let ending = track.file.hasSuffix(".mp3") ? track.file.dropLast(4) : track.file[...]
            files.append(
                try await write(
                    sync == .lrc ? words.lrc : words.webVTT, "\(ending).\(sync.rawValue)"))
        }
        return files
    }

    /// A chapter's sentences with the times they are spoken at.
    private func timedText(
        of chapter: BookChapterRow, _ book: BookShelf.Book
    ) throws -> TimedText {
        let pieces = try ledger.reader.pieces(of: chapter)
        let gaps =
            chapter.trackForm.flatMap(TrackForm.init(json:))?
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

/// All that a book's files are made from, in one hash.
private struct BookSource {
    let hash: [UInt8]

    init(_ book: BookShelf.Book) {
        var hasher = SHA256()
        hasher.update(data: Data(book.row.planned.description.utf8))
        hasher.update(data: book.tags.cover?.bytes ?? [])
        for chapter in book.row.chapters {
            hasher.update(data: chapter.track?.sha256 ?? [])
            hasher.update(data: Data("\(chapter.output)\0\(chapter.title ?? "")\0".utf8))
        }
        hash = Array(hasher.finalize())
    }
}

extension StoredFile {
    fileprivate init(_ book: StoredAudiobook) {
        self.init(
            file: book.name, byteCount: book.byteCount, sha256: book.sha256,
            durationMilliseconds: Int(book.duration / .milliseconds(1)))
    }
}
