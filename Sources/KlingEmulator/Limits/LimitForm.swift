import HTTPTypes

/// How a limit's refusal is worded.
package enum LimitForm: String, CaseIterable, Sendable {
    /// HTTP 429 with code 429: nothing tells whether to be slower or fewer.
    case bare
    /// The platform's codes: 1302 for a rate, 1303 for the number at once.
    case codes
    /// The gateway's words, with the numbers in the message.
    case gateway
    /// HTTP 429 without a byte.
    case empty

    /// The refusal of a limit.
    func refusal(for limit: CallLimits.Limit) -> Refusal? {
        switch self {
        case .bare: .bare()
        case .codes: KlingError(code: limit == .atOnce ? 1303 : 1302).map(Refusal.coded)
        case .gateway: gatewayRefusal(for: limit)
        case .empty: Refusal(status: .tooManyRequests, body: .empty, isForPace: true)
        }
    }

    private func gatewayRefusal(for limit: CallLimits.Limit) -> Refusal {
        switch limit {
        case .atOnce: .saturated
        case .rate(let rate), .successes(let rate):
            .newAPI(.tooManyRequests, "您已达到请求数限制：\(words(rate))", isForPace: true)
        case .total(let rate):
            .newAPI(
                .tooManyRequests, "您已达到总请求数限制：\(words(rate))，包括失败次数，请检查您的请求是否正确",
                isForPace: true)
        }
    }

    private func words(_ rate: RateLimit) -> String {
        let seconds = rate.period.components.seconds
        let time = seconds % 60 == 0 && seconds > 0 ? "\(seconds / 60)分钟" : "\(seconds)秒"
        return "\(time)内最多请求\(rate.count)次"
    }
}
