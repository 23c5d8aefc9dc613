package import SpeechTasks

/// Names a batch in its ledger.
package struct BatchID: Hashable, Sendable {
    let value: Int64
}

/// What a batch is and the money rules its calls are armed under.
package struct BatchTerms: Sendable {
    /// The batch's name; the same name again continues it.
    package var name: String
    /// Whether a person said the name; a name that comes from an input means a batch with that input.
    package var isNamed: Bool
    /// Who is called.
    package var service: Service
    /// The inputs as absolute paths, `-` for standard input; they may join the batch and leave it.
    package var inputs: [String]
    /// The folder the tracks go to, as an absolute path; part of the batch's identity.
    package var outputFolder: String
    /// The settings as given, a JSON object to read again; never the token.
    package var settings: String
    /// The price of one call.
    package var price: Money
    /// The most the batch may cost, over all its runs; nil for no limit.
    package var budget: Money?
    /// The most that all batches of the account may cost in a day of local time; nil for no limit.
    package var dayBudget: Money?
    /// The account that pays, a hash of its token; nil where it is not known.
    package var account: String?
    /// The most that second calls for tasks of unknown outcome may cost; nil for the default, a
    /// fifth of the plan's price and at least 1.00 CNY.
    package var maxUnknownSpend: Money?
    /// Whether tasks of unknown outcome are held instead of called again.
    package var holdsUnknown: Bool
    /// Whether refused calls count as perhaps charged.
    package var chargesRefusals: Bool

    /// Terms with these parts.
    package init(
        name: String, isNamed: Bool = true, service: Service, inputs: [String],
        outputFolder: String, settings: String = "{}", price: Money = .documentedCallPrice,
        budget: Money? = nil,
        dayBudget: Money? = nil, account: String? = nil, maxUnknownSpend: Money? = nil,
        holdsUnknown: Bool = false, chargesRefusals: Bool = false
    ) {
        self.name = name
        self.isNamed = isNamed
        self.service = service
        self.inputs = inputs
        self.outputFolder = outputFolder
        self.settings = settings
        self.price = price
        self.budget = budget
        self.dayBudget = dayBudget
        self.account = account
        self.maxUnknownSpend = maxUnknownSpend
        self.holdsUnknown = holdsUnknown
        self.chargesRefusals = chargesRefusals
    }
}
