/// What is removed of what no batch needs, and what stays and why.
package struct PruneReport: Sendable {
    /// A kind of files that are removed.
    package enum Kind: String, CaseIterable, Sendable {
        /// Clips of the emulator that no job is made of.
        case emulatorClips = "clips of the emulator"
        /// Paid clips that no job is made of.
        case paidClips = "paid clips"
        /// Tracks and files beside them that no batch asks for.
        case tracks = "tracks no longer asked for"
        /// What dead runs were writing.
        case leftovers = "left-overs"
    }

    /// A kind of files that stay though no batch needs them.
    package enum Kept: String, CaseIterable, Sendable {
        /// The last copies of what was paid for.
        case paid = "paid for, the last copy: --paid-too removes it"
        /// Clips that no row of the ledger tells of.
        case foreign = "not known to this ledger: perhaps another one's"
        /// Files that people changed.
        case changed = "changed since it was made: yours"
        /// Files that are not old enough.
        case young = "not older than that"
    }

    /// So many files.
    package struct Sum: Sendable, Equatable {
        /// How many.
        package internal(set) var count = 0
        /// Their bytes.
        package internal(set) var byteCount = 0

        mutating func add(_ bytes: Int) {
            count += 1
            byteCount += bytes
        }
    }

    /// What is removed.
    package internal(set) var removed: [Kind: Sum] = [:]
    /// What stays.
    package internal(set) var kept: [Kept: Sum] = [:]
    /// Files that could not be removed, with the reasons.
    package internal(set) var problems: [String] = []
    /// The files that are removed, by their paths.
    package internal(set) var paths: [String] = []
}

/// What of a ledger's files is removed.
package struct PruneSettings: Sendable {
    /// The ledger's file.
    package var ledgerPath: String
    /// Whether only to say what would be removed.
    package var isDryRun = false
    /// Only what was made so long ago; nil for all.
    package var olderThanMilliseconds: Int?
    /// Whether last copies of what was paid for are removed, too.
    package var takesPaid = false

    /// All that no batch needs and nobody paid for.
    package init(ledgerPath: String) {
        self.ledgerPath = ledgerPath
    }
}
