import BatchPlanning
import KlingAPI

/// What is wrong where a service does not answer the question for its form.
struct ServiceFault {
    private let answer: FreeAnswer
    private let address: String
    private let calls: CallSettings

    init(_ answer: FreeAnswer, at address: String, _ calls: CallSettings) {
        self.answer = answer
        self.address = address
        self.calls = calls
    }

    /// What was answered; of a page for people, that it is one.
    private var words: String {
        isPage
            ? "HTTP \(answer.reply.httpStatus ?? 0), a page for people" : answer.reply.answerWords
    }

    private var isPage: Bool {
        (answer.reply.message ?? "").drop(while: \.isWhitespace).hasPrefix("<")
    }

    /// What keeps questions from being answered at all; nil where an answer came.
    var ofAddress: DoctorCheck? {
        let name = "address"
        switch answer.call {
        case .notSent(let reason):
            return .problem(
                name, "\(address) cannot be reached: \(reason)",
                advice: "Check --base-url, and whether this machine is online")
        case .refusedBatch(.certificate):
            return .problem(
                name,
                "the certificate of \(address) is another host's, or nobody vouches for it, so the "
                    + "token was not sent",
                advice: "Check --base-url, this machine's clock and its package ca-certificates")
        case .refusedBatch(.redirect):
            return .problem(
                name,
                "\(address) answers with a redirect (\(words)), which is not followed, since the "
                    + "token would go along",
                advice: "Set --base-url to the address that the service really has")
        case .unknown(let timedOut) where answer.reply.httpStatus == nil:
            let reason = timedOut ? "gave no whole answer in time" : "broke off without an answer"
            return .problem(
                name, "\(address) was reached and \(reason) (\(words))",
                advice: "Ask again later, or with a longer --deadline; if it stays so, ask the "
                    + "provider")
        default: return nil
        }
    }

    /// Why an answer does not tell the form; nil where that is said elsewhere.
    var ofForm: DoctorCheck? {
        let name = "form"
        switch answer.call {
        case .throttled:
            return .warning(
                name, "\(address) takes no more calls now (\(words)), so it did not tell",
                advice: "Ask again later; does another program use this token? A run waits by "
                    + "itself")
        case .refusedBatch(.setup):
            return .problem(
                name, "\(address) is not set up for speech (\(words))", advice: "Ask the provider")
        case .succeeded, .unreadableSuccess:
            return .problem(
                name, unasked,
                advice: "Check --base-url; a run would stop at its first call")
        case .unknown where answer.reply.httpStatus != nil:
            return .problem(
                name, "\(address) answers with an error of its own (\(words))",
                advice: "Ask again later; if it stays so, ask the provider")
        case .refusedTask:
            return .warning(
                name, "\(address) answers otherwise than is known (\(words))",
                advice: "A run calls it in the form “page”; name another one with --api")
        default: return nil
        }
    }

    /// A success although there was nothing to speak.
    private var unasked: String {
        if isPage { return "\(address) is not the API (\(words))" }
        return answer.reply.isReadable
            ? "\(address) answers with a success although nothing was to be spoken (\(words))"
            : "\(address) answers with a success that says nothing that can be read (\(words))"
    }
}
