/// What retries may cost before the whole run pauses.
///
/// 500 tokens; a retry costs 5, after a time-out 10; a success gives 1 back. Source: botocore's
/// retry quota and gRPC A6, "Throttling Retry Attempts".
struct RetryBudget {
    private(set) var tokens = RetryBudget.full

    private static let full = 500

    var isEmpty: Bool { tokens == 0 }

    mutating func spend(after failure: CallFailure) {
        tokens = max(0, tokens - (failure == .timedOut ? 10 : 5))
    }

    mutating func succeed() {
        tokens = min(Self.full, tokens + 1)
    }

    /// Gives a tenth back, so that the first failure after a pause does not begin the next.
    mutating func resume() {
        tokens = max(tokens, Self.full / 10)
    }
}
