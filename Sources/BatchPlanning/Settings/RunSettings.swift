package import JobLists
package import KlingAPI
import Ledger
package import SpeechTasks
package import Tracks

/// What one command asks of a batch.
package struct RunSettings: Sendable {
    /// The job lists, as given; `-` is standard input.
    package var inputs: [String]
    /// The bytes of lists among them that stand in memory, by the path they go by.
    package var listsInMemory: [String: [UInt8]] = [:]
    /// How they are read.
    package var reading: JobReaderOptions
    /// How rows of lists are spoken.
    package var lists = ListSettings()
    /// The files of words and how they are spoken, for books.
    package var lexiconPaths: [String] = []
    /// How books are read and spoken, and what is made of them.
    package var book = BookSettings()
    /// How subtitle files are read and spoken, and what is made of them.
    package var subtitles = SubtitleSettings()
    /// What kind of file tracks are and how they sound; of voice tracks the form alone.
    package var track = TrackSound()
    /// Whether rows with faults are left out instead of stopping the run.
    package var skipsInvalid = false
    /// The batch's name.
    package var batchName: String
    /// Whether a person said that name; else it comes from the first input.
    package var isBatchNamed = true
    /// What the batch is booked on; nil leaves what was said before.
    package var project: String?
    /// By what the cost of a plan is told, beside its sum.
    package var costGrouping: CostGrouping?
    /// The folder the tracks go to.
    package var outputFolder: String
    /// The ledger's file.
    package var ledgerPath: String
    /// What making the tracks may do.
    package var rules = MakingRules()
    /// How the service is called.
    package var calls: CallSettings
    /// The price of one call.
    package var price = Money.documentedCallPrice
    /// The most the batch may cost over all its runs; nil for no limit.
    package var budget: Money?
    /// The most that all batches of the account may cost in a day of local time; nil for no limit.
    package var dayBudget: Money?
    /// The most second calls for unknown outcomes may cost; nil for the default.
    package var maxUnknownSpend: Money?
    /// Whether tasks of unknown outcome are held instead of called again.
    package var holdsUnknown = false
    /// Whether refused calls count as perhaps charged.
    package var chargesRefusals = false

    /// Settings with these parts and the defaults for all others.
    package init(
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
package struct MakingRules: Sendable {
    /// Whether to wait for another run on the same ledger.
    package var waitsForLedger = true
    /// Whether audio that is gone from its address is paid for again.
    package var rebuysExpired = false
    /// Whether audio that fails its check is paid for once more.
    package var rebuysBad = false
    /// Whether a track may take the place of a file that this batch did not make.
    package var replacesFiles = false
    /// Whether calls of unknown outcome are looked up in the service's log before anything is planned;
    /// nil where the service is known to have one.
    package var looksUpUnknown: Bool?

    /// The careful rules: wait, pay nothing again, replace nothing.
    package init() {}
}

/// How the service is called; kept with the batch, so that `retry` calls the same way.
package struct CallSettings: StoredForm, Sendable {
    /// The service's base address.
    package var baseURL = KlingClient.gateway
    /// The form the service speaks, `page`, `gateway` or `kling`; nil asks the service.
    package var form: String?
    /// The path of the call, where it is not the form's own.
    package var path: String?
    /// What the service is called, where its address is this machine's and it is real all the same.
    package var serviceName: String?
    /// Told of each result, if given; passed through with every call.
    package var callbackURL: String?
    /// Where the run itself is told of each result; nil where it is not.
    package var callbacks: CallbackTerms?
    /// The most calls at once.
    package var concurrency = 8
    /// The most calls a second, if limited.
    package var ratePerSecond: Double?
    /// The most downloads at once.
    package var downloads = 8
    /// The longest text of a call, in Unicode scalars.
    ///
    /// Source: the vendor's page, "Request Parameters".
    package var maximumCharacters = 10_000
    /// The language of the texts, as a code such as `en`; nil finds it from each text.
    package var language: String?
    /// The longest time over head and body of a reply, in seconds.
    package var deadlineSeconds = 180.0

    enum CodingKeys: CodingKey {
        case baseURL, form, path, serviceName, callbackURL, callbacks
        case concurrency, ratePerSecond, downloads, maximumCharacters, language, deadlineSeconds
    }

    /// The defaults.
    package init() {}
}

/// The right to call a service, never printed or stored.
package struct Account: Sendable, CustomStringConvertible {
    package let credential: Credential
    /// A hash of the token or the access key, under which the ledger keeps what the account takes.
    package let name: String

    /// The account of a token.
    package init(token: String) {
        self.init(.bearer(token))
    }

    /// The account of an access key and its secret.
    package init(accessKey: String, secretKey: String) {
        self.init(.keys(access: accessKey, secret: secretKey))
    }

    private init(_ credential: Credential) {
        self.credential = credential
        name = accountName(token: credential.identity)
    }

    /// The account's name, never its token.
    package var description: String { "account \(name)" }
}
