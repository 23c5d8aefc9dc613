import JobLists
import Ledger
import Sentences
import SpeechTasks
import Utterances

/// Lets rows of one voice, speed and volume share calls, in the order in which they come.
///
/// A row that was cut out of a shared call before stays with that call, wherever it stands in the list
/// now, so that a list which is edited pays for what is new alone; one whose cut was in doubt has its own
/// call from then on. Rows with the same text share their
/// part. What is not yet handed over is at most one call's text for each voice.
struct RowPacking {
    private var packs: OpenPacks<Manner, SpeechTask>
    /// The rows that wait for their pack to be full, by the name of what they say.
    private var waiting: [TaskHash: [JobHeading]] = [:]
    /// Shared calls by the names of what they say.
    private var known: [TaskHash: PackedText] = [:]
    /// One text of each shared call.
    private var calls: [TaskHash: PackedText] = [:]
    private let planner: JobPlanner
    private let confidence: Double
    /// How tracks are made beside that.
    private let form: TrackForm?
    /// What shares calls so far.
    private(set) var figures = PlanFigures.Packs()
    private var counted: Set<TaskHash> = []

    /// A text's part of a shared call.
    struct PackedText {
        let task: SpeechTask
        var part: TrackForm.Pack
    }

    /// What is equal within a call.
    private struct Manner: Hashable {
        let voiceID: String
        let speed: Thousandths
        let volume: Thousandths
        let language: String?
    }

    /// A row with what it says.
    struct Row {
        let heading: JobHeading
        let text: String
    }

    init(
        planner: JobPlanner, confidence: Double, form: TrackForm?, paid: PaidTasks
    ) throws {
        self.planner = planner
        self.confidence = confidence
        self.form = form
        packs = OpenPacks(limit: planner.planner.limit)
        try paid.forEachPackedRow { row in
            guard let form = TrackForm(json: row.trackForm), let part = form.pack,
                part.isBoughtAlone || part.task == "\(row.task.hash)",
                // Its longest text may be a shorter one by now.
                row.isPaid || planner.planner.limit.allows(row.task.text)
            else { return }
            known[row.contentHash] = shared(row.task, part)
        }
    }

    /// A part that shares its call's text and weights with the other parts, so that they are kept once.
    private mutating func shared(_ task: SpeechTask, _ part: TrackForm.Pack) -> PackedText {
        var part = part
        part.text = ""
        guard let call = calls[task.hash] else {
            calls[task.hash] = PackedText(task: task, part: part)
            return PackedText(task: task, part: part)
        }
        part.weights = call.part.weights
        return PackedText(task: call.task, part: part)
    }

    /// Takes a row.
    ///
    /// - Returns: the jobs that are planned by now, its own or those of the pack that was full.
    mutating func add(
        _ row: Row, paid: PaidTasks, pieces: PaidPieces
    ) throws -> [PlannedJob] {
        let whole = planner.whole(row.heading, saying: row.text)
        if try isAlone(whole, paid, pieces) {
            return [
                try planner.plan(
                    row.heading, text: row.text, form: form, paid: paid, pieces: pieces)
            ]
        }
        if let known = known[whole.hash] {
            return [try job(row.heading, saying: whole, in: known)]
        }
        guard waiting[whole.hash] == nil else {
            waiting[whole.hash]?.append(row.heading)
            return []
        }
        waiting[whole.hash] = [row.heading]
        let manner = Manner(
            voiceID: whole.voiceID, speed: whole.speed, volume: whole.volume,
            language: whole.language)
        let text = whole.text.endingOpenly
        guard let full = packs.add(whole, saying: text, by: manner) else { return [] }
        return try jobs(of: full, paid: paid, pieces: pieces)
    }

    /// Whether a text is called for by itself: one that is long, that says nothing, or that has been called
    /// for before, be it paid for, cut into pieces, or without a reply so far.
    private func isAlone(
        _ whole: SpeechTask, _ paid: PaidTasks, _ pieces: PaidPieces
    ) throws -> Bool {
        let hasWords = whole.text.unicodeScalars.contains { $0.properties.isAlphabetic }
        guard hasWords, planner.planner.limit.allows(whole.text) else { return true }
        if try paid.isPaid(whole) || paid.isTouched(whole.hash) { return true }
        return try planner.cut(whole, paid: paid, pieces: pieces).count > 1
    }

    /// The jobs of the rows that still wait, in the order of their first ones.
    mutating func takeRest(paid: PaidTasks, pieces: PaidPieces) throws -> [PlannedJob] {
        let row = { [waiting] (pack: OpenPacks<Manner, SpeechTask>.Pack) in
            pack.members.first.flatMap { waiting[$0.hash]?.first?.row } ?? 0
        }
        return try packs.takeAll().sorted { row($0) < row($1) }
            .flatMap { try jobs(of: $0, paid: paid, pieces: pieces) }
    }

    /// A pack of one is a call of its own, and so are all texts of one that was refused.
    private mutating func jobs(
        of pack: OpenPacks<Manner, SpeechTask>.Pack, paid: PaidTasks, pieces: PaidPieces
    ) throws -> [PlannedJob] {
        let task = planner.task(like: pack.members[0], of: pack.text)
        let isShared = try pack.members.count > 1 && paid.standing(of: task.hash) != .ended
        let part = TrackForm.Pack(
            task: "\(task.hash)",
            weights: TrackForm.Pack.weights(of: pack.members.map(\.text), in: task.text),
            confidence: confidence)
        var jobs: [PlannedJob] = []
        for (index, whole) in pack.members.enumerated() {
            var text = PackedText(task: task, part: part)
            text.part.part = index
            if isShared, try paid.standing(of: task.hash) == .toPay {
                figures.rowsToPay += waiting[whole.hash]?.count ?? 0
            }
            if isShared { known[whole.hash] = text }
            for heading in waiting.removeValue(forKey: whole.hash) ?? [] {
                jobs.append(
                    isShared
                        ? try job(heading, saying: whole, in: text)
                        : try planner.plan(
                            heading, text: whole.text, form: form, paid: paid, pieces: pieces))
            }
        }
        return jobs
    }

    private mutating func job(
        _ heading: JobHeading, saying whole: SpeechTask, in packed: PackedText
    ) throws -> PlannedJob {
        if !packed.part.isBoughtAlone {
            figures.rows += 1
            if counted.insert(packed.task.hash).inserted { figures.calls += 1 }
        }
        var part = packed.part
        part.text = whole.text
        part.voice = heading.voiceID
        part.language = heading.language
        part.speed = heading.speed.count
        part.volume = heading.volume.count
        part.confidence = confidence
        var form = form ?? TrackForm(ofRow: nil)
        form.pack = part
        return try planner.job(heading, saying: whole, by: packed.task, form: form)
    }
}

extension String {
    /// The text without a comma or the like at its end, behind which no full stop could stand.
    fileprivate var endingOpenly: String {
        String(trimmingSuffix { ",;:，；：、–—-".contains($0) || $0.isWhitespace })
    }

    private func trimmingSuffix(while isLeftOut: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, isLeftOut(last) { rest.removeLast() }
        return rest.isEmpty ? self[...] : rest
    }
}
