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

    /// Reads the limit out of a message such as `1 分钟内最多请求 60 次`, `60 requests per minute` or
    /// `max concurrency 3`; nil where none is stated.
    ///
    /// Source of the Chinese forms: the gateway's public code, where the limit of successes is called
    /// 请求数限制, and that of all requests, which names refusals (失败), 总请求数限制.
    init?(in message: String) {
        let words = String(message.prefix(1000)).lowercased()
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
        let within = /(\d{1,6})\s*(分钟|秒钟?|小时|天)\s*内?\D{0,12}?(\d{1,9})\s*次/
        let each = /每(分钟|秒钟?|小时|天)\D{0,12}?(\d{1,9})\s*次/
        let per =
            /(\d{1,9})\s*(?:\w+\s+)?(?:requests?|calls?|times)\s*(?:per|\/|an?|in|every|each|within)\s*(\d{1,6})?\s*(second|minute|hour|day|sec|min|hr|s\b|m\b|h\b)/
        let short = /(\d{1,9})\s*(rpm|rps|qps|qpm)\b/
        if let match = try? within.firstMatch(in: words) {
            return limit(match.output.3, times: match.output.1, unit: match.output.2)
        } else if let match = try? each.firstMatch(in: words) {
            return limit(match.output.2, times: "1", unit: match.output.1)
        } else if let match = try? per.firstMatch(in: words) {
            return limit(match.output.1, times: match.output.2 ?? "1", unit: match.output.3)
        } else if let match = try? short.firstMatch(in: words) {
            return limit(
                match.output.1, times: "1", unit: match.output.2.hasSuffix("m") ? "m" : "s")
        }
        return nil
    }

    private static func atOnce(_ words: String) -> Int? {
        let named = /(?:concurren\w*|parallel|at once|并发)[^\d]{0,24}?(\d{1,6})/
        let naming = /(\d{1,6})\s*(?:concurrent|parallel|at once|个并发|并发)/
        let match =
            (try? naming.firstMatch(in: words))?.output.1
            ?? (try? named.firstMatch(in: words))?.output.1
        return match.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

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
        guard let count = Int(count), let times = Int(times), count > 0, times > 0 else {
            return nil
        }
        return (count, .seconds(times * seconds))
    }
}
