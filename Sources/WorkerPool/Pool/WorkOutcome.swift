/// What became of a work.
package enum WorkOutcome<Reason: Sendable>: Sendable {
    /// It is over, well or badly; it does not come back.
    ///
    /// What its reply says about the limits goes to the pace.
    case done(PaceReply)
    /// The service refused it for its limits: it goes to the front of the queue and is tried again
    /// as soon as the pace allows, however often.
    ///
    /// `retryAfter` is the wait the reply asks for, `stated` the limit it names; nil if it has none.
    case throttled(ThrottleKind, retryAfter: Duration?, stated: StatedPace? = nil)
    /// It failed in a way that may heal: it is tried again after a random wait.
    ///
    /// Whether it may be tried again at all, and how often, is for the one who performs it to say.
    case retry(after: CallFailure)
    /// It failed in such a way and does not come back here: somebody else sees to it.
    case givenUp(after: CallFailure)
    /// The reason concerns the whole run: no new work is begun, what is in flight is finished.
    case stop(Reason)
}
