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

    /// The tasks of a job.
    ///
    /// A text that was cut before, under another limit or piece by piece, keeps of that cut what
    /// leaves no more to pay than a new one.
    ///
    /// - Parameter chapter: what the job is beyond its text, if it is a chapter of a book.
    func plan(
        _ job: Job, as chapter: ChapterPlan? = nil, paid: PaidTasks, pieces: PaidPieces
    ) throws -> PlannedJob {
        let stretches = chapter?.stretches ?? [SpokenStretch(text: job.text)]
        let tasks = stretches.map { stretch in
            maker.task(
                stretch.text.trimmed, voiceID: stretch.voiceID ?? job.voiceID, speed: job.speed,
                volume: job.volume)
        }
        let cuts = try tasks.map { try cut($0, paid: paid, pieces: pieces) }
        return PlannedJob(
            source: job.place.path, line: job.place.line, kind: chapter == nil ? "row" : "chapter",
            id: job.id, title: job.title, output: job.output.path,
            otherColumns: json(job.otherColumns),
            characters: tasks.reduce(0) { $0 + $1.text.characterCount },
            contentHash: contentHash(of: tasks), tasks: cuts.flatMap { $0 }, book: chapter?.book,
            trackForm: try chapter?.trackForm(clipCounts: cuts.map(\.count)),
            trackVolume: maker.trackVolume(job.volume))
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
    /// The text without white space around it; the same string where there is none.
    fileprivate var trimmed: String {
        // Nearly every text begins and ends with a visible character.
        let isVisible = { (byte: UInt8?) in (0x21...0x7E).contains(byte ?? 0) }
        if isVisible(utf8.first) && isVisible(utf8.last) { return self }
        return trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// A JSON string by RFC 8259.
private func jsonString(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": json += "\\\""
        case "\\": json += "\\\\"
        case "\u{0}"..<" ":
            let digits = String(scalar.value, radix: 16)
            json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: json.unicodeScalars.append(scalar)
        }
    }
    return json + "\""
}
