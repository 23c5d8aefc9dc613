/// What to do with the next call.
package enum PaceDecision: Hashable, Sendable {
    /// Send it now.
    case send
    /// Ask again at this time, or earlier if a reply comes.
    case waitUntil(Duration)
    /// Ask again when a reply comes.
    case waitForReply
    /// Give up: nothing got through for too long.
    case end(NothingGetsThrough)
}
