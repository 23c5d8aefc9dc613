package import JobLists
package import SpeechTasks

/// What a plan comes to, before anything is sent.
package struct PlanFigures: Sendable {
    /// Jobs the lists ask for.
    package var jobs = 0
    /// Distinct tasks these jobs are cut into.
    package var tasks = 0
    /// Characters of all texts, in Unicode scalars.
    package var characters = 0
    /// Calls that are to be paid.
    package var callsToPay = 0
    /// Distinct tasks the ledger already holds.
    package var callsAlreadyPaid = 0
    /// Distinct tasks that were refused before, or wait for a person.
    package var callsEnded = 0
    /// What the subtitle files among the inputs come to; nil without any.
    package var subtitles: SubtitleFigures?
    /// What the person should know before it is paid: a film that does not seem to be the right one.
    package var notices: [String] = []
    /// Who would be called.
    package var service: Service
    /// The form it would be called in: `page`, `gateway` or `kling`.
    package var form: String
    /// Whether the form is known; `run` asks the service otherwise.
    package var isFormKnown: Bool
    /// The price of one call.
    package var price: Money
    /// What is known of the account's pace, in calls a second; nil if nothing is.
    package var ratePerSecond: Double?
    /// The longest text of a call the plan was made with.
    package var textLimit: TextLimit
    /// Faults of the lists, the first ``PlanFigures/maximumFaults``.
    package var faults: [JobFault] = []
    /// All faults, counted.
    package var faultCount = 0
    /// Rows with at least one fault.
    package var faultyRows = 0
    /// The row the latest fault was in: the faults of a row come one after the other.
    private var lastFaultyRow: Int?
    /// Whether a fault hides an unknown number of rows.
    package var inputEndsEarly = false

    /// Figures of nothing yet.
    init(
        service: Service, form: String, isFormKnown: Bool, price: Money, ratePerSecond: Double?,
        textLimit: TextLimit
    ) {
        self.service = service
        self.form = form
        self.isFormKnown = isFormKnown
        self.price = price
        self.ratePerSecond = ratePerSecond
        self.textLimit = textLimit
    }

    /// How many faults are kept to be listed.
    package static let maximumFaults = 50

    /// The exact price of what is to be paid.
    package var cost: Money { callsToPay * price }

    /// How long the calls take at the known pace; nil if none is known.
    package var expectedDuration: Duration? {
        guard let ratePerSecond, ratePerSecond > 0 else { return nil }
        return .seconds(Double(callsToPay) / ratePerSecond)
    }

    mutating func add(_ found: SubtitleFigures) {
        var all = subtitles ?? SubtitleFigures()
        all.add(found)
        subtitles = all
    }

    mutating func add(_ fault: JobFault) {
        faultCount += 1
        if let row = fault.row, row != lastFaultyRow {
            lastFaultyRow = row
            faultyRows += 1
        }
        if faults.count < Self.maximumFaults { faults.append(fault) }
        if fault.endsInput { inputEndsEarly = true }
    }
}
