import Ledger
import Sentences
import SpeechTasks
import Utterances

/// How long texts are expected to be, by what the ledger's clips have shown of their voices.
struct SpeechLengths {
    /// Characters a second at speed 1, by voice.
    private let rates: [String: Double]
    /// The voices that were asked for and have spoken too little to be known.
    private(set) var assumed: Set<String> = []
    private let spelled = SpeechRate(assumedFor: .english)
    private let dense = SpeechRate(assumedFor: .chinese)

    /// Lengths by what a ledger holds.
    init(_ paid: PaidTasks, at service: Service) throws {
        rates = try paid.speechRatesByVoice(at: service)
    }

    /// How long a task is expected to be.
    mutating func length(of task: SpeechTask) -> Duration {
        let seconds: Duration
        if let rate = rates[task.voiceID] {
            seconds = .seconds(Double(task.text.unicodeScalars.count) / rate)
        } else {
            assumed.insert(task.voiceID)
            let isDense = task.text.unicodeScalars.contains { $0.value >= 0x2E80 }
            seconds = (isDense ? dense : spelled).duration(of: task.text)
        }
        return seconds / task.speed.factor
    }
}
