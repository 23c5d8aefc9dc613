package import Reports

/// What every page on a batch says, be it a file or live: the account drawn in sections.
package struct PageSections {
    /// The account, and how it came to be.
    let account: BatchAccount
    let history: BatchHistory

    /// A section; its name is that of its template.
    package enum Part: String, CaseIterable, Sendable {
        case summary
        case open
        case money
        case calls
        case runs
    }

    /// The sections of an account.
    package init(_ account: BatchAccount, _ history: BatchHistory) {
        self.account = account
        self.history = history
    }

    /// What the template of a section gets.
    package func values(of part: Part) -> PageValues {
        switch part {
        case .summary: summary
        case .open: open
        case .money: money
        case .calls: calls
        case .runs: runs
        }
    }
}
