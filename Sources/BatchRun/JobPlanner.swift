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
        let whole = SpeechTask(
            service: service, text: job.text.trimmed, voiceID: job.voiceID, speed: job.speed,
            volume: job.volume)
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
        let known = try paid.knownCut(characters: characters, contentHash: whole.hash)
        if characters <= planner.limit && known == nil { return [whole] }
        if try paid.standing(of: whole.hash) == .paid { return [whole] }
        var cuts = [pieces(of: whole)]
        if let known { cuts.append(known) }
        let earlier = try paid.earlierTasks(ofOutput: job.output.path)
        if !earlier.isEmpty { cuts.append(edited(earlier, to: whole)) }
        let costs = try cuts.map { try (unpaid: unpaid($0, paid), count: $0.count) }
        let cheapest = cuts.indices.min { costs[$0] < costs[$1] } ?? 0
        return cuts[cheapest]
    }

    /// A cut that keeps the pieces an edit has left at the text's beginning and end.
    private func edited(_ earlier: [SpeechTask], to whole: SpeechTask) -> [SpeechTask] {
        var rest = whole.text[...]
        var first: [SpeechTask] = []
        var last: [SpeechTask] = []
        for task in earlier {
            guard task.isSpoken(like: whole), rest.hasPrefix(task.text) else { break }
            rest = rest.dropFirst(task.text.count).drop { $0.isWhitespace }
            first.append(task)
        }
        for task in earlier.dropFirst(first.count).reversed() {
            guard task.isSpoken(like: whole), rest.hasSuffix(task.text) else { break }
            rest = rest.dropLast(task.text.count)
            while rest.last?.isWhitespace ?? false { rest.removeLast() }
            last.insert(task, at: 0)
        }
        return first + (rest.isEmpty ? [] : pieces(of: whole, text: String(rest))) + last
    }

    /// The shorter tasks that take the place of one that is too long.
    ///
    /// - Parameter text: what of its text is cut; nil for all of it.
    func pieces(of task: SpeechTask, text: String? = nil) -> [SpeechTask] {
        planner.pieces(of: text ?? task.text).map { piece in
            SpeechTask(
                service: task.service, text: piece, voiceID: task.voiceID, speed: task.speed,
                volume: task.volume)
        }
    }

    private func unpaid(_ tasks: [SpeechTask], _ paid: PaidTasks) throws -> Int {
        try tasks.reduce(0) { try $0 + (paid.standing(of: $1.hash) == .paid ? 0 : 1) }
    }

    /// The other columns as a JSON object in their order.
    private func json(_ columns: [OtherColumn]) -> String? {
        guard !columns.isEmpty else { return nil }
        let members = columns.map { "\(jsonString($0.name)):\(jsonString($0.value))" }
        return "{" + members.joined(separator: ",") + "}"
    }
}

extension SpeechTask {
    /// Whether two tasks differ in their texts at most.
    fileprivate func isSpoken(like other: SpeechTask) -> Bool {
        service == other.service && voiceID == other.voiceID && speed == other.speed
            && volume == other.volume
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
