import Foundation
import JobLists
import Ledger
import Sentences
package import SpeechTasks
import Texts

/// Cuts jobs into tasks, with the fewest calls left to pay.
package struct JobPlanner {
    let maker: TaskMaker
    let planner: TextPlanner

    package init(maker: TaskMaker, limit: TextLimit) {
        self.maker = maker
        planner = TextPlanner(limit: limit, language: maker.language.flatMap(Language.init(code:)))
    }

    /// Why a job cannot be spoken here; nil if it can.
    func fault(in job: Job) -> String? {
        if job.content.texts.contains(where: { $0.utf8.contains(0) }) {
            return "the text holds NUL; is the encoding right?"
        }
        return maker.fault(ofSpeed: job.heading.speed)
    }

    /// The tasks of a row of a list.
    ///
    /// A text that was cut before, under another limit or piece by piece, keeps of that cut what
    /// leaves no more to pay than a new one.
    func plan(
        _ heading: JobHeading, text: String, form: TrackForm? = nil, paid: PaidTasks,
        pieces: PaidPieces
    ) throws -> PlannedJob {
        let cuts = try cuts(
            of: [SpokenStretch(text: text)], heading, paid: paid, pieces: pieces)
        var job = job(heading, of: cuts)
        job.trackForm = try form?.json()
        return job
    }

    /// The tasks of a chapter, stretch by stretch.
    func plan(
        _ heading: JobHeading, _ chapter: ChapterPlan, paid: PaidTasks, pieces: PaidPieces
    ) throws -> PlannedJob {
        let cuts = try cuts(of: chapter.stretches, heading, paid: paid, pieces: pieces)
        var job = job(heading, of: cuts)
        job.kind = .chapter
        job.book = chapter.book
        job.trackForm = try chapter.trackForm(clipCounts: cuts.map(\.pieces.count))
        return job
    }

    /// A stretch of a text as one task, and the tasks that say it.
    private struct Cut {
        let whole: SpeechTask
        let pieces: [SpeechTask]
    }

    private func cuts(
        of stretches: [SpokenStretch], _ heading: JobHeading, paid: PaidTasks, pieces: PaidPieces
    ) throws -> [Cut] {
        try stretches.map { stretch in
            let whole = whole(heading, saying: stretch.text, in: stretch.voiceID)
            return Cut(whole: whole, pieces: try cut(whole, paid: paid, pieces: pieces))
        }
    }

    /// A text of a job as one task, however long it is.
    ///
    /// - Parameter voiceID: nil is the job's own voice.
    func whole(
        _ heading: JobHeading, saying text: String, in voiceID: String? = nil
    ) -> SpeechTask {
        maker.task(
            text.withoutFoundationBlanks, voiceID: voiceID ?? heading.voiceID,
            speed: heading.speed, volume: heading.volume, language: heading.language)
    }

    /// A row that is a part of a call which others share.
    func job(
        _ heading: JobHeading, saying whole: SpeechTask, by task: SpeechTask, form: TrackForm
    ) throws -> PlannedJob {
        var job = job(heading, of: [Cut(whole: whole, pieces: [task])])
        job.trackForm = try form.json()
        return job
    }

    private func job(_ heading: JobHeading, of cuts: [Cut]) -> PlannedJob {
        let wholes = cuts.map(\.whole)
        return PlannedJob(
            source: heading.place.path, line: heading.place.line, id: heading.id,
            title: heading.title, output: heading.output.path,
            otherColumns: json(heading.otherColumns),
            characters: wholes.reduce(0) { $0 + $1.text.characterCount },
            contentHash: contentHash(of: wholes), tasks: cuts.flatMap(\.pieces),
            trackVolume: maker.trackVolume(heading.volume))
    }

    /// The name of one text is its task's; of several, that of the names one after the other.
    private func contentHash(of tasks: [SpeechTask]) -> TaskHash {
        tasks.count == 1 ? tasks[0].hash : TaskHash(of: tasks.map(\.hash))
    }

    /// The tasks that say a text, each under the name that it is paid for by.
    func cut(
        _ whole: SpeechTask, paid: PaidTasks, pieces: PaidPieces
    ) throws -> [SpeechTask] {
        try bestCut(whole, paid: paid, pieces: pieces).map { try paid.form(of: $0) }
    }

    private func bestCut(
        _ whole: SpeechTask, paid: PaidTasks, pieces: PaidPieces
    ) throws -> [SpeechTask] {
        let characters = whole.text.characterCount
        let known = try paid.knownCut(characters: characters, contentHash: whole.hash)
        if planner.limit.allows(whole.text) && known == nil { return [whole] }
        if try paid.isPaid(whole) { return [whole] }
        let fresh = self.pieces(of: whole)
        var best = (cut: fresh, unpaid: try unpaid(fresh, paid))
        for other in [{ known }, { try edited(whole, pieces) }] where best.unpaid > 0 {
            guard let cut = try other() else { continue }
            let count = try unpaid(cut, paid)
            if count < best.unpaid { best = (cut, count) }
        }
        return best.cut
    }

    /// A cut that keeps what is paid for and what an edit has left as it was.
    private func edited(_ whole: SpeechTask, _ pieces: PaidPieces) throws -> [SpeechTask]? {
        let known = try pieces.spoken(like: whole)
        guard !known.isEmpty else { return nil }
        return planner.pieces(of: whole.text, keeping: known).map { task(like: whole, of: $0) }
    }

    /// The shorter tasks that take the place of one that is too long.
    package func pieces(of task: SpeechTask) -> [SpeechTask] {
        planner.pieces(of: task.text).map { self.task(like: task, of: $0) }
    }

    func task(like task: SpeechTask, of text: String) -> SpeechTask {
        SpeechTask(
            service: task.service, text: text, voiceID: task.voiceID, speed: task.speed,
            volume: task.volume, language: task.language)
    }

    private func unpaid(_ tasks: [SpeechTask], _ paid: PaidTasks) throws -> Int {
        try tasks.reduce(0) { try $0 + (paid.isPaid($1) ? 0 : 1) }
    }

    /// The other columns as a JSON object in their order.
    private func json(_ columns: [OtherColumn]) -> String? {
        guard !columns.isEmpty else { return nil }
        let members = columns.map { "\(jsonString($0.name)):\(jsonString($0.value))" }
        return "{" + members.joined(separator: ",") + "}"
    }
}

extension String {
    /// The text without what Foundation takes for white space around it.
    ///
    /// That is also U+200B, so that ``Texts`` has no such function: a text that has been paid for
    /// must come out of its book as it did then.
    fileprivate var withoutFoundationBlanks: String {
        // Nearly every text begins and ends with a visible character.
        let isVisible = { (byte: UInt8?) in (0x21...0x7E).contains(byte ?? 0) }
        if isVisible(utf8.first) && isVisible(utf8.last) { return self }
        return trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
