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
        /// What is said is found in the chapters' sound.
        case timing
    }

    /// What is being done.
    package let phase: Phase
    /// Chapters, or files where they are joined, that are through with this phase.
    package let finished: Int
    /// How many there are.
    package let total: Int

    /// So many chapters or files of all are through with a phase.
    package init(phase: Phase, finished: Int, total: Int) {
        self.phase = phase
        self.finished = finished
        self.total = total
    }
}
