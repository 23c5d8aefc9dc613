import KlingEmulator
import SpeechTasks

/// What a service does to a call of a batch: a row of the matrix in `docs/service.md`.
struct ServiceMatrixSituation: Sendable {
    /// Its name in the matrix; that of a fault is the emulator's own.
    let name: String
    /// The jobs, a call each.
    var jobs = [ListedJob].lines(2)
    /// What the batch may cost: one call more than it has, where the plan is not what matters.
    var budget: Money? = Money(thousandths: 150)
    var concurrency = 1
    var deadlineSeconds = 60.0
    /// How the emulator does it.
    var change: @Sendable (inout EmulatorSettings) throws -> Void = { _ in }

    /// All of them.
    static let all =
        [ServiceMatrixSituation(name: "success")] + Fault.allCases.map(of) + refusals + limits

    /// With this seed a share of 1.5 % spoils the first of two hundred calls and no other.
    private static let seed: UInt64 = 2489

    private static func of(_ fault: Fault) -> ServiceMatrixSituation {
        var situation = ServiceMatrixSituation(name: fault.rawValue) {
            $0.faults = try FaultShares("\(fault.rawValue):0.015")
            $0.seed = seed
        }
        if fault == .noAnswer { situation.deadlineSeconds = 4 }
        // A second of audio is enough for the usual short text.
        if fault == .truncatedSpeech { situation.jobs = firstJob { $0.text = long } }
        return situation
    }

    private static let refusals = [
        ServiceMatrixSituation(name: "wrong-token") { $0.token = "another" },
        ServiceMatrixSituation(name: "redirect") { $0.redirect = "http://127.0.0.1:1/elsewhere" },
        ServiceMatrixSituation(name: "unknown-voice", jobs: firstJob { $0.voice = "nobody" }) {
            $0.voices = [ListedJob(id: "", text: "").voice]
        },
        ServiceMatrixSituation(name: "too-long", jobs: firstJob { $0.text = long }, budget: nil) {
            $0.maximumBytes = 300
        },
        ServiceMatrixSituation(name: "down", budget: Money(thousandths: 400)) {
            $0.outage = Outage(from: .zero, to: .milliseconds(200))
        },
        ServiceMatrixSituation(name: "down-charged", budget: Money(thousandths: 400)) {
            $0.outage = Outage(from: .zero, to: .milliseconds(200), isCharged: true)
        },
    ]

    private static let limits = [
        ServiceMatrixSituation(name: "rate-limit") { $0.rateLimit = oneInSixSeconds },
        ServiceMatrixSituation(name: "success-limit") { $0.successLimit = oneInSixSeconds },
        ServiceMatrixSituation(name: "total-limit") { $0.totalLimit = oneInSixSeconds },
        ServiceMatrixSituation(name: "empty-429") {
            $0.rateLimit = oneInSixSeconds
            $0.limitForm = .empty
        },
        ServiceMatrixSituation(name: "retry-after") {
            $0.rateLimit = oneInSixSeconds
            $0.retryAfter = .seconds(6)
        },
        ServiceMatrixSituation(name: "at-once-limit", concurrency: 2) {
            $0.atOnceLimit = 1
            $0.latency = .milliseconds(400)
        },
    ]

    /// A limit that the second of two calls meets, and once only.
    private static let oneInSixSeconds = RateLimit(count: 1, period: .seconds(6))

    private static let long = (1...16).map { "This is sentence number \($0) of a long text." }
        .joined(separator: " ")

    private static func firstJob(_ change: (inout ListedJob) -> Void) -> [ListedJob] {
        var jobs = [ListedJob].lines(2)
        change(&jobs[0])
        return jobs
    }
}
