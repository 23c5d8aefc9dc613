/// One thing that a run needs, and how it stands.
package struct DoctorCheck: Sendable, Equatable {
    /// How something stands.
    package enum State: String, Sendable {
        /// A run can do with it.
        case ok
        /// A run goes, and something in it may not.
        case warning
        /// It would stop a run.
        case problem
        /// It was not looked at; the finding says why.
        case skipped
    }

    /// What was looked at, in one or two words: `token`, `longest text`, `ffmpeg`.
    package let name: String
    /// How it stands.
    package let state: State
    /// What was found, as a sentence without its stop.
    package let finding: String
    /// What to do, as a sentence without its stop; nil where there is nothing to do.
    package let advice: String?

    static func ok(_ name: String, _ finding: String) -> DoctorCheck {
        DoctorCheck(name: name, state: .ok, finding: finding, advice: nil)
    }

    static func skipped(_ name: String, _ finding: String) -> DoctorCheck {
        DoctorCheck(name: name, state: .skipped, finding: finding, advice: nil)
    }

    static func warning(_ name: String, _ finding: String, advice: String) -> DoctorCheck {
        DoctorCheck(name: name, state: .warning, finding: finding, advice: advice)
    }

    /// - Parameter advice: nil where the finding says what to do.
    static func problem(
        _ name: String, _ finding: String, advice: String? = nil
    ) -> DoctorCheck {
        DoctorCheck(name: name, state: .problem, finding: finding, advice: advice)
    }
}
