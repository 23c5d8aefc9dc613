import DurableFiles
package import SystemPackage

/// What walking over an MP3's frames found.
///
/// Lengths come from the frames alone. What a Xing, Info or VBRI header announces is not used: in
/// a cut file it is wrong. The walk is linear in the number of bytes, whatever they are.
package struct MP3Check: Hashable, Sendable {
    /// The format, by the first frame.
    package let format: AudioFormat
    /// Whole frames with sound; a Xing, Info or VBRI header's own frame is not counted.
    package let frameCount: Int
    /// Samples of each channel in one frame: 1152, or 576 for MPEG 2 and 2.5.
    package let samplesPerFrame: Int
    /// Where the frames stand, from the first (a Xing, Info or VBRI header's counts here) to the
    /// end of the last whole one.
    package let audioRange: Range<Int>
    /// Where the frames with sound stand: ``audioRange`` without a Xing, Info or VBRI header.
    package let soundRange: Range<Int>
    /// Whether the first frame is a Xing, Info or VBRI header.
    package let hasVBRHeader: Bool
    /// Whether the bytes end inside a frame.
    package let endsInsideFrame: Bool
    /// Bytes that are neither frames nor tags, nor zeros before the first or after the last frame.
    package let garbageByteCount: Int
    /// The first frame's header.
    let firstHeader: FrameHeader

    /// Walks over bytes in memory.
    ///
    /// Throws ``MP3Error``.
    package init(_ bytes: [UInt8]) throws {
        var walk = MP3Walk(ByteWindow(bytes))
        self = try walk.run()
    }

    /// Walks over a file; blocks while it is read.
    ///
    /// Throws ``MP3Error`` and ``FileError/disk(action:file:reason:)``.
    package init(contentsOf path: FilePath) throws {
        let file = try OpenFile(path)
        try self.init(contentsOf: file.descriptor, at: path, count: file.byteCount())
    }

    /// Walks over the first bytes of an open file; blocks, and throws the same.
    package init(contentsOf file: FileDescriptor, at path: FilePath, count: Int) throws {
        var walk = MP3Walk(ByteWindow(file, at: path, count: count))
        self = try walk.run()
    }

    init(
        first: FrameHeader, frameCount: Int, audioRange: Range<Int>, soundRange: Range<Int>,
        hasVBRHeader: Bool, endsInsideFrame: Bool, garbageByteCount: Int
    ) {
        format = AudioFormat(
            sampleRateHz: first.sampleRateHz, channelCount: first.channelCount)
        samplesPerFrame = first.sampleCount
        self.frameCount = frameCount
        firstHeader = first
        self.audioRange = audioRange
        self.soundRange = soundRange
        self.hasVBRHeader = hasVBRHeader
        self.endsInsideFrame = endsInsideFrame
        self.garbageByteCount = garbageByteCount
    }

    /// Samples of each channel in all whole frames.
    package var sampleCount: Int { frameCount * samplesPerFrame }

    /// How long the whole frames play, rounded down to nanoseconds.
    package var duration: Duration { duration(ofSamples: sampleCount) }

    /// How long one frame plays.
    package var frameDuration: Duration { duration(ofSamples: samplesPerFrame) }

    /// How long so many frames play.
    func duration(ofFrames count: Int) -> Duration { duration(ofSamples: count * samplesPerFrame) }

    private func duration(ofSamples count: Int) -> Duration {
        let (seconds, rest) = count.quotientAndRemainder(dividingBy: format.sampleRateHz)
        return .seconds(seconds) + .nanoseconds(rest * 1_000_000_000 / format.sampleRateHz)
    }

    /// Throws unless the frames reach to the end, with nothing else between them.
    ///
    /// - Parameter least: how long they have to last about; nil lets any length pass.
    package func requireWhole(least: Duration? = nil) throws {
        guard !endsInsideFrame else { throw MP3Error.cutInFrame }
        guard garbageByteCount == 0 else { throw MP3Error.garbage(byteCount: garbageByteCount) }
        guard let least, duration < least, !lasts(about: least) else { return }
        throw UnexpectedLength(expected: least, measured: duration)
    }

    /// Whether the frames last about as long as somebody said.
    ///
    /// About is within 250 ms or 2 % of what was said, whichever is more. Source of the rule:
    /// docs/architecture.md, "Files".
    package func lasts(about said: Duration) -> Bool {
        let difference = duration < said ? said - duration : duration - said
        return difference <= max(.milliseconds(250), said / 50)
    }
}

extension MP3Check {
    /// Kilobits a second of the frames with sound, rounded to the nearest; 0 for no frames.
    package var kilobits: Int {
        let samples = frameCount * samplesPerFrame
        guard samples > 0 else { return 0 }
        return (soundRange.count * 8 * format.sampleRateHz / samples + 500) / 1000
    }
}
