import Audiobooks
import BatchPlanning
import DurableFiles
import Foundation
import Ledger
import MP3
import SystemPackage

/// The books of a batch as the stages that make files need them.
struct BookShelf {
    /// A book with its description read and its cover ready for tags.
    struct Book {
        let row: BookRow
        let description: BookDescription
        let tags: AudiobookTags
        /// What its tracks say about it.
        let trackTags: AudiobookTags
    }

    private(set) var books: [Book] = []
    /// What is told to the person at the start: covers that no tag takes, a tool that will be missed.
    private(set) var notices: [String] = []

    /// The books of a batch's latest plan.
    ///
    /// - Parameter workFolder: where covers are turned into pictures that tags take.
    init(of batch: BatchID, in reader: LedgerReader, workFolder: FilePath) async throws {
        for row in try reader.books(of: batch) {
            guard let description = BookDescription(json: row.planned.description) else { continue }
            var cover: CoverPicture?
            if let bytes = row.planned.cover {
                switch try await CoverConverter(workFolder: workFolder).convert(bytes) {
                case .picture(let picture): cover = picture
                case .leftOut(let reason): notices.append("\(description.title): \(reason)")
                }
            }
            if description.needsFFmpeg, !isInstalled("ffmpeg") {
                notices.append(
                    "\(description.title): ffmpeg is not installed, so that the tracks will be made "
                        + "and what is made of them will wait: apt-get install ffmpeg")
            }
            books.append(
                Book(
                    row: row, description: description, tags: description.tags(cover: cover),
                    trackTags: description.trackTags(cover: cover)))
        }
    }

    /// A job's tags: those of a chapter where it is one.
    func tags(of job: ClaimedJob) -> TrackTags {
        TrackTags(title: job.title, text: job.firstWords, place: place(of: job))
    }

    private func place(of job: ClaimedJob) -> TrackTags.Place? {
        guard let form = job.form, let book = books.first(where: { $0.row.book == job.book })
        else { return nil }
        return TrackTags.Place(number: form.number, of: form.count, in: book.trackTags)
    }
}

extension ClaimedJob {
    /// How its track is made; nil where there is nothing to say beyond its clips.
    var form: TrackForm? { trackForm.flatMap { TrackForm(json: $0) } }
}

extension BookDescription {
    /// Whether an audiobook is encoded, which an mp3 is not, or pauses are looked for.
    fileprivate var needsFFmpeg: Bool {
        makesReadAlong || audiobook.map { $0.format != .mp3 } ?? false
    }
}
