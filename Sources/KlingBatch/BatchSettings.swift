import BatchPlanning
import JobLists
import SpeechTasks

/// What a batch asks for.
public struct BatchSettings: Sendable {
    /// Names the batch in its ledger.
    ///
    /// The name belongs to these inputs, this folder and this service.
    public var name: String
    /// What is voiced.
    public var inputs: [BatchInput]
    /// The folder of the tracks; made where it is missing.
    public var outputFolder: String
    /// The ledger's file; clips are kept beside it.
    public var ledger: String
    /// The voice of jobs that name none.
    public var voice: String?
    /// The speed of jobs that say none, 0.5 to 2.0 in steps of a thousandth; 1 is normal.
    public var speed = 1.0
    /// The volume of jobs that say none, 0 to 2.0 in steps of a thousandth; 1 is normal.
    public var volume = 1.0
    /// Whether jobs with faults are left out instead of stopping the batch; the plan lists them.
    public var skipsInvalid = false
    /// Who is called, and how fast.
    public var service = ServiceSettings()
    /// What may be spent.
    public var budget = Budget()

    /// Settings with these parts and the defaults for all others.
    public init(name: String, inputs: [BatchInput], outputFolder: String, ledger: String) {
        self.name = name
        self.inputs = inputs
        self.outputFolder = outputFolder
        self.ledger = ledger
    }
}

/// Something to voice.
public enum BatchInput: Sendable {
    /// A job list, a book or a subtitle file, by its path; what it is follows from the name's ending.
    case file(String)
    /// Jobs that stand in memory. Their name tells them from other inputs of the batch.
    case jobs([VoiceJob], named: String)
}

/// A text to voice, and the track that it becomes.
public struct VoiceJob: Codable, Sendable {
    /// What is spoken.
    public var text: String
    /// Your name for the job, and by default its track's; each job of a batch needs another.
    public var id: String
    /// The voice; nil is the batch's.
    public var voice: String?
    /// The speed, 0.5 to 2.0; nil is the batch's.
    public var speed: Double?
    /// The volume, 0 to 2.0; nil is the batch's.
    public var volume: Double?
    /// The track's file below the output folder; nil follows from the name.
    public var output: String?
    /// Written into the track as its title.
    public var title: String?

    /// A job with a name and a text, and the batch's settings for all else.
    public init(id: String, text: String) {
        self.id = id
        self.text = text
    }
}

/// Who is called, and how fast.
public struct ServiceSettings: Sendable {
    /// The service's base address: https, or http on this machine.
    public var baseURL = CallSettings().baseURL
    /// The form that it speaks; nil asks it, for nothing, before the first call.
    public var form: Form?
    /// The most calls at once, 1 to 1024.
    public var concurrency = CallSettings().concurrency
    /// The most calls a second; nil lets the pace be found.
    public var ratePerSecond: Double?
    /// The longest text of a call in Unicode scalars; the form's or the account's limit holds where it
    /// is less.
    public var maximumCharacters = CallSettings().maximumCharacters
    /// The longest wait for a whole reply.
    public var deadline = Duration.seconds(180)

    /// How a service speaks.
    public enum Form: String, Sendable {
        /// As the vendor's page says.
        case page
        /// As a gateway of several models does.
        case gateway
        /// As Kling's own API does.
        case kling
    }

    /// The defaults.
    public init() {}
}

/// What may be spent.
public struct Budget: Sendable {
    /// The price of a call.
    public var price = Yuan(Money.documentedCallPrice)
    /// The most the batch may cost over all its runs; nil is what its plan says and
    /// ``maximumUnknownSpend``.
    public var maximum: Yuan?
    /// The most that second calls may cost whose first outcome is unknown; nil is a fifth of the plan's
    /// price, at least 1.00.
    public var maximumUnknownSpend: Yuan?
    /// Whether a text whose call may have been charged waits for a person instead of being called again.
    public var holdsUnknown = false

    /// The defaults.
    public init() {}
}

extension BatchSettings {
    /// The settings as the stages take them.
    func runSettings() throws -> RunSettings {
        var calls = CallSettings()
        calls.baseURL = service.baseURL
        calls.form = service.form?.rawValue
        calls.concurrency = service.concurrency
        calls.ratePerSecond = service.ratePerSecond
        calls.maximumCharacters = service.maximumCharacters
        calls.deadlineSeconds = service.deadline / .seconds(1)
        var reading = JobReaderOptions()
        reading.defaults = JobDefaults(
            voiceID: voice, speed: try thousandths(speed, "speed"),
            volume: try thousandths(volume, "volume"))
        var run = RunSettings(
            inputs: inputs.map(\.path), reading: reading, batchName: name,
            outputFolder: outputFolder, ledgerPath: ledger, calls: calls)
        for case .jobs(let jobs, let name) in inputs {
            run.listsInMemory[listPath(name)] = try jobs.jsonLines()
        }
        run.skipsInvalid = skipsInvalid
        run.price = budget.price.money
        run.budget = budget.maximum?.money
        run.maxUnknownSpend = budget.maximumUnknownSpend?.money
        run.holdsUnknown = budget.holdsUnknown
        return run
    }

    private func thousandths(_ value: Double, _ name: String) throws -> Thousandths {
        guard (0...2).contains(value) else {
            throw BatchError(description: "The batch's \(name) \(value) is not from 0 to 2.0.")
        }
        return Thousandths(Int((value * 1000).rounded()))
    }
}
