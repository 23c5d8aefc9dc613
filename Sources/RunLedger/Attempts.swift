public import SpeechTasks

/// A task claimed for a paid call.
public struct ClaimedTask: Sendable {
    let taskID: Int64
    let fence: Int
    /// What is to be spoken.
    public let task: SpeechTask
}

/// Names one call in the ledger.
public struct AttemptID: Hashable, Sendable {
    let value: Int64
}

/// Whether a call may be sent.
public enum Arming: Sendable {
    /// It may: the attempt stands in the ledger, durably.
    case armed(AttemptID)
    /// It would pass the budget.
    case overBudget
    /// The task's earlier outcome is unknown and the rules for that hold it.
    case held(reason: String)
}

/// What an attempt's reply said, as far as it said anything.
public struct AttemptReply: Sendable {
    /// The HTTP status; nil where no reply came.
    public var httpStatus: Int?
    /// The reply's `code`.
    public var code: Int?
    /// The reply's `message`, or what went wrong.
    public var message: String?
    /// The service's name for the call.
    public var requestID: String?
    /// The service's name for the audio.
    public var audioID: String?
    /// Where the audio lies.
    public var audioURL: String?
    /// The announced length in milliseconds.
    public var durationMilliseconds: Int?
    /// The service's time of creation in Unix milliseconds.
    public var createdAt: Int?

    /// A reply of these parts.
    public init(
        httpStatus: Int? = nil, code: Int? = nil, message: String? = nil, requestID: String? = nil,
        audioID: String? = nil, audioURL: String? = nil, durationMilliseconds: Int? = nil,
        createdAt: Int? = nil
    ) {
        self.httpStatus = httpStatus
        self.code = code
        self.message = message
        self.requestID = requestID
        self.audioID = audioID
        self.audioURL = audioURL
        self.durationMilliseconds = durationMilliseconds
        self.createdAt = createdAt
    }
}

/// How an armed attempt ended.
public enum AttemptEnd: Sendable {
    /// Charged; the audio waits at its address.
    case succeeded
    /// Refused for pace; assumed free. The task waits on.
    case throttled
    /// Never reached the service. The task waits on.
    case notSent
    /// Refused for a reason that lies in the task, which fails with it.
    case refusedTask(reason: String)
    /// Refused for a reason that concerns every task, or one that planning shorter cures; the task
    /// waits on.
    case refused
    /// May have been charged. The task waits on; the next arming decides.
    case unknown

    /// The word for it in the ledger and in reports.
    public var outcome: String {
        switch self {
        case .succeeded: "succeeded"
        case .throttled: "throttled"
        case .notSent: "notSent"
        case .refusedTask, .refused: "refused"
        case .unknown: "unknown"
        }
    }

    /// Whether the call is taken to be free.
    var isFree: Bool {
        switch self {
        case .succeeded, .unknown: false
        case .throttled, .notSent, .refusedTask, .refused: true
        }
    }
}
