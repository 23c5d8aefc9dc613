/// A limit on calls that a refusal states in words.
package struct StatedLimit: Sendable, Hashable {
    /// What is counted.
    package enum Kind: Sendable, Hashable {
        /// All requests, refused ones included.
        case total
        /// Requests that succeeded.
        case success
        /// Calls in work at once.
        case atOnce
    }

    /// The most calls.
    package var count: Int
    /// The time they are counted in; nil for calls at once.
    package var window: Duration?
    /// What is counted.
    package var kind: Kind

    /// A limit of so many calls.
    package init(count: Int, window: Duration?, kind: Kind) {
        self.count = count
        self.window = window
        self.kind = kind
    }

    /// A limit of so many calls in so many seconds; nil where nobody would mean these numbers.
    init?(believing count: Int, within seconds: Int) {
        guard Self.counts.contains(count), Self.lengths.contains(seconds) else { return nil }
        self.init(count: count, window: .seconds(seconds), kind: .total)
    }

    /// What is believed: up to a million calls, up to a month, up to ten thousand at once.
    private static let counts = 1...1_000_000
    private static let lengths = 1...2_678_400
    private static let countsAtOnce = 1...10_000

    /// Calls a second; without a length, as if it were one.
    var perSecond: Double { Double(count) / ((window ?? .seconds(1)) / .seconds(1)) }

    /// Reads the limit out of a message such as `1 分钟内最多请求 60 次`, `60 requests per minute` or
    /// `max concurrency 3`; nil where none is stated.
    ///
    /// Source of the Chinese forms: the gateway's public code, where the limit of successes is called
    /// 请求数限制, and that of all requests, which names refusals (失败), 总请求数限制.
    init?(in message: String) {
        // `1,000` is one number.
        let words = String(message.prefix(1000)).lowercased()
            .replacing(/(\d),(\d{3})/) { "\($0.output.1)\($0.output.2)" }
        if let (count, window) = Self.inTime(words) {
            let isOfSuccesses =
                words.contains("请求数限制") && !words.contains("总请求数")
                && !words.contains("失败") || words.contains("success")
            self.init(count: count, window: window, kind: isOfSuccesses ? .success : .total)
        } else if let count = Self.atOnce(words) {
            self.init(count: count, window: nil, kind: .atOnce)
        } else {
            return nil
        }
    }

    private static func inTime(_ words: String) -> (Int, Duration)? {
        let within = /(-?[\d.]+)\s*(分钟|秒钟?|小时|天)\s*内?[^\d-]{0,12}?(-?[\d.]+)\s*次/
        let each = /每(分钟|秒钟?|小时|天)[^\d-]{0,12}?(-?[\d.]+)\s*次/
        let per =
            /(retr\w*\s|tried\s|try\s)?(-?[\d.]+)\s*(?:\w+\s+)?(?:requests?|calls?|times)\s*(?:per|\/|an?|in|every|each|within)\s*(\d+)?\s*(second|minute|hour|day|sec|min|hr|s\b|m\b|h\b)/
        let short = /(-?[\d.]+)\s*(rpm|rps|qps|qpm)\b/
        if let match = try? within.firstMatch(in: words) {
            return limit(match.output.3, times: match.output.1, unit: match.output.2)
        } else if let match = try? each.firstMatch(in: words) {
            return limit(match.output.2, times: "1", unit: match.output.1)
        } else if let match = try? per.firstMatch(in: words) {
            // How often something was tried is no limit.
            guard match.output.1 == nil else { return nil }
            return limit(match.output.2, times: match.output.3 ?? "1", unit: match.output.4)
        } else if let match = try? short.firstMatch(in: words) {
            return limit(
                match.output.1, times: "1", unit: match.output.2.hasSuffix("m") ? "m" : "s")
        }
        return nil
    }

    private static func atOnce(_ words: String) -> Int? {
        let named =
            /(?:concurren\w*|parallel|at once|并发)([^\d-]{0,24}?)(-?\d+)(?![a-z\d]|[.:-]\d|\s*(?:s\b|sec|ms\b|m\b|min|hour|秒|分|小时|毫秒|%))/
        let naming = /(-?[\d.]+)\s*(?:concurrent|parallel|at once|个并发|并发)/
        var number = (try? naming.firstMatch(in: words))?.output.1
        if number == nil, let match = try? named.firstMatch(in: words),
            !others.contains(where: match.output.1.contains)
        {
            number = match.output.2
        }
        return number.flatMap { Int($0) }.flatMap { countsAtOnce.contains($0) ? $0 : nil }
    }

    /// Words after which a number is none of calls.
    private static let others = [
        "code", "id", "status", "error", "retry", "after", "wait", "重试", "后", "等待", "错误",
    ]

    private static func limit(
        _ count: Substring, times: Substring, unit: Substring
    ) -> (Int, Duration)? {
        let seconds =
            switch unit.first {
            case "分", "m": 60
            case "小", "h": 3600
            case "天", "d": 86_400
            default: 1
            }
        guard let count = Int(count), let times = Int(times), counts.contains(count),
            lengths.contains(times), lengths.contains(times * seconds)
        else { return nil }
        return (count, .seconds(times * seconds))
    }
}
