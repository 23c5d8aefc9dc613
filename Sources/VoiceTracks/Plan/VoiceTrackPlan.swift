package import MP3
package import Tracks

/// The lines of a film's voice track and how long the track is.
package struct VoiceTrackPlan: Hashable, Sendable {
    /// What is spoken, in order of time.
    package let lines: [VoiceLine]
    /// How long the track is; nil is up to the end of the last slot.
    ///
    /// Words are never cut: a track whose last words run over its end is as long as they take.
    package let length: Duration?
    /// What the track says about itself.
    package let tags: TrackTags
    /// The language spoken, as a BCP 47 tag; nil where it is not known.
    package let language: String?

    /// A track of these lines.
    package init(
        lines: [VoiceLine], length: Duration? = nil, tags: TrackTags, language: String? = nil
    ) {
        self.lines = lines
        self.length = length
        self.tags = tags
        self.language = language
    }
}

/// Words spoken in one breath, and the time there is for them.
package struct VoiceLine: Hashable, Sendable {
    /// A clip, or a part of one.
    package struct Sound: Hashable, Sendable {
        /// The clip.
        package let clip: ClipInTrack
        /// Which part of it, from the start of its first frame; nil is all of it.
        ///
        /// An MP3 begins with about 25 to 70 ms of an encoder's and a decoder's delay, which count
        /// here and which some players leave out.
        package let range: Range<Duration>?

        /// A clip, or a part of one.
        package init(clip: ClipInTrack, range: Range<Duration>? = nil) {
            self.clip = clip
            self.range = range
        }
    }

    /// What is heard, one sound right behind another; at least one.
    package let sounds: [Sound]
    /// When it should begin, from the film's start.
    package let start: Duration
    /// When it should be over; nil is any time up to the track's end.
    package let slotEnd: Duration?
    /// Who says it; lines of one speaker never overlap, and nil is one speaker too.
    package let speaker: String?
    /// The speed its clips were asked for, as a factor.
    package let speed: Double

    /// A line of these sounds.
    package init(
        sounds: [Sound], start: Duration, slotEnd: Duration?, speaker: String? = nil,
        speed: Double = 1
    ) {
        self.sounds = sounds
        self.start = start
        self.slotEnd = slotEnd
        self.speaker = speaker
        self.speed = speed
    }
}
