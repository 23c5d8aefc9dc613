import KlingAPI
import RunLedger
import SpeechTasks
import WorkerPool

extension String {
    /// How a text begins, on one line, so that a person knows it again.
    var firstWords: String {
        let words = prefix(60).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 40 ? words.prefix(39) + "…" : words
    }
}

extension ThrottleKind {
    init(_ throttle: ReplyMeaning.Throttle) {
        self =
            switch throttle {
            case .unspecified, .unavailable: .unspecified
            case .rate: .rate
            case .atOnce: .atOnce
            }
    }
}

extension AttemptReply {
    init(_ reply: Reply) {
        self.init(
            httpStatus: reply.httpStatus, code: reply.code, message: reply.message,
            requestID: reply.requestID, audioID: reply.audioID, audioURL: reply.audioURL,
            durationMilliseconds: reply.durationMilliseconds, createdAt: reply.createdAt)
    }
}

extension CallEvent {
    init(_ task: SpeechTask, _ end: AttemptEnd, _ reply: Reply) {
        self.init(
            hash: "\(task.hash)", outcome: end.outcome, httpStatus: reply.httpStatus,
            code: reply.code, message: reply.message, requestID: reply.requestID)
    }
}

extension Reply {
    /// What the service said, as far as it said anything, for the end of a sentence.
    fileprivate var words: String {
        let numbers = [
            httpStatus.map { "HTTP \($0)" }, code.map { "code \($0)" },
        ].compactMap { $0 }.joined(separator: ", ")
        return [numbers, message ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}

extension Reply {
    /// Why a success that cannot be read stops the batch.
    var unreadableSentence: String {
        "The service answered with a success that cannot be read (\(words)). It may have been "
            + "charged, and each further call would be lost in the same way."
    }
}

extension ReplyMeaning.TaskRefusal {
    /// Whether shorter texts may pass.
    var isOfLength: Bool {
        if case .length = self { true } else { false }
    }

    /// Why the job failed.
    func sentence(_ reply: Reply) -> String {
        switch self {
        case .length: "the text was refused as too long (\(reply.words))"
        case .content: "the text's content was refused (\(reply.words))"
        case .parameters, .voice: "refused (\(reply.words))"
        }
    }

    /// Why the batch stops.
    func voiceSentence(_ voiceID: String, _ reply: Reply) -> String {
        let times = SynthesisStage.maximumVoiceRefusals
        return "The voice “\(voiceID)” was refused \(times) times in a row "
            + "(\(reply.words)). `kling-batch voices` lists the known ones. Correct the list and "
            + "run it again; for texts that were refused, `kling-batch retry`."
    }
}

extension ReplyMeaning.BatchRefusal {
    /// Why the batch stops, and what to do.
    func sentence(_ reply: Reply) -> String {
        let words = reply.words
        return switch self {
        case .credit:
            "The account is out of credit (\(words)). Top it up, then run the same command again."
        case .account:
            "The account cannot be used (\(words)). Waiting does not help: ask the provider, then "
                + "run the same command again."
        case .authentication:
            "The token was refused (\(words)). Set KLING_API_TOKEN or --token-file, then run the "
                + "same command again."
        case .rights:
            "The account may not do this (\(words)): its rights, or this machine's address. Ask "
                + "the provider, then run the same command again."
        case .route:
            "The service has no such route (\(words)). Check --base-url, then run the same command "
                + "again."
        case .setup:
            "The gateway is not set up for this call (\(words)). Ask the provider, then run the "
                + "same command again."
        case .redirect:
            "The base address answers with a redirect (\(words)), which is not followed, so that "
                + "the token goes nowhere else. Correct --base-url."
        case .certificate:
            "The service's certificate cannot be trusted (\(words)). Check --base-url and this "
                + "machine's clock and certificates."
        }
    }
}
