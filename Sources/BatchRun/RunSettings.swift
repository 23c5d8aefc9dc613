public import JobSources
import KlingAPI
public import SpeechTasks

/// What one command asks of a batch.
public struct RunSettings: Sendable {
    /// The job lists, as given; `-` is standard input.
    public var inputs: [String]
    /// How they are read.
    public var reading: JobReaderOptions
    /// How books are read and spoken, and what is made of them.
    public var book = BookSettings()
    /// How subtitle files are read and spoken, and what is made of them.
    public var subtitles = SubtitleSettings()
    /// Whether rows with faults are left out instead of stopping the run.
    public var skipsInvalid = false
    /// The batch's name.
    public var batchName: String
    /// The folder the tracks go to.
    public var outputFolder: String
    /// The ledger's file.
    public var ledgerPath: String
    /// What making the tracks may do.
    public var rules = MakingRules()
    /// How the service is called.
    public var calls: CallSettings
    /// The price of one call.
    public var price = Money.documentedCallPrice
    /// The most the batch may cost over all its runs; nil for no limit.
    public var budget: Money?
    /// The most that all batches of the account may cost in a day of local time; nil for no limit.
    public var dayBudget: Money?
    /// The most second calls for unknown outcomes may cost; nil for the default.
    public var maxUnknownSpend: Money?
    /// Whether tasks of unknown outcome are held instead of called again.
    public var holdsUnknown = false
    /// Whether refused calls count as perhaps charged.
    public var chargesRefusals = false

    /// Settings with these parts and the defaults for all others.
    public init(
        inputs: [String], reading: JobReaderOptions = JobReaderOptions(), batchName: String,
        outputFolder: String, ledgerPath: String, calls: CallSettings
    ) {
        self.inputs = inputs
        self.reading = reading
        self.batchName = batchName
        self.outputFolder = outputFolder
        self.ledgerPath = ledgerPath
        self.calls = calls
    }
}

/// What making tracks may do; asked anew with every command.
public struct MakingRules: Sendable {
    /// Whether to wait for another run on the same ledger.
    public var waitsForLedger = true
    /// Whether audio that is gone from its address is paid for again.
    public var rebuysExpired = false
    /// Whether audio that fails its check is paid for once more.
    public var rebuysBad = false
    /// Whether a track may take the place of a file that this batch did not make.
    public var replacesFiles = false
    /// Whether calls of unknown outcome are looked up in the service's log before anything is planned;
    /// nil where the service is known to have one.
    public var looksUpUnknown: Bool?

    /// The careful rules: wait, pay nothing again, replace nothing.
    public init() {}
}

/// How the service is called; kept with the batch, so that `retry` calls the same way.
public struct CallSettings: Codable, Sendable {
    /// The service's base address.
    public var baseURL = KlingClient.gateway
    /// The form the service speaks, `page`, `gateway` or `kling`; nil asks the service.
    public var form: String?
    /// The path of the call, where it is not the form's own.
    public var path: String?
    /// What the service is called, where its address is this machine's and it is real all the same.
    public var serviceName: String?
    /// Told of each result, if given; passed through with every call.
    public var callbackURL: String?
    /// Where the run itself is told of each result; nil where it is not.
    public var callbacks: CallbackTerms?
    /// The most calls at once.
    public var concurrency = 8
    /// The most calls a second, if limited.
    public var ratePerSecond: Double?
    /// The most downloads at once.
    public var downloads = 8
    /// The longest text of a call, in Unicode scalars.
    ///
    /// Source: the vendor's page, "Request Parameters".
    public var maximumCharacters = 10_000
    /// The language of the texts, as a code such as `en`; nil finds it from each text.
    public var language: String?
    /// The longest time over head and body of a reply, in seconds.
    public var deadlineSeconds = 180.0

    enum CodingKeys: CodingKey {
        case baseURL, form, path, serviceName, callbackURL, callbacks
        case concurrency, ratePerSecond, downloads, maximumCharacters, language, deadlineSeconds
    }

    /// The defaults.
    public init() {}
}

/// The right to call a service, never printed or stored.
public struct Account: Sendable, CustomStringConvertible {
    let credential: Credential
    /// A hash of the token or the access key, under which the ledger keeps what the account takes.
    public let name: String

    /// The account of a token.
    public init(token: String) {
        self.init(.bearer(token))
    }

    /// The account of an access key and its secret.
    public init(accessKey: String, secretKey: String) {
        self.init(.keys(access: accessKey, secret: secretKey))
    }

    private init(_ credential: Credential) {
        self.credential = credential
        name = accountName(token: credential.identity)
    }

    /// The account's name, never its token.
    public var description: String { "account \(name)" }
}
