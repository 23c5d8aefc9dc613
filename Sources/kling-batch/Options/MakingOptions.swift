import ArgumentParser
import BatchPlanning
import BatchRun

/// What making tracks may do.
struct MakingOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: Setting.rebuyExpired.help("Pay again for audio that is gone from its address."))
    var rebuyExpired: Bool?

    @Flag(
        inversion: .prefixedNo,
        help: Setting.rebuyBad.help("Pay once more for audio that fails its check."))
    var rebuyBad: Bool?

    @Flag(
        inversion: .prefixedNo,
        help: Setting.overwrite.help("Replace files that this batch did not make."))
    var overwrite: Bool?

    @Flag(
        inversion: .prefixedNo,
        help: Setting.noWait.help("Wait for another run that holds the ledger, or exit at once."))
    var wait: Bool?

    @Flag(
        inversion: .prefixedNo,
        help: Setting.reconcile.help(
            "Look up calls of unknown outcome in the service's log first; by default where the "
                + "account's form is gateway."))
    var reconcile: Bool?

    /// The rules, of which a careful one holds where nothing is said.
    func rules(_ settings: Settings) throws -> MakingRules {
        var rules = MakingRules()
        rules.waitsForLedger = try !settings.flag(wait.map { !$0 }, .noWait)
        rules.rebuysExpired = try settings.flag(rebuyExpired, .rebuyExpired)
        rules.rebuysBad = try settings.flag(rebuyBad, .rebuyBad)
        rules.replacesFiles = try settings.flag(overwrite, .overwrite)
        rules.looksUpUnknown = try settings.choice(reconcile, .reconcile)
        return rules
    }
}
