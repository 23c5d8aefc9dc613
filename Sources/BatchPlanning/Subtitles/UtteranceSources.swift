import Ledger
import Sentences
import SpeechTasks
import Utterances

/// Which of a job's clips an utterance is heard from.
struct UtteranceSource {
    /// The clips, among the job's.
    var clips: Range<Int>
    /// Where it is a part of a clip that others share.
    var pack: Int?
    var part: Int?
}

/// The tasks of a subtitle file, and which of them says which utterance.
struct UtteranceSources {
    private(set) var tasks: [SpeechTask] = []
    private(set) var packs: [VoiceTrackForm.Pack] = []
    /// One for each utterance, once all are added.
    var sources: [UtteranceSource] { found.compactMap { $0 } }

    private var found: [UtteranceSource?]
    /// The task that each utterance would be alone.
    private let wholes: [SpeechTask]
    private let planner: JobPlanner
    private let paid: PaidTasks
    private let pieces: PaidPieces

    init(_ wholes: [SpeechTask], planner: JobPlanner, paid: PaidTasks, pieces: PaidPieces) {
        self.wholes = wholes
        self.planner = planner
        self.paid = paid
        self.pieces = pieces
        found = Array(repeating: nil, count: wholes.count)
    }

    private struct Kind: Hashable {
        let voiceID: String
        let speed: Thousandths
    }

    /// Lets utterances of one voice and speed share calls.
    ///
    /// A pack that is paid for stays as it is, so that what is already cut is cut the same way again.
    ///
    /// - Parameter seconds: how long a task's speech is expected to be.
    mutating func pack(seconds: (SpeechTask) -> Double) throws {
        let kinds = wholes.map { Kind(voiceID: $0.voiceID, speed: $0.speed) }
        let all = UtterancePack.packing(
            wholes.map(\.text), by: kinds, limit: planner.planner.limit)
        for pack in all where pack.members.count > 1 {
            let task = planner.task(like: wholes[pack.members[0]], of: pack.text)
            let unpaid = try pack.members.count { try !isPaid(wholes[$0]) }
            guard try unpaid > 1 || isPaid(task) else { continue }
            for (part, member) in pack.members.enumerated() {
                found[member] = UtteranceSource(
                    clips: tasks.count..<(tasks.count + 1), pack: packs.count, part: part)
            }
            packs.append(
                VoiceTrackForm.Pack(
                    clip: tasks.count, weights: pack.members.map { seconds(wholes[$0]) }))
            tasks.append(task)
        }
    }

    /// Adds the utterances that are in no pack, and those of packs that were bought alone as well,
    /// because their cuts were in doubt.
    mutating func addRest() throws {
        for (index, whole) in wholes.enumerated() where found[index] == nil {
            add(try planner.cut(whole, paid: paid, pieces: pieces), for: index)
        }
        for (index, whole) in wholes.enumerated() where found[index]?.pack != nil {
            if try isPaid(whole) { add([whole], for: index) }
        }
    }

    private mutating func add(_ cut: [SpeechTask], for index: Int) {
        found[index] = UtteranceSource(clips: tasks.count..<(tasks.count + cut.count))
        tasks += cut
    }

    private func isPaid(_ task: SpeechTask) throws -> Bool {
        try paid.isPaid(task)
    }
}
