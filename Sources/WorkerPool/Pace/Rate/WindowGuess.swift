/// A window that would explain a block, until the calls after it tell.
///
/// A bucket that was overdrawn lets in a call or two then; a window lets in all its calls anew.
struct WindowGuess {
    let limit: WindowLimit
    /// When the call that ended the block was sent.
    let openedAt: Duration
    /// How long calls were refused.
    let blocked: Duration
    /// How far apart the first calls of the window were: the next ones keep that distance too.
    let gap: Duration
    /// Calls let in since, the one that ended the block among them.
    var letIn = 1
    /// Whether a call was refused since.
    var isDoubted = false

    /// Whether enough calls were let in: more of them where one was refused, as chance lets in most.
    var isShown: Bool { letIn >= (isDoubted ? 3 : 1) * WindowLimit.fewest }

    /// When the next call goes; refused calls are waited for where they would explain the block.
    func next(after last: Duration, _ history: CallHistory, at now: Duration) -> Duration {
        let opensAt = limit.countsRefused ? limit.opensAt(history, at: now) : nil
        return max(last + gap, opensAt ?? .zero)
    }
}
