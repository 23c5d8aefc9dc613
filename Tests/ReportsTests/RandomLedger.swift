import Ledger
import SpeechTasks
import Synchronization
import TestSupport

/// A ledger of batches that were planned, edited, called, killed and called again at random.
///
/// Few texts, so that jobs share calls; rows that are cut out of calls which they share, cues of two
/// speakers in one call, chapters of a book, columns, replies that never came, refusals that count as
/// charged, questions, and recordings that were replaced.
struct RandomLedger {
    let ledger: RunLedger
    /// Unix milliseconds.
    let clock: TestClock
    private var random: SplitMix64

    /// A clock that moves when it is told to.
    final class TestClock: Sendable {
        private let time = Mutex(1_790_000_000_000)
        var now: Int { time.withLock { $0 } }
        func move(by milliseconds: Int) { time.withLock { $0 += milliseconds } }
    }

    static let batches = ["one", "two", "three"]
    static let services = [Service.emulator, Service(host: "api.example.com")]
    private static let voices = ["calm_story1", "uk_man2", "nobody"]

    init(_ ledger: RunLedger, _ clock: TestClock, seed: UInt64) {
        self.ledger = ledger
        self.clock = clock
        random = SplitMix64(seed: seed)
    }

    /// Lets it come about.
    mutating func live(rounds: Int) async throws {
        for _ in 0..<rounds {
            let batch = try plan()
            try await run(batch)
        }
    }

    private mutating func number(_ range: Range<Int>) -> Int { .random(in: range, using: &random) }

    private mutating func happens(_ percent: Int) -> Bool { number(0..<100) < percent }

    private mutating func plan() throws -> BatchID {
        let place = number(0..<Self.batches.count)
        let service = Self.services[place % 2]
        let terms = BatchTerms(
            name: Self.batches[place], service: service, inputs: ["/\(place).csv"],
            outputFolder: "/tracks\(place)", price: Money(thousandths: [50, 7, 113][place]),
            account: "account", maxUnknownSpend: Money(thousandths: 100_000),
            chargesRefusals: happens(30))
        let jobs = jobs(at: service)
        let batch = try ledger.plan(terms) { writer in
            let book = try writer.add(
                PlannedBook(source: "/tale.epub", description: "{}"))
            for job in jobs {
                var job = job
                if job.kind == .chapter { job.book = book }
                try writer.add(job)
            }
        }
        if happens(50) { try ledger.label(batch, project: "project \(number(0..<2))") }
        return batch
    }

    private mutating func jobs(at service: Service) -> [PlannedJob] {
        var jobs: [PlannedJob] = []
        while jobs.count < 12 {
            switch number(0..<4) {
            case 0: jobs += pack(at: service, from: jobs.count)
            case 1: jobs.append(chapter(at: service, jobs.count))
            case 2: jobs.append(subtitles(at: service, jobs.count))
            default: jobs.append(row(at: service, jobs.count))
            }
        }
        return jobs
    }

    private mutating func task(at service: Service) -> SpeechTask {
        let number = number(0..<9)
        return SpeechTask(
            service: service, text: String(repeating: "a", count: 1 + number * 5),
            voiceID: Self.voices[number % 3])
    }

    private mutating func job(_ kind: JobKind, _ place: Int, _ tasks: [SpeechTask]) -> PlannedJob {
        var job = PlannedJob(
            source: "/list \(place % 2).csv", line: place, kind: kind, output: "\(place).mp3",
            characters: tasks.reduce(0) { $0 + $1.text.unicodeScalars.count },
            contentHash: Self.content(tasks), tasks: tasks)
        if kind == .row {
            job.otherColumns = #"{"actor":"\#(number(0..<3))","speaker":"\#(number(0..<2))"}"#
        }
        return job
    }

    /// The name of what is said.
    private static func content(_ tasks: [SpeechTask]) -> TaskHash {
        let text = tasks.map { "\($0.hash)" }.joined()
        return SpeechTask(service: .emulator, text: text, voiceID: "content").hash
    }

    private mutating func row(at service: Service, _ place: Int) -> PlannedJob {
        job(.row, place, [task(at: service)])
    }

    private mutating func chapter(at service: Service, _ place: Int) -> PlannedJob {
        let count = 1 + number(0..<3)
        return job(.chapter, place, (0..<count).map { _ in task(at: service) })
    }

    /// Rows that share a call, of unequal length.
    private mutating func pack(at service: Service, from place: Int) -> [PlannedJob] {
        let shared = task(at: service)
        return (0..<3).map { index in
            var row = job(.row, place + index, [shared])
            row.characters = 1 + number(0..<50)
            row.trackForm = #"{"pack":{"task":"\#(shared.hash)","part":\#(index)}}"#
            row.contentHash = Self.content([shared, shared])
            return row
        }
    }

    /// A file of two speakers, who share the first call and have one more each.
    private mutating func subtitles(at service: Service, _ place: Int) -> PlannedJob {
        var job = job(.subtitles, place, (0..<3).map { _ in task(at: service) })
        func utterance(_ speaker: String, _ place: String) -> String {
            let text = String(repeating: "b", count: 1 + number(0..<30))
            return #"{"speaker":"\#(speaker)","voice":"v",\#(place),"lines":[{"text":"\#(text)"}]}"#
        }
        let utterances = [
            utterance("Ann", #""pack":0,"part":0"#), utterance("Bob", #""pack":0,"part":1"#),
            utterance("Ann", #""firstClip":1,"clips":1"#),
            utterance("Bob", #""firstClip":2,"clips":1"#),
        ]
        job.trackForm =
            #"{"packs":[{"clip":0,"weights":[1,2]}],"utterances":["#
            + utterances.joined(separator: ",") + "]}"
        return job
    }

    private mutating func run(_ batch: BatchID) async throws {
        let run = try ledger.beginRun(of: batch)
        if happens(40) {
            let question = try await ledger.ask(
                AskedQuestion(form: "page", about: "route"), of: "account", at: .emulator)
            try ledger.book([question], to: batch)
        }
        for _ in 0..<number(0..<12) {
            clock.move(by: number(0..<20_000_000))
            var cursor = ClaimCursor()
            guard
                let claimed = try await ledger.claimTasks(run, limit: 1, cursor: &cursor).first
            else { break }
            guard case .armed(let attempt) = try await ledger.arm(claimed, in: run) else {
                continue
            }
            try await settle(attempt, claimed)
        }
        // The run is killed, or ends.
        if happens(50) { try ledger.endRun(run, outcome: .interrupted) }
        clock.move(by: 3_600_000)
    }

    private mutating func settle(_ attempt: AttemptID, _ claimed: ClaimedTask) async throws {
        let reply = AttemptReply(
            httpStatus: 200, code: 0, message: "m",
            requestID: happens(80) ? "request-\(number(0..<1_000_000))" : nil, audioID: "a",
            audioURL: "http://127.0.0.1/a.mp3", durationMilliseconds: 1000)
        switch number(0..<10) {
        case 0..<6: try await ledger.settle(attempt, as: .succeeded, reply: reply)
        case 6: try await ledger.settle(attempt, as: .throttled, reply: AttemptReply())
        case 7: try await ledger.settle(attempt, as: .refused, reply: AttemptReply())
        case 8:
            try await ledger.settle(attempt, as: .unreadable(reason: "r"), reply: AttemptReply())
        // In flight when the run is killed.
        default: return
        }
        try await ledger.release(claimed)
    }
}
