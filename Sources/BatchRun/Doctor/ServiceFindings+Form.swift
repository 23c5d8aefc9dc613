import BatchPlanning
import KlingAPI
import Ledger
import SpeechTasks

// Where the service is, how it speaks, and how long a text may be.

extension ServiceFindings {
    /// Who is asked, for sentences.
    var host: String {
        (try? Callee.address(settings.calls)).map { "\($0.1)" } ?? settings.calls.baseURL
    }

    /// Why there is no answer of the service.
    var reasonNotAsked: String {
        if let silence { return silence }
        if case .none = settings.caller { return "not asked without a token" }
        return route == nil
            ? "not asked without an address" : "not asked, because of what is said above"
    }

    private func reasonNotAsked(known: String?) -> String {
        reasonNotAsked + (known.map { "; known from before: \($0)" } ?? "")
    }

    private var baseAddress: String {
        BaseURL(settings.calls.baseURL)?.address ?? settings.calls.baseURL
    }

    var address: DoctorCheck {
        let name = "address"
        do {
            _ = try Callee.address(settings.calls)
        } catch {
            return .problem(name, "\(error)".withoutStop)
        }
        guard let route else { return .skipped(name, "\(baseAddress): \(reasonNotAsked)") }
        return ServiceFault(route, at: baseAddress, settings.calls).ofAddress
            ?? .ok(
                name,
                baseAddress.hasPrefix("http://")
                    ? "\(baseAddress) answers; it is on this machine and needs no TLS"
                    : "\(baseAddress) answers, and its certificate fits")
    }

    var form: DoctorCheck {
        let name = "form"
        guard let route else {
            return .skipped(name, reasonNotAsked(known: known?.form.map { "“\($0)”" }))
        }
        switch verdict {
        case .form(let form):
            return .ok(name, "\(host) speaks “\(form.name.rawValue)”, at \(form.path)")
        case .noRoute:
            let paths = answers.compactMap { $0.question.form?.path }.joined(separator: ", ")
            return .problem(
                name, "\(baseAddress) has no route for speech (asked for \(paths))",
                advice: "Check --base-url, or name the route with --api and --api-path")
        default:
            return ServiceFault(route, at: baseAddress, settings.calls).ofForm
                ?? .skipped(name, "not found out, because of what is said above")
        }
    }

    var longestText: DoctorCheck {
        let name = "longest text"
        switch length {
        case .limit(let limit, let isExact):
            let found =
                "texts of up to \(limit) are let through" + (isExact ? "" : ", or a few more")
            let kept = keptLimit.map { "; \($0) were learned before, and stand" } ?? ""
            return .ok(name, found + kept)
        case .notKnown(let sentence):
            let limit = route?.question.form.map { "\($0.textLimit)" } ?? ""
            return .warning(
                name, "it was not found out (\(sentence))",
                advice: "Plans count with \(limit); a run that meets a lower limit stops before it "
                    + "pays more than its plan said")
        case nil:
            return .skipped(name, reasonNotAsked(known: known?.textLimit.map { "\($0)" }))
        }
    }
}

extension String {
    /// The sentence without the stop at its end.
    var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
