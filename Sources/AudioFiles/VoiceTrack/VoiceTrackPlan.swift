/// The lines of a film's voice track and how long the track is.
public struct VoiceTrackPlan: Hashable, Sendable {
    /// What is spoken, in order of time.
    public let lines: [VoiceLine]
    /// How long the track is; nil is up to the end of the last slot.
    ///
    /// Words are never cut: a track whose last words run over its end is as long as they take.
    public let length: Duration?
    /// What the track says about itself.
    public let tags: TrackTags
    /// The language spoken, as a BCP 47 tag; nil where it is not known.
    public let language: String?

    /// A track of these lines.
    public init(
        lines: [VoiceLine], length: Duration? = nil, tags: TrackTags, language: String? = nil
    ) {
        self.lines = lines
        self.length = length
        self.tags = tags
        self.language = language
    }
}

/// Words spoken in one breath, and the time there is for them.
public struct VoiceLine: Hashable, Sendable {
    /// A clip, or a part of one.
    public struct Sound: Hashable, Sendable {
        /// The clip.
        public let clip: ClipInTrack
        /// Which part of it, from the start of its first frame; nil is all of it.
        ///
        /// An MP3 begins with about 25 to 70 ms of an encoder's and a decoder's delay, which count
        /// here and which some players leave out.
        public let range: Range<Duration>?

        /// A clip, or a part of one.
        public init(clip: ClipInTrack, range: Range<Duration>? = nil) {
            self.clip = clip
            self.range = range
        }
    }

    /// What is heard, one sound right behind another; at least one.
    public let sounds: [Sound]
    /// When it should begin, from the film's start.
    public let start: Duration
    /// When it should be over; nil is any time up to the track's end.
    public let slotEnd: Duration?
    /// Who says it; lines of one speaker never overlap, and nil is one speaker too.
    public let speaker: String?
    /// The speed its clips were asked for, as a factor.
    public let speed: Double

    /// A line of these sounds.
    public init(
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
