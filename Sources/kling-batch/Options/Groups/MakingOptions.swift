import ArgumentParser
import BatchPlanning

/// What making tracks may do.
struct MakingOptions: ParsableArguments {
    @Flag(.noWait) var wait: Bool?
    @Flag(.overwrite) var overwrite: Bool?
    @Flag(.reconcile) var reconcile: Bool?
    @Flag(.rebuyExpired) var rebuyExpired: Bool?
    @Flag(.rebuyBad) var rebuyBad: Bool?

    /// Writes what is given into the rules, of which a careful one holds where nothing is said.
    func apply(to rules: inout MakingRules, _ settings: Settings) throws {
        rules.waitsForLedger = try !settings.isOn(.noWait, wait.map { !$0 })
        try settings.take(.overwrite, overwrite, into: &rules.replacesFiles)
        try settings.take(.reconcile, reconcile, into: &rules.looksUpUnknown)
        try settings.take(.rebuyExpired, rebuyExpired, into: &rules.rebuysExpired)
        try settings.take(.rebuyBad, rebuyBad, into: &rules.rebuysBad)
    }
}
