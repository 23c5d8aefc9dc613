import ArgumentParser
import KlingEmulator

/// What the emulator refuses.
struct EmulatorLimitOptions: ParsableArguments {
    @Option(help: "The calls let in within a time, such as 20/s or 60/min.")
    var rate: String?

    @Option(help: "How they are counted: fixed, sliding or bucket.")
    var window = RateWindow.sliding

    @Option(help: "The calls let in at once.")
    var atOnce: Int?

    @Option(help: "The successes in a sliding time after which calls are refused.")
    var successLimit: String?

    @Option(help: "The requests let in from a bucket, refused ones included.")
    var totalLimit: String?

    @Option(help: ArgumentHelp("Send Retry-After with a refusal.", valueName: "seconds"))
    var retryAfter: Double?

    @Option(help: "How Retry-After is written: seconds, imf, rfc850 or asctime.")
    var retryAfterForm = RetryAfterForm.seconds

    @Option(
        help: "How a limit refuses: bare, codes, gateway or empty; as the form does by default.")
    var limitForm: LimitForm?

    @Flag(help: "The same as --limit-form codes.")
    var limitCodes = false

    func validate() throws {
        guard !limitCodes || limitForm == nil || limitForm == .codes else {
            throw ValidationError("--limit-codes contradicts --limit-form.")
        }
    }

    func apply(to settings: inout EmulatorSettings) throws {
        settings.rateLimit = try rate.map { try RateLimit($0) }
        settings.rateWindow = window
        settings.atOnceLimit = atOnce
        settings.successLimit = try successLimit.map { try RateLimit($0) }
        settings.totalLimit = try totalLimit.map { try RateLimit($0) }
        settings.retryAfter = retryAfter.map { .seconds($0) }
        settings.retryAfterForm = retryAfterForm
        settings.limitForm = limitCodes ? .codes : limitForm
    }
}
