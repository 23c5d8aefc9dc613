import Ledger
import Sentences
import SpeechTasks

/// The texts of a batch that are paid for, found again where an edit has left them.
final class PaidPieces {
    private let paid: PaidTasks
    private let shortest: Int
    private var known: [Manner: KnownPieces] = [:]

    /// How a text is spoken.
    private struct Manner: Hashable {
        let voiceID: String
        let speed: Thousandths
        let volume: Thousandths
    }

    /// - Parameter limit: the longest piece; much shorter ones are not worth looking for.
    init(_ paid: PaidTasks, limit: Int) {
        self.paid = paid
        shortest = max(40, limit / 20)
    }

    /// The texts that are spoken as a task is; read once.
    func spoken(like task: SpeechTask) throws -> KnownPieces {
        let manner = Manner(voiceID: task.voiceID, speed: task.speed, volume: task.volume)
        if let pieces = known[manner] { return pieces }
        let pieces = KnownPieces(try paid.texts(spokenLike: task, shortest: shortest))
        known[manner] = pieces
        return pieces
    }
}
