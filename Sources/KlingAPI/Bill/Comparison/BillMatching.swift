/// Compares calls with a bill, one to one, and never guesses.
///
/// First by request id. What is left fits by time, length of use, price and model. A call of unknown
/// outcome is free where a bill that surely covers it has no row that fits; it is charged where all
/// rows have to be ours and one would be left over without it. All else stays not known.
package struct BillMatching: Sendable {
    /// Who else may stand on the bill.
    package enum Sharing: Sendable {
        /// Nobody: every row of speech belongs to a call of this ledger, and rows without a request id
        /// to a call each.
        case oursAlone
        /// Perhaps other programs or ledgers, so that a row that fits proves nothing.
        case perhapsOthers
    }

    /// Who else may stand on the bill; a bill with rows that fit no call shows that others do.
    package var sharing: Sharing
    /// How long after a call's end its charge may come: 10 minutes unless said otherwise.
    ///
    /// No call of these last minutes is ever called free.
    package var lateness: Duration
    /// How far the bill's clock may be off where nothing shows it: 10 minutes.
    package var maximumSkew: Duration

    /// A comparison under these rules.
    package init(
        sharing: Sharing, lateness: Duration = .seconds(600), maximumSkew: Duration = .seconds(600)
    ) {
        self.sharing = sharing
        self.lateness = lateness
        self.maximumSkew = maximumSkew
    }

    /// Compares; the same input gives the same result.
    ///
    /// - Parameter calls: all that the ledger knows of the account in the bill's time, refused ones as
    ///   well.
    package func compare(_ calls: [KnownCall], with bill: Bill) -> BillComparison {
        var work = BillComparisonWork(of: calls, with: bill, rules: self)
        return work.run()
    }
}

extension Duration {
    /// The duration in seconds.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
