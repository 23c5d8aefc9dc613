import BatchPlanning
import Clips
import Ledger
import Sentences
import SpeechTasks
import Synchronization
import Utterances

/// Tells clips that cannot be what their texts sound like, though they are whole.
///
/// A service that cuts texts short, or gives one audio for several, answers as if nothing were wrong.
/// How fast a voice speaks is learned from the run's own good clips.
final class ClipJudge: Sendable {
    private struct Voice: Hashable {
        let id: String
        let language: String
    }

    private struct State {
        var measured: [Voice: (characters: Int, seconds: Double)] = [:]
        var shortInARow = 0
        var longestWhole = 0
        /// Clips that are judged and not yet in the ledger, in the order in which they came.
        var unrecorded: [(task: TaskHash, sha256: [UInt8], text: String)] = []
    }

    /// Clips in a row that are far too short, before the run stops.
    static let mostShort = 5
    /// The shortest text that tells how fast a voice is, in Unicode scalars.
    private static let leastTelling = 50
    /// The least speech that says how fast a voice is, in seconds.
    private static let leastMeasured = 60.0

    private let ledger: RunLedger
    private let language: String?
    private let state = Mutex(State())

    /// - Parameter language: that of all texts; nil finds it from each.
    init(ledger: RunLedger, language: String?) {
        self.ledger = ledger
        self.language = language
    }

    /// Finds what is odd about a clip of a task, if anything is, and has it written down.
    ///
    /// Of clips that come at once with the same audio, only the first can go unsuspected: the others
    /// see it although the ledger does not have it yet.
    ///
    /// - Parameter record: writes the clip and its suspicion into the ledger.
    func judge(
        _ clip: StoredClip, for task: SpeechTask,
        record: (ClipSuspicion?) async throws -> Void
    ) async throws -> ClipSuspicion? {
        let atOnce = state.withLock { state in
            defer { state.unrecorded.append((task.hash, clip.sha256, task.text)) }
            return state.unrecorded.filter { $0.sha256 == clip.sha256 }.map(\.text)
        }
        defer { state.withLock { $0.unrecorded.removeAll { $0.task == task.hash } } }
        let suspicion = try suspicion(of: clip, for: task, besides: atOnce)
        try await record(suspicion)
        return suspicion
    }

    private func suspicion(
        of clip: StoredClip, for task: SpeechTask, besides atOnce: [String]
    ) throws -> ClipSuspicion? {
        if isFarTooShort(clip, for: task) { return .tooShort }
        let others = try ledger.texts(withAudio: clip.sha256, besides: task.hash) + atOnce
        return others.contains { SameAudio.isSuspicious(task.text, $0) } ? .sameAudio : nil
    }

    private func isFarTooShort(_ clip: StoredClip, for task: SpeechTask) -> Bool {
        let characters = task.text.characterCount
        guard characters >= Self.leastTelling else {
            return SpeechPlausibility(rate: nil)
                .isFarTooShort(clip.duration, for: task.text, speed: task.speed)
        }
        let spoken = language.flatMap(Language.init(code:)) ?? Language.detect(in: task.text)
        let voice = Voice(id: task.voiceID, language: spoken.code)
        return state.withLock { state in
            let known = state.measured[voice, default: (0, 0)]
            let rate =
                known.seconds < Self.leastMeasured
                ? nil
                : SpeechRate(
                    language: spoken, charactersPerSecond: Double(known.characters) / known.seconds)
            let isShort = SpeechPlausibility(rate: rate)
                .isFarTooShort(clip.duration, for: task.text, speed: task.speed)
            if isShort {
                state.shortInARow += 1
            } else {
                state.shortInARow = 0
                state.longestWhole = max(state.longestWhole, characters)
                let seconds = clip.duration / .seconds(1) * task.speed.factor
                state.measured[voice] = (known.characters + characters, known.seconds + seconds)
            }
            return isShort
        }
    }

    /// Whether so many clips in a row were far too short that the service cuts texts, and the longest
    /// text that came whole; 0 where none did.
    var truncation: (isSure: Bool, longestWhole: Int) {
        state.withLock { ($0.shortInARow >= Self.mostShort, $0.longestWhole) }
    }
}
