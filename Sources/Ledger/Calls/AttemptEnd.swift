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
    /// `waitsUntil` is the time in Unix milliseconds until which a callback may still tell; the task
    /// is not called again before. Nil where none was asked for.
    case unknown(waitsUntil: Int?)
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
