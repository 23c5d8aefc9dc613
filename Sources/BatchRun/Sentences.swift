import KlingAPI
import Ledger
import SpeechTasks
import Texts
import WorkerPool

extension String {
    /// How a text begins, on one line, so that a person knows it again.
    package var firstWords: String {
        let words = prefix(60).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 40 ? words.prefix(39) + "…" : words
    }
}

/// How a log names a task by its hash: spoken text does not stand in a log.
package func taskMark(_ hash: String) -> String { "(task \(hash.prefix(12)))" }

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

extension StatedPace {
    init(_ limit: StatedLimit) {
        switch limit.window {
        case let window? where window > .zero:
            // What is said for a second is a rate to people and services alike.
            let seconds = window / .seconds(1)
            self.init(
                ratePerSecond: seconds <= 1 ? Double(limit.count) / seconds : nil,
                window: seconds <= 1
                    ? nil
                    : PaceWindow(
                        calls: limit.count, seconds: seconds,
                        countsRefused: limit.kind == .total))
        default:
            self.init(atOnce: limit.count)
        }
    }
}

extension AttemptReply {
    init(_ result: CallResult) {
        self.init(result.reply)
        body = result.body.map { Array($0) }
        headerRequestID = result.billName
    }

    init(_ reply: Reply) {
        self.init(
            httpStatus: reply.httpStatus, code: reply.code, message: reply.message,
            requestID: reply.requestID ?? reply.taskID, headerRequestID: reply.headerRequestID,
            audioID: reply.audioID, audioURL: reply.audioURL,
            durationMilliseconds: reply.durationMilliseconds, createdAt: reply.createdAt,
            units: reply.unitDeduction)
    }
}

extension CallEvent {
    init(of task: SpeechTask, end: AttemptEnd, reply: Reply) {
        self.init(
            hash: "\(task.hash)", outcome: end.state, httpStatus: reply.httpStatus,
            code: reply.code, message: reply.message, requestID: reply.requestID)
    }
}

extension CallEvent {
    /// What came back, short enough to stand within another sentence; nil where nothing was said.
    ///
    /// The message was cleaned, and freed of secrets, where it came out of the client.
    var words: String? {
        let words = wordsOfReply(httpStatus: httpStatus, code: code, message: message)
        guard words.count > Self.mostCharacters else { return words.isEmpty ? nil : words }
        return words.prefix(Self.mostCharacters - 1) + "…"
    }

    private static let mostCharacters = 120
}

extension Reply {
    /// What the service said, as far as it said anything, for the end of a sentence.
    fileprivate var words: String {
        wordsOfReply(httpStatus: httpStatus, code: code, message: message)
    }
}

private func wordsOfReply(httpStatus: Int?, code: Int?, message: String?) -> String {
    let numbers = [
        httpStatus.map { "HTTP \($0)" }, code.map { "code \($0)" },
    ].compactMap { $0 }.joined(separator: ", ")
    return [numbers, message ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
}

extension Reply {
    /// Why the task of a success that cannot be read is held.
    var unreadableReason: String {
        "the service answered with a success that cannot be read (\(words)), perhaps charged"
    }

    /// Why such a success stops the batch, and what to do.
    func unreadableSentence(_ attempt: AttemptID) -> String {
        "The service answered with a success that cannot be read (\(words)): it speaks a form that is "
            + "not known. It was perhaps charged, and each further call would be lost in the same way, "
            + "so none is made. The reply is kept in the ledger (attempt \(attempt.number), column "
            + "body). Try --api page, gateway or kling, or ask the provider; `kling-batch retry` calls "
            + "the text again."
    }
}

extension ReplyMeaning.TaskRefusal {
    /// Why the job failed.
    ///
    /// - Parameter voiceID: the voice that was to speak it.
    func sentence(_ reply: Reply, voiceID: String) -> String {
        switch self {
        case .length: "the text was refused as too long (\(reply.words))"
        case .content: "the text's content was refused (\(reply.words))"
        case .parameters, .voice:
            "refused with the voice “\(voiceID)” (\(reply.words))" + Self.nearVoice(to: voiceID)
        }
    }

    /// The published voice that a name is near to, at the end of a sentence; nothing for one that is
    /// published itself.
    private static func nearVoice(to voiceID: String) -> String {
        guard let near = Voice.published(near: voiceID) else { return "" }
        return "; did you mean \(near)?"
    }

    /// Why the batch stops.
    func voiceSentence(_ voiceID: String, _ reply: Reply) -> String {
        let times = SynthesisStage.maximumVoiceRefusals
        return "The voice “\(voiceID)” was refused \(times) times in a row "
            + "(\(reply.words))\(Self.nearVoice(to: voiceID)). `kling-batch voices` lists those that "
            + "are published. Correct the voice and run the command again; `kling-batch retry` opens "
            + "the texts that were refused."
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
            "The service has no such route (\(words)). Check --base-url, --api and --api-path, then "
                + "run the same command again."
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
