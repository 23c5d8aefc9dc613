import Ledger
import Reports
import Texts

extension ReportPage {
    /// Writes every book with its chapters, in the order of the plan.
    func writeBooks(to write: (String) throws -> Void) throws {
        guard !books.isEmpty else { return }
        var current: Int?
        _ = try reader.forEachCostedJob(of: row.batch) { job in
            guard job.kind == .chapter, job.job.state != .dropped,
                let book = books.firstIndex(where: { $0.source == job.input })
            else { return }
            if book != current {
                if current != nil { try write("</ol>\n</section>\n") }
                let anchor = "book-\(book + 1)"
                try write(
                    templates.filled("book", books[book].values(anchor: anchor, files: tracks)))
                current = book
            }
            try write(templates.filled("chapter", values(of: job)))
        }
        if current != nil { try write("</ol>\n</section>\n") }
    }

    private func values(of chapter: CostedJob) -> PageValues {
        let job = chapter.job
        let clips = chapter.places.filter { $0.clip != nil }
        let title = job.title ?? job.output
        var values: PageValues = [
            "title": title, "state": job.state.words, "kind": job.state.rawValue,
            "length": clockLength(job.durationMilliseconds),
            "calls": counted(clips.count, "call"), "cost": "\(chapter.cost.atMost)",
            "hasPieces": !clips.isEmpty, "pieces": pieces(clips),
        ]
        let voices = chapter.voices
        if !voices.isEmpty { values["voices"] = voices.joined(separator: ", ") }
        if let reason = job.reason { values["reason"] = reason }
        if job.state == .done { values["address"] = tracks.address(of: job.output) }
        return values
    }

    /// The texts of the calls, with the seams between them and each change of the voice.
    private func pieces(_ clips: [CostedJob.Place]) -> [PageValues] {
        var before: String?
        return clips.enumerated().map { index, clip in
            var piece: PageValues = ["text": clip.text]
            if clip.voiceID != before { piece["voice"] = clip.voiceID }
            if index + 1 < clips.count {
                piece["seam"] = "call \(index + 1) of \(clips.count) ends here"
            }
            before = clip.voiceID
            return piece
        }
    }
}

extension JobState {
    /// The state in a word for people.
    var words: String { self == .done ? "made" : rawValue }
}
