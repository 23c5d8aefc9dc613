/// How long refusals and other replies take.
struct ReplyTimes {
    /// The mean time to a refusal and its mean deviation, in seconds; nil before the first.
    private var refusal: (mean: Double, deviation: Double)?
    /// The mean time to a reply of a call that was let in, in seconds; nil before the first.
    private var serviceSeconds: Double?

    /// After how long a call that was not refused counts as let in.
    ///
    /// 1.3 times the mean time to a refusal and 4 times its deviation, 10 s at most; 2 s before the
    /// first refusal.
    var doubt: Duration {
        guard let refusal else { return .seconds(2) }
        return .seconds(min(10, 1.3 * refusal.mean + 4 * refusal.deviation))
    }

    /// The mean time to a reply of a call that was let in; zero before the first.
    var service: Duration { .seconds(serviceSeconds ?? 0) }

    mutating func addRefusal(after time: Duration) {
        let seconds = time.inSeconds
        guard let old = refusal else {
            refusal = (seconds, seconds / 2)
            return
        }
        // The weights of TCP's round-trip estimate (RFC 6298).
        refusal = (
            old.mean + (seconds - old.mean) / 8,
            old.deviation + (abs(seconds - old.mean) - old.deviation) / 4
        )
    }

    mutating func addService(_ time: Duration) {
        let seconds = time.inSeconds
        serviceSeconds = serviceSeconds.map { $0 + (seconds - $0) / 16 } ?? seconds
    }

    /// How many of so many calls in flight may have left the service without our knowing yet.
    ///
    /// Three times those that travel at a moment; none where calls take long.
    func travelling(of inFlight: Int) -> Int {
        guard let refusal, let service = serviceSeconds, service > 0 else { return 0 }
        return Int(min(Double(inFlight), 3 * Double(inFlight) * refusal.mean / service + 0.5))
    }
}

extension Duration {
    /// The length in seconds.
    var inSeconds: Double { self / .seconds(1) }
}
