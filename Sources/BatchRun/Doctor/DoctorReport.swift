package import SpeechTasks

/// What `doctor` found.
package struct DoctorReport: Sendable {
    /// What was looked at, in the order in which a run needs it.
    package let checks: [DoctorCheck]
    /// The form that the service was found to speak; nil where that was not found out.
    package let form: String?
    /// The longest text that plans count with from now on; nil where it was not found out.
    package let textLimit: TextLimit?
    /// How many free questions were sent.
    package let questions: Int
    /// How many of them the service may have charged all the same.
    package let perhapsCharged: Int

    /// Whether something would stop a run.
    package var hasProblem: Bool { count(.problem) > 0 }

    /// How many checks stand so.
    package func count(_ state: DoctorCheck.State) -> Int {
        checks.count { $0.state == state }
    }
}
