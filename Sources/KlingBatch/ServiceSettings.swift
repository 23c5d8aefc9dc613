import BatchPlanning
import SpeechTasks

/// Who is called, and how fast.
public struct ServiceSettings: Sendable {
    /// How a service speaks.
    public enum Form: String, Sendable {
        /// As the vendor's page says.
        case page
        /// As a gateway of several models does.
        case gateway
        /// As Kling's own API does.
        case kling
    }

    let calls: CallSettings

    /// The defaults, but for what is said; nil is the usual.
    ///
    /// - Parameters:
    ///   - baseURL: the service's base address: https, or http on this machine.
    ///   - form: the form that it speaks; nil asks it, for nothing, before the first call.
    ///   - concurrency: the most calls at once, 1 to 1024; 8 are usual.
    ///   - ratePerSecond: the most calls a second; nil lets the pace be found.
    ///   - maximumCharacters: the longest text of a call in Unicode scalars, up to 10,000; the form's
    ///     or the account's limit holds where it is less.
    ///   - deadline: the longest wait for a whole reply, a second to a day; three minutes are usual.
    public init(
        baseURL: String? = nil, form: Form? = nil, concurrency: Int? = nil,
        ratePerSecond: Double? = nil, maximumCharacters: Int? = nil, deadline: Duration? = nil
    ) {
        var calls = CallSettings()
        calls.baseURL = baseURL ?? calls.baseURL
        calls.form = form?.rawValue
        calls.concurrency = concurrency ?? calls.concurrency
        calls.ratePerSecond = ratePerSecond
        calls.maximumCharacters = maximumCharacters ?? calls.maximumCharacters
        calls.deadlineSeconds = deadline.map { $0 / .seconds(1) } ?? calls.deadlineSeconds
        self.calls = calls
    }

    /// The settings as the stages take them.
    func callSettings() throws -> CallSettings {
        try require(calls.concurrency, in: SettingRange.concurrency, "number of calls at once")
        try require(
            calls.ratePerSecond, in: .leastNonzeroMagnitude ... .greatestFiniteMagnitude,
            "rate of calls")
        try require(calls.maximumCharacters, in: SettingRange.characters, "longest text of a call")
        try require(
            calls.deadlineSeconds, in: SettingRange.deadlineSeconds, "deadline in seconds")
        return calls
    }
}

/// What may be spent.
public struct Budget: Sendable {
    let price: Money
    let maximum: Money?
    let maximumUnknownSpend: Money?
    let holdsUnknown: Bool

    /// The defaults, but for what is said.
    ///
    /// - Parameters:
    ///   - maximum: the most the batch may cost over all its runs; nil is what its plan says and the
    ///     most for second calls.
    ///   - maximumUnknownSpend: the most that second calls may cost whose first outcome is unknown; nil
    ///     is a fifth of the plan's price, at least 1.00.
    ///   - holdsUnknown: whether a text whose call may have been charged waits for a person instead of
    ///     being called again.
    ///   - price: the price of a call; nil is 0.05, as the vendor's page says.
    public init(
        maximum: Yuan? = nil, maximumUnknownSpend: Yuan? = nil, holdsUnknown: Bool = false,
        price: Yuan? = nil
    ) {
        self.price = price?.money ?? Money.documentedCallPrice
        self.maximum = maximum?.money
        self.maximumUnknownSpend = maximumUnknownSpend?.money
        self.holdsUnknown = holdsUnknown
    }
}
