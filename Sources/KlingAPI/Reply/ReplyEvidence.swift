import SpeechTasks

/// The rows of ``ReplyMeaning/init(of:text:form:)``: what in a reply speaks for each meaning.
struct ReplyEvidence {
    private let reply: Reply
    private let status: Int
    private let code: Int
    /// The message in lower case, no more of it than a person would read.
    private let words: String
    /// The textual codes in lower case.
    private let errorName: String

    init(_ reply: Reply) {
        self.reply = reply
        status = reply.httpStatus ?? 0
        code = reply.code ?? 0
        words = Self.words(of: reply.message ?? "")
        errorName = (reply.gatewayError ?? "").lowercased()
    }

    /// A page for people says nothing of the call, though its style sheet may speak of `maximum-scale`
    /// and `text-align`; and the speed of a voice is no voice.
    private static func words(of message: String) -> String {
        let words = message.prefix(4096).drop(while: \.isWhitespace)
        guard !words.hasPrefix("<") else { return "" }
        return words.lowercased().replacing("voice_speed", with: "speed")
    }

    private func isNamed(_ names: String...) -> Bool {
        names.contains(where: errorName.contains)
    }

    private func says(_ phrases: [String]) -> Bool {
        phrases.contains(where: words.contains)
    }

    /// Some resellers write HTTP's 200 where others write 0.
    private var saysSuccess: Bool { reply.code == 0 || reply.code == 200 }

    /// A reply with audio is a success, whatever else it says; one that says both success and failure
    /// without audio may have been charged.
    var contradiction: ReplyMeaning? {
        if let address = reply.audioURL, Reply.isUsable(address) { return .succeeded }
        return status >= 400 && saysSuccess ? .unknown(timedOut: isTimeout) : nil
    }

    /// A success that cannot be used; where it broke off nobody knows what it was.
    var lostSuccess: ReplyMeaning? {
        guard (200..<300).contains(status), reply.code == nil || saysSuccess, !reply.saysFailure
        else { return nil }
        let isLost = reply.bodyEnd == .brokenOff && !reply.isReadable
        return isLost ? .unknown(timedOut: false) : .unreadableSuccess
    }

    var isTimeout: Bool {
        [408, 502, 504, 524].contains(status) || code == 5002
            || isNamed("do_request_failed") && says(["timeout", "deadline", "timed out", "超时"])
    }

    var batchRefusal: ReplyMeaning.BatchRefusal? {
        switch code {
        case 1100: return .account
        case 1101, 1102, 402: return .credit
        case 1000...1004, 401: return .authentication
        case 1103, 1304, 403: return saysOutOfCredit ? .credit : .rights
        default: break
        }
        if status == 402 || saysOutOfCredit { return .credit }
        if isNamed("model_mapping_failed", "invalid_api_platform") { return .setup }
        // A code about the task itself counts more than the status a gateway chose for it.
        guard !(1200...1303).contains(code) else { return nil }
        switch status {
        case 401: return .authentication
        case 403: return .rights
        case 300..<400: return .redirect
        case 404, 405: return isOfRoute ? .route : nil
        default: return code == 404 && says(Self.routeWords) ? .route : nil
        }
    }

    /// A 404 is the route's unless it speaks of something in the call.
    private var isOfRoute: Bool {
        says(Self.routeWords)
            || !says(["voice", "text", "speed", "volume", "task", "model", "音色", "声音", "文本", "任务"])
    }

    private static let routeWords = [
        "invalid url", "page not found", "no route", "route not", "cannot post", "unknown path",
        "unknown url",
    ]

    /// A gateway tells of spent quota in words, with a status that varies.
    private var saysOutOfCredit: Bool {
        guard status >= 400 || code != 0 || reply.saysFailure || !errorName.isEmpty else {
            return false
        }
        return isNamed(
            "insufficient_quota", "quota_exceeded", "insufficient_balance", "quota_not_enough",
            "insufficient_user_quota", "pre_consume_token_quota_failed", "balance", "arrears")
            || says([
                "insufficient balance", "insufficient quota", "balance not enough",
                "balance is not enough", "exceeded your current quota", "out of credit", "余额不足",
                "额度不足", "额度已用尽", "欠费",
            ])
    }

    var throttle: ReplyMeaning.Throttle? {
        switch code {
        case 1302: return .rate
        case 1303: return .atOnce
        case 429: return .unspecified
        case 1200...1203, 1300, 1301: return nil
        default: break
        }
        // The gateway has sent nothing on, and charged nothing.
        if isNamed("get_channel_failed", "get_price_scale_failed", "get_user_quota_failed") {
            return .unavailable
        }
        guard status == 429 || (status == 503 && reply.retryAfter != nil) else { return nil }
        return says(["parallel task over"]) ? .atOnce : .unspecified
    }

    func taskRefusal(text: String?, form: ServiceForm?) -> ReplyMeaning.TaskRefusal? {
        switch code {
        case 1300, 1301: return .content
        case 400, 404, 413, 422, 1200...1203: break
        default:
            guard [400, 404, 413, 422].contains(status) || isNamed("build_request_failed") else {
                return nil
            }
        }
        if status == 413 || code == 413 || saysTooLong {
            return .length(stated: StatedLength(words, of: text, form: form)?.limit)
        }
        if says(["voice", "音色"]) || code == 1201 && !says(Self.otherFields) { return .voice }
        return .parameters
    }

    private static let otherFields = ["text", "speed", "volume", "callback", "文本", "语速"]

    private var saysTooLong: Bool {
        let isAboutAnotherField = ["voice", "speed", "volume", "callback"]
            .contains(where: words.contains)
        return !isAboutAnotherField
            && says([
                "too long", "length", "exceed", "at most", "maximum", "过长", "超长", "长度", "超过",
                "超出", "字数",
            ])
    }
}
