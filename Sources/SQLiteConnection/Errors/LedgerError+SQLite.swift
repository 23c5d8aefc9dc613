import GRDB
import Ledger
import SystemPackage

extension LedgerError {
    /// The ledger's own error for one of SQLite or the system; nil for any other.
    init?(_ error: any Error, of place: LedgerPlace) {
        switch error {
        case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB:
            self = .foreign(path: place.given)
        case let error as DatabaseError:
            self = place.refusal(LedgerProblem(error, at: place.path))
        case let error as UnknownWord:
            self = place.refusal(.unknownWord(error.word, meaning: error.meaning))
        case is MissingRow: self = place.refusal(.fault(code: "SQLite's code 12"))
        case let error as Errno:
            self = place.refusal(LedgerProblem(error, at: place.path))
        default: return nil
        }
    }
}
