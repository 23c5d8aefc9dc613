package import DurableFiles
package import SystemPackage

/// The track that speaks a page, and where in it each of its clips stands.
package struct ReadAlongSound: Hashable, Sendable {
    let path: FilePath
    let recorded: MadeFile
    let duration: Duration
    let clips: [SpokenClip]

    /// A track, an MP3, as it was recorded when it was made.
    ///
    /// - Parameters:
    ///   - duration: how long it plays, by its frames.
    ///   - clips: what it is made of, in order.
    package init(
        path: FilePath, recorded: MadeFile, duration: Duration, clips: [SpokenClip]
    ) {
        self.path = path
        self.recorded = recorded
        self.duration = duration
        self.clips = clips
    }
}
