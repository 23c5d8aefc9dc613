package import SpeechTasks

/// What came of a free question.
package struct FreeAnswer: Sendable, Equatable {
    /// What an answer says, as far as the facts about services allow it to be understood.
    package enum Meaning: Sendable, Equatable {
        /// The route is there, and the token was let through.
        case routeExists
        /// No such route.
        case noRoute
        /// The token, its rights or this machine's address were refused.
        case tokenRefused
        /// The text is too long; with the limit where the answer states it.
        case tooLong(TextLimit?)
        /// The length was let through: only the voice was missed.
        case lengthAccepted
        /// The account has no credit, or cannot be used.
        case credit
        /// What the token has left.
        case usage(TokenUsage)
        /// It was answered otherwise than is known; the sentence says how.
        case notKnown(String)
        /// Nothing was reached; the sentence says why.
        case unreachable(String)
    }

    /// What was asked.
    package let question: FreeQuestion
    /// What came back, cleaned.
    package let reply: Reply
    /// What the reply would mean for a call.
    package let call: ReplyMeaning
    /// What it means for the question.
    package let meaning: Meaning

    /// Whether the service may have charged for the question after all.
    ///
    /// It answered with a success, or nobody knows what it did: no further question should be asked.
    package var mayHaveCharged: Bool {
        guard question != .usage else { return false }
        switch call {
        case .succeeded, .unreadableSuccess, .unknown: return true
        case .throttled, .notSent, .refusedTask, .refusedBatch: return false
        }
    }
}

extension FreeAnswer {
    /// The answer that the result of a request is.
    package init(to question: FreeQuestion, _ result: CallResult) {
        self.question = question
        reply = result.reply
        call = result.meaning
        meaning = Self.meaning(of: result, to: question)
    }

    init(usage result: CallResult, _ usage: TokenUsage?) {
        question = .usage
        reply = result.reply
        call = result.meaning
        meaning = usage.map { .usage($0) } ?? Self.meaning(of: result, to: .usage)
    }

    private static func meaning(of result: CallResult, to question: FreeQuestion) -> Meaning {
        let reply = result.reply
        switch result.meaning {
        case .notSent(let reason): return .unreachable(reason)
        case .refusedBatch(.certificate): return .unreachable(reply.message ?? "the certificate")
        case .refusedBatch(.route): return .noRoute
        case .refusedBatch(.authentication), .refusedBatch(.rights): return .tokenRefused
        case .refusedBatch(.credit), .refusedBatch(.account): return .credit
        case .refusedTask(let refusal):
            return answer(refusal, reply, to: question) ?? .notKnown(reply.answerWords)
        case .unknown where reply.httpStatus == nil:
            return .unreachable(reply.message ?? "no reply")
        default: return .notKnown(reply.answerWords)
        }
    }

    /// What the refusal of an incomplete call tells; nil where it does not name what is missing.
    private static func answer(
        _ refusal: ReplyMeaning.TaskRefusal, _ reply: Reply, to question: FreeQuestion
    ) -> Meaning? {
        let words = (reply.message ?? "").lowercased()
        let isOfParameters =
            [400, 1200, 1201].contains(reply.code ?? 0)
            || reply.gatewayError?.contains("build_request_failed") == true
        let missesText = ["text", "文本", "文字"].contains(where: words.contains)
        let missesVoice = ["voice", "音色"].contains(where: words.contains)
        switch question {
        case .route:
            return missesText || missesVoice || isOfParameters ? .routeExists : nil
        case .length:
            if case .length(let stated) = refusal { return .tooLong(stated) }
            return missesVoice ? .lengthAccepted : nil
        case .usage:
            return nil
        }
    }
}

extension Reply {
    /// What a reply says, in a few words: `HTTP 400, code 1201, text is invalid`.
    package var answerWords: String {
        let numbers = [httpStatus.map { "HTTP \($0)" }, code.map { "code \($0)" }].compactMap { $0 }
        return (numbers + [message].compactMap { $0 }).joined(separator: ", ")
    }
}
