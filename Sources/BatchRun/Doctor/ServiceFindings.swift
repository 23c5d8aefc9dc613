import Foundation
import KlingAPI
import Ledger
import SpeechTasks
import Texts

/// What free questions have found out about a service.
struct ServiceFindings {
    let settings: DoctorSettings
    /// Why the service was not asked, or not further; nil where its own answer says it.
    var silence: String?
    /// What was known of the account before, where it was not asked.
    var known: LearnedAccount?
    /// The answer that ended the search for the form.
    private(set) var route: FreeAnswer?
    private(set) var verdict: FormSearch.Verdict?
    /// How far this machine's clock is ahead of the service's, in seconds; nil where it is not told.
    private(set) var secondsAhead: Int?
    var length: LengthSearch.Verdict?
    /// A limit below the one found that was learned before, and stands.
    var keptLimit: TextLimit?
    var usage: FreeAnswer?
    /// Every answer.
    var answers: [FreeAnswer] = []

    init(_ settings: DoctorSettings) {
        self.settings = settings
    }

    mutating func take(_ verdict: FormSearch.Verdict, _ answer: FreeAnswer?, now: Date) {
        self.verdict = verdict
        route = answer
        secondsAhead = answer?.reply.sentAt.map { Int(now.timeIntervalSince1970) - $0 }
    }

    /// The form that was found.
    var foundForm: ServiceForm? {
        if case .form(let form) = verdict { form } else { nil }
    }

    /// The longest text that stands from now on; nil where none was found.
    var textLimit: TextLimit? {
        guard case .limit(let limit, _) = length else { return nil }
        return keptLimit ?? limit
    }

    /// How many questions were sent.
    var sent: Int { answers.count(where: \.wasSent) }

    /// How many questions the service may have charged all the same.
    var perhapsCharged: Int { answers.count(where: \.mayHaveCharged) }

    /// The checks of the service, in the order in which a run needs them.
    var checks: [DoctorCheck] {
        [address, token, form, longestText, credit, clock]
    }

    /// What the questions cost.
    var cost: DoctorCheck {
        let asked = counted(sent, "question")
        if perhapsCharged > 0 {
            return .warning(
                "cost",
                "\(asked) asked; the last one was not plainly refused, so it may have been charged "
                    + "although nothing was to be spoken, and no more were asked",
                advice: "Look at the provider's bill")
        }
        return .ok(
            "cost",
            sent == 0
                ? "nothing was paid: no question was sent"
                : "nothing was paid: \(asked) asked, each without something that a call needs, so that no "
                    + "audio was made")
    }
}

extension FreeAnswer {
    /// Whether the question can have reached anybody.
    fileprivate var wasSent: Bool {
        switch call {
        case .notSent, .refusedBatch(.certificate): false
        default: true
        }
    }
}
