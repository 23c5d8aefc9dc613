import DurableFiles

/// A setting of a track, a film or an audiobook that cannot be, and why.
package struct ImpossibleSetting: MakingError, Hashable {
    /// What was asked for, as the start of a sentence: `a volume of 3`.
    package let setting: String
    /// Why that cannot be.
    package let reason: String

    /// A setting that cannot be, and why.
    package init(_ setting: String, reason: String) {
        self.setting = setting
        self.reason = reason
    }

    /// The error as a sentence for people.
    package var description: String { "\(setting) is not possible: \(reason)" }
}
