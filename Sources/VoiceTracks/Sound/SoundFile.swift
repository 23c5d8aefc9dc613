import DurableFiles
import Synchronization
import SystemPackage
import Tracks

/// A part of a sound file, or several behind one another, in samples.
struct RawSound: Hashable, Sendable {
    private(set) var ranges: [Range<Int>]

    /// Ranges that lie within one file.
    init(_ ranges: [Range<Int>]) {
        self.ranges = ranges
    }

    var sampleCount: Int { ranges.reduce(0) { $0 + $1.count } }

    /// What stands in a range of its own samples.
    func part(_ wanted: Range<Int>) -> RawSound {
        var start = 0
        var parts: [Range<Int>] = []
        for range in ranges {
            let shared = wanted.clamped(to: start..<(start + range.count))
            if !shared.isEmpty {
                let offset = range.lowerBound - start
                parts.append((shared.lowerBound + offset)..<(shared.upperBound + offset))
            }
            start += range.count
        }
        return RawSound(parts)
    }
}

/// Decoded sound of many clips in one file: one channel of 16 bits, little-endian, at one rate.
///
/// It only grows, and is gone when this value is.
final class SoundFile: Sendable {
    private let file: PartFile
    private let sampleCount = Mutex(0)

    /// Makes an empty file in a folder; blocks.
    init(in folder: FilePath) throws(FileError) {
        file = try PartFile(in: Folder(folder))
    }

    deinit {
        file.discard()
    }

    /// Copies a file of such sound to the end and says where it now stands; blocks.
    func append(_ path: FilePath) throws(FileError) -> Range<Int> {
        let source = try OpenFile(path)
        let count = try source.byteCount() / 2
        let range = sampleCount.withLock { end in
            defer { end += count }
            return end..<(end + count)
        }
        var offset = range.lowerBound * 2
        try source.forEachPiece(of: 0..<(count * 2)) { (piece) throws(FileError) in
            try file.write(piece, at: offset)
            offset += piece.count
        }
        return range
    }

    /// The bytes of a sound.
    func bytes(of sound: RawSound) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        for range in sound.ranges {
            bytes += try file.descriptor.bytes(
                at: range.lowerBound * 2, count: range.count * 2, of: file.path)
        }
        return bytes
    }

    /// The samples of a sound.
    func samples(of sound: RawSound) throws(FileError) -> [Int16] {
        try bytes(of: sound).withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) }
    }
}

extension PartFile {
    /// Writes bytes at an offset, for a file that is never to be committed.
    func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
        do {
            try descriptor.writeAll(toAbsoluteOffset: Int64(offset), bytes)
        } catch {
            throw .disk(action: "write", file: path.string, reason: Errno(error))
        }
    }

    /// Writes samples at an offset in samples.
    func write(_ samples: [Int16], at offset: Int) throws(FileError) {
        do {
            try samples.withUnsafeBytes {
                _ = try descriptor.writeAll(toAbsoluteOffset: Int64(offset) * 2, $0)
            }
        } catch {
            throw .disk(action: "write", file: path.string, reason: Errno(error))
        }
    }

    /// Makes the file so many bytes long; what was never written is zero and takes no room.
    func resize(to byteCount: Int) throws(FileError) {
        do {
            try descriptor.resize(to: Int64(byteCount))
        } catch {
            throw .disk(action: "write", file: path.string, reason: Errno(error))
        }
    }
}

extension SoundFile {
    /// How loud a sound is.
    ///
    /// Blocks; reads a second at a time.
    func levels(of sound: RawSound, sampleRateHz: Int) throws(FileError) -> SpeechLevels {
        var levels = SpeechLevels(sampleRateHz: sampleRateHz)
        let step = levels.windowSampleCount * 200
        for start in stride(from: 0, to: sound.sampleCount, by: step) {
            levels.append(try samples(of: sound.part(start..<(start + step))))
        }
        return levels
    }
}
