import BatchPlanning

/// How the lists of a batch are spoken.
public struct ListVoicing: Sendable {
    private let packsRows: Bool
    private let packConfidence: Double?

    /// The defaults, but for what is said; nil is the usual.
    ///
    /// - Parameters:
    ///   - packsRows: whether rows of one voice share calls, whose sound is cut apart again at its
    ///     silences. Fewer calls are paid for; a row whose cuts are in doubt is paid for alone after
    ///     all. `docs/job-lists.md` of the package says what to expect.
    ///   - packConfidence: how sure a cut must be, 0 to 1; 0.75 is usual. It goes with rows that share
    ///     calls.
    public init(packsRows: Bool = false, packConfidence: Double? = nil) {
        self.packsRows = packsRows
        self.packConfidence = packConfidence
    }
}

extension ListVoicing {
    /// Writes it into the settings as the stages take them.
    func apply(to lists: inout ListSettings) throws {
        try require(packConfidence, in: SettingRange.packConfidence, "surety of cuts")
        guard packsRows || packConfidence == nil else {
            throw BatchError(
                description: "How sure cuts must be does nothing where rows share no calls.")
        }
        lists.packsRows = packsRows
        lists.packConfidence = packConfidence ?? lists.packConfidence
    }
}
