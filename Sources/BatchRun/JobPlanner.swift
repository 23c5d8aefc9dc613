import Foundation
import JobSources
import Planning
import RunLedger
import SpeechTasks

/// Cuts jobs into tasks, with the fewest calls left to pay.
struct JobPlanner {
    let service: Service
    let planner: TextPlanner

    init(service: Service, maximumCharacters: Int, language: String?) {
        self.service = service
        planner = TextPlanner(
            limit: maximumCharacters, language: language.flatMap(Language.init(code:)))
    }

    /// The tasks of a job.
    ///
    /// A text that was cut before, under another limit or piece by piece, keeps that cut where it
    /// leaves no more to pay than a new one.
    func plan(_ job: Job, paid: PaidTasks) throws -> PlannedJob {
        let whole = task(job.text.trimmed, of: job)
        let characters = whole.text.characterCount
        return PlannedJob(
            source: job.place.path, line: job.place.line, id: job.id, title: job.title,
            output: job.output.path, otherColumns: json(job.otherColumns), characters: characters,
            contentHash: whole.hash,
            tasks: try cut(whole, characters: characters, of: job, paid: paid))
    }

    private func cut(
        _ whole: SpeechTask, characters: Int, of job: Job, paid: PaidTasks
    ) throws -> [SpeechTask] {
        let fresh =
            characters <= planner.limit
            ? [whole] : planner.pieces(of: whole.text).map { task(String($0), of: job) }
        let known = try paid.knownCut(characters: characters, contentHash: whole.hash)
        guard let known else { return fresh }
        return try unpaid(known, paid) <= unpaid(fresh, paid) ? known : fresh
    }

    /// The shorter tasks that take the place of one that is too long.
    func pieces(of task: SpeechTask) -> [SpeechTask] {
        planner.pieces(of: task.text).map { piece in
            SpeechTask(
                service: task.service, text: String(piece), voiceID: task.voiceID,
                speed: task.speed, volume: task.volume)
        }
    }

    private func unpaid(_ tasks: [SpeechTask], _ paid: PaidTasks) throws -> Int {
        try tasks.reduce(0) { try $0 + (paid.standing(of: $1.hash) == .paid ? 0 : 1) }
    }

    private func task(_ text: String, of job: Job) -> SpeechTask {
        SpeechTask(
            service: service, text: text, voiceID: job.voiceID, speed: job.speed,
            volume: job.volume)
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
