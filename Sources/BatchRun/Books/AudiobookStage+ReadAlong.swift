import Audiobooks
import BatchPlanning
import Clips
import DurableFiles
import Ledger
import MP3
import ReadAlong
import SpeechTasks
import SystemPackage
import Texts
import Tracks
import VoiceTracks

extension AudiobookStage {
    /// Makes the read-along book; its chapters are all done.
    ///
    /// - Parameter note: told of it as soon as it is there.
    func readAlong(_ note: (StoredFile) throws -> Void) async throws -> StoredFile {
        guard let text = book.description.readAlongText, !text.pages.isEmpty else {
            throw ReadAlongError.noPages
        }
        let name = book.description.readAlongName
        let sounds = try await sounds()
        let made = try await ReadAlongAssembler(output: output).assemble(
            ReadAlongEdition(book, language: text.language), pages: text.pages, sounds: sounds,
            to: name, replacing: ownFiles.replaceable(name))
        let file = StoredFile(made)
        try note(file)
        return file
    }

    /// The chapters' tracks by their numbers, with what is known of their clips.
    private func sounds() async throws -> [Int: ReadAlongSound] {
        let title = book.description.title
        var sounds: [Int: ReadAlongSound] = [:]
        for (index, chapter) in book.row.chapters.enumerated() {
            guard let track = chapter.track,
                let form = chapter.trackForm.flatMap({ TrackForm(json: $0) })
            else { continue }
            sounds[form.number] = ReadAlongSound(
                path: output.path.appending(track.file), recorded: track.made,
                duration: .milliseconds(track.durationMilliseconds),
                clips: try await clips(of: ledger.reader.pieces(of: chapter), form))
            events.report(
                .audiobook(
                    title: title,
                    AudiobookProgress(
                        phase: .timing, finished: index + 1, total: book.row.chapters.count)))
        }
        return sounds
    }

    /// What the clips of a chapter say, and where nobody speaks in them.
    private func clips(of pieces: [SpokenPiece], _ form: TrackForm) async throws -> [SpokenClip] {
        let clips = pieces.map { ClipInTrack(hash: $0.hash, sha256: $0.sha256) }
        let starts = try await DiskThreads.run { [store] in
            var starts: [Duration] = []
            _ = try JoinedAudio(clips, gaps: form.gaps(clipCount: clips.count), in: store) {
                starts.append($0)
            }
            return starts
        }
        let pauses = try await stoppable { [store, workFolder] in
            try await ClipPauses.of(
                Set(clips), in: store, ofAtLeast: Self.shortestPause, workFolder: workFolder)
        }
        return zip(pieces, starts).map { piece, start in
            let found = pauses[piece.hash]
            return SpokenClip(
                text: piece.text, start: start, speech: found?.speech ?? .zero..<(.zero),
                pauses: found?.pauses ?? [])
        }
    }

    /// Shorter silences may be within words.
    ///
    /// A pack is cut at shorter ones too, as each of its texts has to be found; a seam that is not found
    /// here is only not shown.
    private static let shortestPause = Duration.milliseconds(100)
}

extension ReadAlongEdition {
    /// What a book's description and tags say of it.
    fileprivate init(_ book: BookShelf.Book, language: String?) {
        self.init(
            title: book.tags.title, authors: book.description.authors,
            narrator: book.tags.narrator, language: language, publisher: book.tags.publisher,
            year: book.tags.year,
            cover: book.tags.cover.map { Cover(bytes: $0.bytes, mediaType: $0.mediaType) })
    }
}

extension StoredFile {
    fileprivate init(_ book: StoredReadAlong) {
        self.init(
            file: book.name, byteCount: book.byteCount, sha256: book.sha256,
            durationMilliseconds: Int(book.duration.milliseconds))
    }
}
