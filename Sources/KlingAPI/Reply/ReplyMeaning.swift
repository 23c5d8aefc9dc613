package import SpeechTasks

/// What a reply makes of its attempt.
package enum ReplyMeaning: Sendable, Equatable {
    /// Charged, and the audio waits at its address.
    case succeeded
    /// A success in a form that is not known: perhaps charged, and its audio cannot be had.
    ///
    /// Each further call may be lost in the same way, so the batch stops.
    case unreadableSuccess
    /// Not admitted; taken to be free.
    case throttled(Throttle)
    /// Never reached the service.
    case notSent(reason: String)
    /// Refused for a reason in the task itself; free.
    case refusedTask(TaskRefusal)
    /// Refused for a reason that every call shares; free, and the batch stops.
    case refusedBatch(BatchRefusal)
    /// May have been done and charged.
    case unknown(timedOut: Bool)

    /// Which limit refused a call.
    package enum Throttle: Sendable, Equatable {
        /// A bare 429, or 503 with Retry-After: it does not say which.
        case unspecified
        /// Code 1302: too many requests in a time.
        case rate
        /// Code 1303: too many at once.
        case atOnce
        /// The gateway has nobody to hand the call to now, such as `get_channel_failed`.
        ///
        /// It says nothing of a limit: waiting may cure it, another pace does not.
        case unavailable
    }

    /// What in a task was refused.
    package enum TaskRefusal: Sendable, Equatable {
        /// The text is too long for this account; shorter pieces may pass.
        ///
        /// `stated` is the longest text as far as the refusal or the form tells it.
        case length(stated: TextLimit?)
        /// The text's content, codes 1300 and 1301.
        case content
        /// The voice, code 1201, or its language.
        case voice
        /// Another parameter.
        case parameters
    }

    /// What refuses every call.
    package enum BatchRefusal: Sendable, Equatable {
        /// No credit left: codes 1101 and 1102, HTTP 402, a gateway's quota or balance error.
        case credit
        /// The account itself, code 1100.
        case account
        /// The token, HTTP 401 and codes 1000 to 1004.
        case authentication
        /// The rights or the caller's address: HTTP 403, codes 1103 and 1304.
        case rights
        /// No such route: the service speaks another form, or the path is wrong.
        case route
        /// The gateway is not set up for this call: `model_mapping_failed`, `invalid_api_platform`.
        case setup
        /// The address answers with a redirect, which is never followed.
        case redirect
        /// The service's certificate cannot be trusted, or is another host's.
        case certificate
    }
}

extension ReplyMeaning {
    /// What a reply means: the first row that fits, over all forms.
    ///
    /// What brings audio is a success, whatever its status or code; what contradicts itself without
    /// audio may have been charged; then `code` wins over the status. Anything that is not listed is
    /// unknown.
    ///
    /// - Parameters:
    ///   - text: what was to be spoken; it tells in which unit a refusal for length counts.
    ///   - form: how the service was called; it tells the unit where the text does not.
    package init(of reply: Reply, text: String? = nil, form: ServiceForm? = nil) {
        let evidence = ReplyEvidence(reply)
        self =
            evidence.contradiction
            ?? evidence.batchRefusal.map { .refusedBatch($0) }
            ?? evidence.throttle.map { .throttled($0) }
            ?? evidence.taskRefusal(text: text, form: form).map { .refusedTask($0) }
            ?? evidence.lostSuccess
            ?? .unknown(timedOut: evidence.isTimeout)
    }
}
