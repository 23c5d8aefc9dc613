package import KlingAPI
package import Ledger
package import SpeechTasks

/// Who is called, and how it speaks.
package struct Callee: Sendable {
    package let baseURL: BaseURL
    package let service: Service
    /// The form that was asked for, stands in the address, or was found; the page's where none is known.
    package let form: ServiceForm
    /// Whether the form is known, and the service need not be asked.
    package let isFormKnown: Bool

    /// The service of some settings, as the ledger knows its account.
    ///
    /// - Throws: ``PlanningError/badBaseURL(_:)``, ``PlanningError/badService(_:)``, and
    ///   ``PlanningError/badCallbacks(_:)`` where the form has no callbacks and they are asked for.
    package init(_ calls: CallSettings, learned: LearnedAccount) throws {
        (baseURL, service) = try Callee.address(calls)
        let asked = calls.form.flatMap(ServiceForm.Name.init) ?? baseURL.statedForm
        let name = asked ?? learned.form.flatMap(ServiceForm.Name.init)
        isFormKnown = name != nil
        let usual = ServiceForm.named(name ?? .page)
        let path = calls.path ?? (asked == nil ? learned.path : nil)
        form = path.map(usual.with(path:)) ?? usual
        try checkCallbacks(calls)
    }

    private func checkCallbacks(_ calls: CallSettings) throws {
        try calls.callbacks?.check()
        guard !form.hasCallback, calls.callbacks != nil || calls.callbackURL != nil else { return }
        throw PlanningError.badCallbacks(
            "\(service) speaks the form “\(form.name.rawValue)”, which has no callbacks for speech: "
                + "leave out --callback-listen and --callback-base, or --callback-url.")
    }

    /// The base address of some settings, checked, and who answers there.
    package static func address(_ calls: CallSettings) throws -> (BaseURL, Service) {
        guard let baseURL = BaseURL(calls.baseURL) else {
            throw PlanningError.badBaseURL(calls.baseURL)
        }
        guard let service = baseURL.service(named: calls.serviceName) else {
            throw PlanningError.badService(calls.serviceName ?? "")
        }
        return (baseURL, service)
    }

    /// The longest text of a call: what was asked for, what the form takes, and what the account was
    /// found to take.
    package func textLimit(_ calls: CallSettings, learned: LearnedAccount) -> TextLimit {
        let asked = TextLimit(characters: calls.maximumCharacters).tightened(by: form.textLimit)
        return learned.textLimit.map(asked.tightened) ?? asked
    }

    /// How texts become tasks here.
    package func taskMaker(_ calls: CallSettings) -> TaskMaker {
        TaskMaker(service: service, form: form, language: calls.language)
    }
}
