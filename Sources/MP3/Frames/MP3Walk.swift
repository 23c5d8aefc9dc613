import DurableFiles

/// One walk over an MP3, from frame to frame.
///
/// The first frame needs a second one like it right after it, as does a frame behind garbage
/// unless the audio ends with it; so four bytes that look like a header by chance begin nothing.
/// Only frames of the first one's version, layer and sample rate belong to the stream.
struct MP3Walk {
    private var bytes: ByteWindow
    private var position = 0
    /// Where the tags at the end begin.
    private var end: Int

    private var first: FrameHeader?
    private var hasVBRHeader = false
    private var frameCount = 0
    private var audioRange = 0..<0
    private var soundStart = 0
    private var endsInsideFrame = false
    private var garbageByteCount = 0
    /// Bytes since the last frame that are neither frames nor tags.
    private var gapByteCount = 0
    private var gapIsZero = true

    /// Length of the free format's frames without padding, once it is known.
    private var freeByteCount: Int?
    /// A few hundred searches are enough for real files and keep the walk linear for others.
    private var freeSearchesLeft = 256
    /// The longest frame of the free format that is looked for, as the decoder minimp3 does.
    private static let longestFreeFrame = 2304

    init(_ bytes: ByteWindow) {
        self.bytes = bytes
        end = bytes.count
    }

    mutating func run() throws -> MP3Check {
        guard bytes.count > 0 else { throw MP3Error.empty }
        try skipTagsAtStart()
        try cutTagsAtEnd()
        while position < end {
            if let header = try frame() {
                try take(header)
            } else if let tag = try tag() {
                position += tag
            } else {
                gapIsZero = try bytes.byte(at: position) == 0 && gapIsZero
                gapByteCount += 1
                position += 1
            }
        }
        closeGap(atEdge: true)
        guard let first, frameCount > 0 else { throw MP3Error.noFrames(start: try start()) }
        return MP3Check(
            first: first, frameCount: frameCount, audioRange: audioRange,
            soundRange: soundStart..<audioRange.upperBound, hasVBRHeader: hasVBRHeader,
            endsInsideFrame: endsInsideFrame, garbageByteCount: garbageByteCount)
    }

    private mutating func start() throws(FileError) -> [UInt8] {
        var start: [UInt8] = []
        for offset in 0..<min(16, bytes.count) { start.append(try bytes.byte(at: offset)) }
        return start
    }
}

// MARK: Tags and gaps

extension MP3Walk {
    private mutating func skipTagsAtStart() throws {
        while let tag = try bytes.tagByteCount(at: position) {
            guard tag <= end - position else { throw MP3Error.cutInTag }
            position += tag
        }
    }

    private mutating func cutTagsAtEnd() throws(FileError) {
        while let tag = try bytes.tagByteCount(endingAt: end), tag > 0, tag <= end - position {
            end -= tag
        }
    }

    private mutating func tag() throws(FileError) -> Int? {
        guard let tag = try bytes.tagByteCount(at: position), tag <= end - position else {
            return nil
        }
        return tag
    }

    /// Counts the gap as garbage, unless it is padding: zeros before or after all frames.
    private mutating func closeGap(atEdge: Bool) {
        if !(atEdge && gapIsZero) { garbageByteCount += gapByteCount }
        gapByteCount = 0
        gapIsZero = true
    }
}

// MARK: Frames

extension MP3Walk {
    private mutating func header(at offset: Int) throws(FileError) -> FrameHeader? {
        guard offset + 4 <= end else { return nil }
        return try bytes.word(at: offset).flatMap(FrameHeader.init)
    }

    /// The header at the position, if a frame of the stream begins there.
    private mutating func frame() throws -> FrameHeader? {
        guard let header = try header(at: position) else { return nil }
        guard let first else { return try begins(with: header) ? header : nil }
        guard header.isAlike(first), let size = byteCount(of: header) else { return nil }
        guard gapByteCount > 0 else { return header }
        return try isFollowed(header, at: position + size, orEnds: true) ? header : nil
    }

    /// Whether the stream begins at the position.
    private mutating func begins(with header: FrameHeader) throws -> Bool {
        if header.byteCount == nil { freeByteCount = try freeByteCount(of: header) }
        guard let size = byteCount(of: header),
            try isFollowed(header, at: position + size, orEnds: false)
        else { return false }
        guard header.layer == 3 else { throw MP3Error.wrongLayer(header.layer) }
        return true
    }

    /// Whether what follows a frame fits it: one like it or, where that is allowed, the end.
    private mutating func isFollowed(
        _ header: FrameHeader, at offset: Int, orEnds: Bool
    ) throws(FileError) -> Bool {
        guard offset < end else { return orEnds && offset == end }
        return try self.header(at: offset).map { $0.isAlike(header) } ?? false
    }

    private func byteCount(of header: FrameHeader) -> Int? {
        header.byteCount ?? freeByteCount.map { $0 + header.paddingByteCount }
    }

    /// The distance to the next frame of the free format, where the one after it is as far away.
    private mutating func freeByteCount(of header: FrameHeader) throws(FileError) -> Int? {
        guard freeSearchesLeft > 0 else { return nil }
        freeSearchesLeft -= 1
        for size in header.mainDataOffset...Self.longestFreeFrame {
            let next = position + size
            guard let second = try self.header(at: next), second.isAlike(header),
                second.byteCount == nil
            else { continue }
            let unpadded = size - header.paddingByteCount
            let third = next + unpadded + second.paddingByteCount
            if try isFollowed(second, at: third, orEnds: true) { return unpadded }
        }
        return nil
    }

    private mutating func take(_ header: FrameHeader) throws(FileError) {
        closeGap(atEdge: first == nil)
        guard let size = byteCount(of: header), size <= end - position else {
            endsInsideFrame = true
            position = end
            return
        }
        if first == nil {
            first = header
            audioRange = position..<position
            hasVBRHeader = try hasVBRHeader(header)
            // The frame of a VBR header holds no sound.
            frameCount = hasVBRHeader ? 0 : 1
            soundStart = position + (hasVBRHeader ? size : 0)
        } else {
            frameCount += 1
        }
        position += size
        audioRange = audioRange.lowerBound..<position
    }

    private mutating func hasVBRHeader(_ header: FrameHeader) throws(FileError) -> Bool {
        for name: StaticString in ["Xing", "Info"]
        where try bytes.has(name, at: position + header.mainDataOffset) {
            return true
        }
        return try bytes.has("VBRI", at: position + 36)
    }
}
