package import SpeechTasks

/// A task claimed for a paid call.
package struct ClaimedTask: Sendable {
    /// The right to pay for it.
    package let claim: Claim
    /// What is to be spoken.
    package let task: SpeechTask
}
