import MP3

/// What ffmpeg does to a sound before it is encoded.
struct SoundFilters: Sendable {
    let sound: TrackSound
    /// The sound that is encoded.
    let format: AudioFormat
    /// How long it plays.
    let duration: Duration
    /// ffmpeg's arguments; none where the sound stays as it is.
    let arguments: [String]

    /// The filters from what is encoded to a track's sound.
    ///
    /// - Parameters:
    ///   - speech: the samples that are kept; nil for all.
    ///   - gain: what brings it to its loudness. A volume counts for nothing then, unless it is silence.
    init(
        _ input: EncoderInput, sound: TrackSound, volume: VolumeFilter, speech: Range<Int>?,
        gain: LoudnessGain?
    ) {
        let own = input.format
        let format = sound.format(of: own)
        var filters: [String] = []
        if let speech {
            filters.append(
                "atrim=start_sample=\(speech.lowerBound):end_sample=\(speech.upperBound)")
        }
        // An MP3's time begins before its first sample, where other forms would cut it.
        if speech != nil || sound.format != .mp3 { filters.append("asetpts=N/SR/TB") }
        if gain == nil || volume.isSilent, let volume = volume.filter() { filters.append(volume) }
        if let gain { filters.append(gain.filter(atHz: own.sampleRateHz)) }
        // Both channels at the loudness of one, where ffmpeg's own mixing would change it by 3 dB.
        switch (own.channelCount, format.channelCount) {
        case (2, 1): filters.append("pan=mono|c0=0.5*c0+0.5*c1")
        case (1, 2): filters.append("pan=stereo|c0=c0|c1=c0")
        default: break
        }
        if own.sampleRateHz != format.sampleRateHz {
            // ffmpeg's resampler takes away what the new rate cannot hold. What is left can have
            // higher peaks, which are held below full scale.
            filters.append(
                "aresample=\(format.sampleRateHz),alimiter=limit=0.97:level=0:attack=1")
        }
        self.sound = sound
        self.format = format
        duration =
            speech.map { Duration(samples: $0.count, atHz: own.sampleRateHz) }
            ?? input.duration
        arguments = filters.isEmpty ? [] : ["-af", filters.joined(separator: ",")]
    }
}
