import ArgumentParser
import KlingEmulator

/// What the emulator refuses.
struct EmulatorLimitOptions: ParsableArguments {
    @Option(.letInRate) var rate: RateLimit?
    @Option(.window) var window: RateWindow
    @Option(.atOnce) var atOnce: Int?
    @Option(.successLimit) var successLimit: RateLimit?
    @Option(.totalLimit) var totalLimit: RateLimit?
    @Option(.limitForm) var limitForm: LimitForm?
    @Flag(.limitCodes) var limitCodes: Bool
    @Option(.retryAfter) var retryAfter: Double?
    @Option(.retryAfterForm) var retryAfterForm: RetryAfterForm

    func validate() throws {
        guard !limitCodes || limitForm == nil || limitForm == .codes else {
            throw ValidationError("--limit-codes contradicts --limit-form.")
        }
    }

    func apply(to settings: inout EmulatorSettings) {
        settings.rateLimit = rate
        settings.rateWindow = window
        settings.atOnceLimit = atOnce
        settings.successLimit = successLimit
        settings.totalLimit = totalLimit
        settings.retryAfter = retryAfter.map { .seconds($0) }
        settings.retryAfterForm = retryAfterForm
        settings.limitForm = limitCodes ? .codes : limitForm
    }
}
