import Tracks

/// What numbers of settings may be, for the command and for the library.
package enum SettingRange {
    /// The most calls at once.
    package static let concurrency = 1...1024
    /// The longest text of a call, in characters.
    package static let characters = 1...10_000
    /// The longest wait for a reply, in seconds.
    package static let deadlineSeconds = 1.0...86_400
    /// The silence between two clips of a chapter, in seconds.
    package static let gapSeconds = 0.0...60
    /// The bit rate of an audiobook, in kilobits a second.
    package static let bookBitRate = 8...256
    /// The loudness of an audiobook, in LUFS.
    package static let loudness = TrackSound.loudnessRange
    /// The longest file of an audiobook, in hours.
    package static let partHours = 0.1...1000
    /// The longest pause over which cues are joined, in seconds.
    package static let joinGapSeconds = 0.0...10
    /// The highest speed that is asked of the service.
    package static let maximumSpeed = 0.5...2
    /// The most that a clip is sped up after it is made.
    package static let maximumStretch = 1...1.5
    /// How sure the cut of a pack must be.
    package static let packConfidence = 0.0...1
    /// How far a film's sound is lowered under speech, in decibels.
    package static let duckDecibels = 1.0...60
    /// The longest voice track, in seconds.
    package static let longestTrackSeconds = 86_400.0
}
