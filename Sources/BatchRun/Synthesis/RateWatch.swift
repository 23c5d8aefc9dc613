import BatchPlanning
import Ledger
import SpeechTasks
import Synchronization

/// Watches for voices whose rate of speech a film was planned without knowing, until they have
/// spoken long enough to be measured.
final class RateWatch: Sendable {
    private let voices: Set<String>
    private let seconds = Mutex<[String: Double]>([:])

    /// - Parameter voices: those whose rate was assumed.
    init(_ voices: Set<String>) {
        self.voices = voices
    }

    /// Counts a clip that has been stored.
    func heard(_ task: SpeechTask, lasting duration: Duration) {
        guard voices.contains(task.voiceID) else { return }
        seconds.withLock { seconds in
            seconds[task.voiceID, default: 0] += duration / .seconds(1) * task.speed.factor
        }
    }

    /// The voices that have spoken enough by now; the rest of the film can be planned by their rates.
    var measured: Set<String> {
        seconds.withLock { seconds in
            Set(seconds.filter { $0.value >= PaidTasks.leastMeasured }.keys)
        }
    }
}
