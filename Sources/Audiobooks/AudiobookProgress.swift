/// How far an audiobook is.
package struct AudiobookProgress: Hashable, Sendable {
    /// What is being done.
    package enum Phase: String, Sendable {
        /// Loudness is measured.
        case measuring
        /// Chapters are encoded.
        case encoding
        /// Chapters are joined into a file.
        case joining
    }

    /// What is being done.
    package let phase: Phase
    /// Chapters, or files where they are joined, that are through with this phase.
    package let finished: Int
    /// How many there are.
    package let total: Int
}
