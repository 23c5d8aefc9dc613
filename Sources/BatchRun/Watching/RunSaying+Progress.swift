package import Ledger

extension RunSaying {
    /// What a run says of its progress and its pace.
    ///
    /// - Parameter time: Unix milliseconds now.
    package init(_ progress: RunProgress, pace: RunPace?, time: Int = unixMilliseconds()) {
        self.init(time: time)
        pause = progress.pause
        guard progress.callsToPay > 0, pause == nil else { return }
        limit = pace?.limit
        leastMillisecondsLeft = pace?.timeLeft.map { Int($0.lowerBound / .milliseconds(1)) }
        mostMillisecondsLeft = pace?.timeLeft.map { Int($0.upperBound / .milliseconds(1)) }
    }
}
