/// How a call stands.
package enum AttemptState: String, LedgerWord {
    /// It may be under way.
    case armed
    /// It was charged.
    case succeeded
    /// It was refused for pace.
    case throttled
    /// It never reached the service.
    case notSent
    /// It was refused.
    case refused
    /// It may have been charged.
    case unknown
    /// Its reply was lost, and it is known to have cost nothing.
    case free
    /// It may have been charged, and a person lets its task be called again.
    case writtenOff

    package static var meaning: String { "the state of a call" }
}
