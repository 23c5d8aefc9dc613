/// What a reply makes of its attempt.
public enum ReplyMeaning: Sendable, Equatable {
    /// Charged, and the audio waits at its address.
    case succeeded
    /// Not admitted; taken to be free.
    case throttled(Throttle)
    /// Never reached the service.
    case notSent(reason: String)
    /// Refused for a reason in the task itself.
    case refusedTask(TaskRefusal)
    /// Refused for a reason that every call shares; the batch stops.
    case refusedBatch(BatchRefusal)
    /// May have been done and charged.
    case unknown(timedOut: Bool)

    /// Which limit refused a call.
    public enum Throttle: Sendable, Equatable {
        /// A bare 429, or 503 with Retry-After: it does not say which.
        case unspecified
        /// Code 1302: too many requests in a time.
        case rate
        /// Code 1303: too many at once.
        case atOnce
    }

    /// What in a task was refused.
    public enum TaskRefusal: Sendable, Equatable {
        /// The text is too long for this account; shorter pieces may pass.
        case length
        /// The text's content, codes 1300 and 1301.
        case content
        /// The voice or another parameter.
        case parameters
    }

    /// What refuses every call.
    public enum BatchRefusal: Sendable, Equatable {
        /// No credit left: codes 1101 and 1102, HTTP 402, a gateway's quota or balance error.
        case credit
        /// The account itself, code 1100.
        case account
        /// The token, HTTP 401 and codes 1000 to 1004.
        case authentication
        /// The rights or the caller's address: HTTP 403, codes 1103 and 1304.
        case rights
        /// The address answers with a redirect, which is never followed.
        case redirect
        /// The service's certificate cannot be trusted.
        case certificate
    }
}

extension ReplyMeaning {
    /// What a reply means: the first row of the table that fits.
    ///
    /// Where `code` says error it wins over HTTP 200. Anything that is not listed is unknown.
    public init(of reply: Reply) {
        let status = reply.httpStatus ?? 0
        let code = reply.code ?? 0
        self =
            Self.batchRefusal(status, code, reply).map { .refusedBatch($0) }
            ?? Self.throttle(status, code, reply).map { .throttled($0) }
            ?? Self.taskRefusal(status, code, reply).map { .refusedTask($0) }
            ?? Self.success(status, code, reply)
            ?? .unknown(timedOut: status == 408 || status == 504 || status == 502 || code == 5002)
    }

    private static func batchRefusal(
        _ status: Int, _ code: Int, _ reply: Reply
    ) -> BatchRefusal? {
        switch code {
        case 1100: return .account
        case 1101, 1102, 402: return .credit
        case 1000...1004, 401: return .authentication
        case 1103, 1304, 403: return .rights
        default: break
        }
        if status == 402 || saysOutOfCredit(status, reply) { return .credit }
        // A code of the task's own is more than the status a gateway chose for it.
        guard !(1200...1303).contains(code) else { return nil }
        switch status {
        case 401: return .authentication
        case 403: return .rights
        case 300..<400: return .redirect
        default: return nil
        }
    }

    /// A gateway tells of spent quota in words, with a status that varies.
    private static func saysOutOfCredit(_ status: Int, _ reply: Reply) -> Bool {
        guard status >= 400 || (reply.code ?? 0) != 0 || reply.gatewayError != nil else {
            return false
        }
        let words = (reply.gatewayError ?? "").lowercased()
        let message = (reply.message ?? "").lowercased()
        return [
            "insufficient_quota", "quota_exceeded", "insufficient_balance", "balance", "arrears",
        ]
        .contains(where: words.contains)
            || [
                "insufficient balance", "insufficient quota", "balance not enough",
                "balance is not enough", "exceeded your current quota", "out of credit", "余额不足",
                "额度不足", "额度已用尽", "欠费",
            ].contains(where: message.contains)
    }

    private static func throttle(_ status: Int, _ code: Int, _ reply: Reply) -> Throttle? {
        switch code {
        case 1302: .rate
        case 1303: .atOnce
        case 429: .unspecified
        case 1200...1203, 1300, 1301: nil
        default:
            status == 429 || (status == 503 && reply.retryAfter != nil) ? .unspecified : nil
        }
    }

    private static func taskRefusal(_ status: Int, _ code: Int, _ reply: Reply) -> TaskRefusal? {
        switch code {
        case 1300, 1301: return .content
        case 400, 404, 413, 422, 1200...1203: break
        default: guard [400, 404, 413, 422].contains(status) else { return nil }
        }
        return status == 413 || code == 413 || saysTooLong(reply.message) ? .length : .parameters
    }

    private static func saysTooLong(_ message: String?) -> Bool {
        let message = (message ?? "").lowercased()
        let isAboutAnotherField = ["voice", "speed", "volume", "callback"]
            .contains(where: message.contains)
        return !isAboutAnotherField
            && [
                "too long", "length", "exceed", "at most", "maximum", "过长", "超长", "长度", "超过",
                "超出", "字数",
            ].contains(where: message.contains)
    }

    private static func success(_ status: Int, _ code: Int, _ reply: Reply) -> ReplyMeaning? {
        guard status == 200, reply.code == 0, reply.audioID?.isEmpty == false,
            let address = reply.audioURL, isUsable(address)
        else { return nil }
        return .succeeded
    }

    private static func isUsable(_ address: String) -> Bool {
        let address = address.lowercased()
        return ["https://", "http://"].contains {
            address.hasPrefix($0) && address.count > $0.count
        }
    }
}
