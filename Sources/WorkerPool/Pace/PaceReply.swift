/// What a limiter said a refused call was too much of.
package enum ThrottleKind: Hashable, Sendable {
    /// It did not say; a bare 429.
    case unspecified
    /// Calls came too fast.
    case rate
    /// Too many calls were in flight at once.
    case atOnce
}

/// What a reply says about the limits, apart from what was asked for.
package enum PaceReply: Hashable, Sendable {
    /// The call did what it was sent for.
    case succeeded
    /// It did, and the reply says that no more are let in until the limit is reset.
    ///
    /// nil: the reply does not say when that is; the next call waits for a slot or so.
    case succeededAsLast(resetAfter: Duration?)
    /// The call failed, but the limiter had let it in.
    case admitted
    /// The limiter refused the call.
    ///
    /// `retryAfter` is the wait the reply asks for; nil if it asks for none.
    case throttled(ThrottleKind, retryAfter: Duration?)
    /// The call never reached the limiter, or nobody knows.
    case unreached
    /// No call was made after all: the work was held, say.
    case notCalled

    var isSuccess: Bool {
        switch self {
        case .succeeded, .succeededAsLast: true
        case .admitted, .throttled, .unreached, .notCalled: false
        }
    }
}

/// A limit that a service says in words: it is believed at once.
package struct StatedPace: Hashable, Sendable {
    /// The most calls a second; nil where none is said.
    package var ratePerSecond: Double?
    /// The most calls at once; nil where none is said.
    package var atOnce: Int?
    /// The most calls within a time; nil where none is said.
    package var window: PaceWindow?

    /// A limit of these parts.
    package init(ratePerSecond: Double? = nil, atOnce: Int? = nil, window: PaceWindow? = nil) {
        self.ratePerSecond = ratePerSecond
        self.atOnce = atOnce
        self.window = window
    }
}
