package import SpeechTasks

/// A job with what its calls cost in a stretch of time.
package struct CostedJob: Sendable {
    /// The job.
    package let job: JobRow
    /// What it was asked for as.
    package let kind: JobKind
    /// The input that asked for it: of a chapter its book.
    package let input: String
    /// How its track is made: ``PlannedJob/trackForm``.
    package let trackForm: String?
    /// Its clips in order, and behind them the recordings that were replaced.
    package let places: [Place]

    /// A task's place in the job.
    package struct Place: Sendable {
        /// The clip's number, from 0; nil of a recording that was replaced.
        package let clip: Int?
        /// The text that was sent, in the voice at the speed.
        package let text: String
        package let voiceID: String
        package let speed: Thousandths
        /// The job's share of the task's calls.
        package internal(set) var cost = CallCost()
        /// The names that the service gave these calls, which other jobs may share.
        package internal(set) var requestIDs: [String] = []
        /// The length of the text that was sent, in Unicode scalars.
        package let characters: Int
        let taskID: Int64
    }

    /// What all its calls cost.
    package var cost: CallCost { places.reduce(CallCost()) { $0 + $1.cost } }

    /// What of that was for recordings that were replaced since.
    package var replacedCost: CallCost {
        places.filter { $0.clip == nil }.reduce(CallCost()) { $0 + $1.cost }
    }
}

/// What of a batch's calls is no job's.
package struct CostRest: Sendable {
    /// Calls whose recording was replaced before that was kept, or whose jobs were forgotten.
    package var withoutJob = CallCost()
    /// What free questions may have cost.
    package var questions = Money.zero
}
