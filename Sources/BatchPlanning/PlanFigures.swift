/// What a batch comes to, counted.
package struct PlanFigures: Sendable {
    /// Jobs the inputs ask for.
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
    /// What rows of lists share calls; nil where none may.
    package var packs: Packs?
    /// What the subtitle files among the inputs come to; nil without any.
    package var subtitles: SubtitleFigures?

    /// Rows of lists that share calls.
    package struct Packs: Sendable {
        /// The rows.
        package var rows = 0
        /// Those whose call is to be paid, so that they may yet turn out to need calls of their own.
        package var rowsToPay = 0
        /// The calls they share.
        package var calls = 0
    }

    mutating func add(_ found: SubtitleFigures) {
        var all = subtitles ?? SubtitleFigures()
        all.add(found)
        subtitles = all
    }
}
