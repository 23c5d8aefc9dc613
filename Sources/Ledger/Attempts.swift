package import SpeechTasks

/// A task claimed for a paid call.
package struct ClaimedTask: Sendable {
    /// The right to pay for it.
    package let claim: Claim
    /// What is to be spoken.
    package let task: SpeechTask
}

/// Names one call in the ledger.
package struct AttemptID: Hashable, Sendable {
    let value: Int64
}

/// Whether a call may be sent.
package enum Arming: Sendable {
    /// It may: the attempt stands in the ledger, durably.
    case armed(AttemptID)
    /// It would pass the batch's budget, or what the run's plan promised.
    case overCeiling
    /// It would pass what the account may spend in a day.
    case overDay
    /// The task's earlier outcome is unknown and the rules for that hold it.
    case held(reason: String)
    /// Somebody else holds the task by now, or has paid for it: nothing may be sent.
    case claimLost
}

/// What an attempt's reply said, as far as it said anything.
package struct AttemptReply: Sendable {
    /// The HTTP status; nil where no reply came.
    package var httpStatus: Int?
    /// The reply's `code`.
    package var code: Int?
    /// The reply's `message`, or what went wrong.
    package var message: String?
    /// The service's name for the call.
    package var requestID: String?
    /// The name under which the service's bill has the call: from a gateway's headers, or Kling's
    /// task.
    package var headerRequestID: String?
    /// The service's name for the audio.
    package var audioID: String?
    /// Where the audio lies.
    package var audioURL: String?
    /// The announced length in milliseconds.
    package var durationMilliseconds: Int?
    /// The service's time of creation in Unix milliseconds.
    package var createdAt: Int?
    /// What the call cost in the service's own units, as it wrote it.
    package var units: String?
    /// The beginning of a success that cannot be read.
    package var body: [UInt8]?

    /// A reply of these parts.
    package init(
        httpStatus: Int? = nil, code: Int? = nil, message: String? = nil, requestID: String? = nil,
        headerRequestID: String? = nil, audioID: String? = nil, audioURL: String? = nil,
        durationMilliseconds: Int? = nil, createdAt: Int? = nil, units: String? = nil,
        body: [UInt8]? = nil
    ) {
        self.httpStatus = httpStatus
        self.code = code
        self.message = message
        self.requestID = requestID
        self.headerRequestID = headerRequestID
        self.audioID = audioID
        self.audioURL = audioURL
        self.durationMilliseconds = durationMilliseconds
        self.createdAt = createdAt
        self.units = units
        self.body = body
    }
}

/// How an armed attempt ended.
package enum AttemptEnd: Sendable {
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
    ///
    /// Where the service was down for all calls, the outcome uses up none of the task's tries.
    /// `waitsUntil` is the time in Unix milliseconds until which a callback may still tell; the task
    /// is not called again before. Nil where none was asked for.
    case unknown(isInOutage: Bool, waitsUntil: Int?)
    /// A success that cannot be read: perhaps charged, and its task is never called again by itself.
    case unreadable(reason: String)

    /// What the call is from then on.
    package var state: AttemptState {
        switch self {
        case .succeeded: .succeeded
        case .throttled: .throttled
        case .notSent: .notSent
        case .refusedTask, .refused: .refused
        case .unknown, .unreadable: .unknown
        }
    }

    /// Whether the call is taken to be free.
    var isFree: Bool {
        switch self {
        case .succeeded, .unknown, .unreadable: false
        case .throttled, .notSent, .refusedTask, .refused: true
        }
    }
}

/// Whether the end of a call was written down.
package enum Settlement: Sendable {
    /// It was.
    case settled
    /// It was: a success for a task that has audio already, which is paid for twice by it.
    case paidTwice
    /// Another end stood there already, which stays: the call was settled by the bill, say.
    case stale
}
