/// What is shown while a stretch of a track is heard: sentences of a passage, or whole passages.
struct TimedUnit: Hashable, Sendable {
    let passages: Range<Int>
    /// Some of the sentences of its one passage; nil is all of its passages.
    let sentences: Range<Int>?
    /// In milliseconds from the track's start.
    let time: Range<Int>
}
