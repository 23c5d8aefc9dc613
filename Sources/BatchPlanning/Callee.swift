package import KlingAPI
package import Ledger
package import SpeechTasks

/// Who is called, how it speaks, and what the account is known to take: found once, and used by plan,
/// packing, cutting and run alike.
package struct Callee: Sendable {
    package let baseURL: BaseURL
    package let service: Service
    /// The form that was asked for, stands in the address, or was found; the page's where none is known.
    package let form: ServiceForm
    /// Whether the form is known, and the service need not be asked.
    package let isFormKnown: Bool
    /// The longest text of a call: what was asked for, what the form takes, and what the account was
    /// found to take.
    package let textLimit: TextLimit
    /// What earlier runs found of the account.
    package let learned: LearnedAccount
    /// The language of all texts, as a code such as `en`; nil finds it from each text.
    private let language: String?
    /// The most calls a second that were asked for; nil for no limit.
    package let askedRate: Double?

    /// The service of some settings, as a ledger knows its account.
    ///
    /// - Parameter account: whose form, text length and pace count; nil takes the service's latest.
    /// - Throws: what ``init(_:learned:)`` throws, and `LedgerError`.
    package init(
        _ calls: CallSettings, account: Account?, knownIn reader: LedgerReader
    ) throws {
        let (_, service) = try Callee.address(calls)
        try self.init(calls, learned: reader.learned(of: account?.name, at: service))
    }

    /// The service of some settings, of whose account this is known.
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
        let longest = TextLimit(characters: calls.maximumCharacters).tightened(by: form.textLimit)
        textLimit = learned.textLimit.map(longest.tightened) ?? longest
        language = calls.language
        askedRate = calls.ratePerSecond
        self.learned = learned
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

    /// The form's name: `page`, `gateway` or `kling`.
    package var formName: String { form.name.rawValue }

    /// How many calls a second are known to be taken; nil if nothing is known.
    package var ratePerSecond: Double? {
        [learned.ratePerSecond, askedRate].compactMap { $0 }.min()
    }

    /// How texts become tasks here.
    package var taskMaker: TaskMaker {
        TaskMaker(service: service, form: form, language: language)
    }

    /// How jobs are cut into tasks here.
    ///
    /// - Parameter limit: a lower limit that a run has found since; nil is the callee's own.
    package func planner(limit: TextLimit? = nil) -> JobPlanner {
        JobPlanner(maker: taskMaker, limit: limit ?? textLimit)
    }
}
