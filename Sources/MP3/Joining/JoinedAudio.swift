package import DurableFiles
package import SystemPackage
import Texts

/// MP3s behind one another, with silence between them, as one MP3.
///
/// Frames are copied as they are, so nothing is encoded again and lengths add up to the frame. A
/// Xing header of its own stands first, because players take the length of audio whose bit rate
/// changes from there; the headers of the MP3s are left out.
package struct JoinedAudio: Sendable {
    private enum Piece {
        case sound(FilePath, MP3Check)
        case silence(frameCount: Int)
    }

    private let first: MP3Check
    private var pieces: [Piece] = []
    /// Frames with sound or silence.
    package private(set) var frameCount = 0

    /// How long all of it plays.
    package var duration: Duration { first.duration(ofFrames: frameCount) }

    /// Sample rate and channels.
    package var format: AudioFormat { first.format }

    /// The least bit rate of its format that its MP3s fit into, in kilobits a second.
    package var kilobits: Int {
        var (bits, frames) = (0, 0)
        for case .sound(_, let check) in pieces {
            bits += check.soundRange.count * 8
            frames += check.frameCount
        }
        let milliseconds = max(1, Int(first.duration(ofFrames: frames).milliseconds))
        // Frames are padded to whole bytes and lengths rounded, which is less than a hundredth.
        let needed = bits * 99 / (milliseconds * 100)
        return first.firstHeader.possibleKilobits.first { $0 >= needed } ?? 320
    }

    /// Begins with nothing, in the format of a first MP3.
    package init(like first: MP3Check) {
        self.first = first
    }

    /// Appends an MP3; one of another format is refused.
    package mutating func append(_ path: FilePath, _ check: MP3Check) throws(MP3Error) {
        guard check.format == first.format, check.samplesPerFrame == first.samplesPerFrame else {
            throw .mixedFormats(first.format, check.format)
        }
        pieces.append(.sound(path, check))
        frameCount += check.frameCount
    }

    /// Appends silence, rounded to whole frames; less than none counts as none.
    package mutating func appendSilence(_ length: Duration) {
        let (seconds, attoseconds) = length.components
        let samples =
            Double(first.format.sampleRateHz) * (Double(seconds) + Double(attoseconds) / 1e18)
        let count = max(0, Int((samples / Double(first.samplesPerFrame)).rounded()))
        guard count > 0 else { return }
        pieces.append(.silence(frameCount: count))
        frameCount += count
    }

    /// Appends the whole MP3, without a tag, to a file.
    package func write(to part: inout PartFile) throws(FileError) {
        try part.append(xingFrame())
        for piece in pieces {
            switch piece {
            case .sound(let path, let check):
                try OpenFile(path).forEachPiece(of: check.soundRange) {
                    (bytes) throws(FileError) in try part.append(bytes)
                }
            case .silence(let count):
                let frame = silentFrame
                try part.append([UInt8](Array(repeating: frame, count: count).joined()))
            }
        }
    }

    /// Throws unless a file this was written to holds every frame of it and nothing else.
    package func requireAll(in part: PartFile) throws {
        let check = try MP3Check(
            contentsOf: part.descriptor, at: part.path, count: part.byteCount)
        try check.requireWhole()
        guard check.frameCount == frameCount else {
            throw UnexpectedLength(expected: duration, measured: check.duration)
        }
    }
}

// MARK: The Xing header

extension JoinedAudio {
    private var silentFrame: [UInt8] { first.firstHeader.silentFrame }

    private func byteCount(of piece: Piece) -> Int {
        switch piece {
        case .sound(_, let check): check.soundRange.count
        case .silence(let count): count * silentFrame.count
        }
    }

    private func frameCount(of piece: Piece) -> Int {
        switch piece {
        case .sound(_, let check): check.frameCount
        case .silence(let count): count
        }
    }

    /// Flags, number of frames, number of bytes and table of contents behind the word `Xing`.
    ///
    /// Source: Xing's VBR header SDK, as hydrogenaudio's "MP3 Xing header" tells it.
    private func xingFrame() -> [UInt8] {
        let contentByteCount = 4 + 4 + 4 + 4 + 100
        var frame = first.firstHeader.emptyFrame(mainDataByteCount: contentByteCount)
        let byteCount = pieces.reduce(frame.count) { $0 + self.byteCount(of: $1) }
        let content =
            Array("Xing".utf8) + UInt32(0x7).bytes + UInt32(clamping: frameCount).bytes
            + UInt32(clamping: byteCount).bytes
            + tableOfContents(from: frame.count, to: byteCount)
        let offset = FrameHeader.xingOffset(in: frame)
        frame.replaceSubrange(offset..<(offset + contentByteCount), with: content)
        return frame
    }

    /// For each hundredth of the time the place in the file, in 256ths.
    ///
    /// Within an MP3 bytes are taken to be even; so a player lands within one of them.
    private func tableOfContents(from start: Int, to end: Int) -> [UInt8] {
        var table: [UInt8] = []
        var (frames, bytes) = (0, start)
        for piece in pieces {
            let (pieceFrames, pieceBytes) = (frameCount(of: piece), byteCount(of: piece))
            while table.count < 100, table.count * frameCount < (frames + pieceFrames) * 100 {
                let share = Double(table.count * frameCount / 100 - frames) / Double(pieceFrames)
                let place = (Double(bytes) + share * Double(pieceBytes)) * 256 / Double(end)
                table.append(UInt8(clamping: Int(place)))
            }
            frames += pieceFrames
            bytes += pieceBytes
        }
        return table + [UInt8](repeating: 255, count: 100 - table.count)
    }
}

extension FrameHeader {
    /// Where in an empty frame a Xing header stands.
    fileprivate static func xingOffset(in frame: [UInt8]) -> Int {
        let word = frame.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return FrameHeader(word)?.mainDataOffset ?? 0
    }
}
