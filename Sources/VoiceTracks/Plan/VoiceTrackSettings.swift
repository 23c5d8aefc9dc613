package import SpeechTasks
package import Tracks

/// How a voice track is to be made.
package struct VoiceTrackSettings: Hashable, Sendable {
    /// The kind of file.
    package var format: TrackFormat
    /// The most that a line is sped up to fit, 1 to 2.
    package var maximumStretch: Double
    /// The most that a line's own speed and its stretch come to together, 1 to 2.
    package var maximumTotalSpeed: Double
    /// How loud its clips become, 1 as they are; for a service that has no volume of its own.
    package var volume: Thousandths

    /// The default: an MP3, its lines sped up by no more than hardly anybody notices.
    package init(
        format: TrackFormat = .mp3, maximumStretch: Double = 1.2,
        maximumTotalSpeed: Double = 1.5, volume: Thousandths = .normal
    ) {
        self.format = format
        self.maximumStretch = maximumStretch
        self.maximumTotalSpeed = maximumTotalSpeed
        self.volume = volume
    }

    /// The most that a line is sped up that was asked for at a speed.
    package func maximumStretch(atSpeed speed: Double) -> Double {
        max(1, min(maximumStretch, maximumTotalSpeed / max(speed, 0.01)))
    }

    func requirePossible() throws(ImpossibleSetting) {
        for (name, factor) in [
            ("a stretch", maximumStretch), ("a total speed", maximumTotalSpeed),
        ] where !(1...2).contains(factor) {
            throw ImpossibleSetting("\(name) of \(factor)", reason: "it is 1 to 2")
        }
        try VolumeFilter(volume).requirePossible()
    }
}
