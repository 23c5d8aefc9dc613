import SystemPackage

/// Lines at their places on one timeline.
///
/// It is written a window at a time, so memory does not grow with its length.
struct VoiceMix: Sendable {
    /// A line and the sample it begins at.
    struct Line: Sendable {
        let start: Int
        let sound: RawSound

        var range: Range<Int> { start..<(start + sound.sampleCount) }
    }

    let lines: [Line]
    let file: SoundFile
    let sampleCount: Int
    let sampleRateHz: Int

    private static let stretchOfSeconds = 60

    /// Writes it into a file, silence as a hole.
    func write(to part: PartFile) async throws {
        let step = sampleRateHz * Self.stretchOfSeconds
        for start in stride(from: 0, to: sampleCount, by: step) {
            try Task.checkCancellation()
            try await DiskThreads.run { () throws(AudioFileError) in
                try write(start..<min(start + step, sampleCount), to: part)
            }
        }
        try await DiskThreads.run { () throws(AudioFileError) in
            try part.resize(to: sampleCount * 2)
        }
    }

    private func write(_ range: Range<Int>, to part: PartFile) throws(AudioFileError) {
        let heard = lines.filter { $0.range.overlaps(range) }
        for start in stride(from: range.lowerBound, to: range.upperBound, by: sampleRateHz) {
            let window = start..<min(start + sampleRateHz, range.upperBound)
            let sounding = heard.filter { $0.range.overlaps(window) }
            guard !sounding.isEmpty else { continue }
            try part.write(try mixed(sounding, in: window), at: window.lowerBound)
        }
    }

    /// The sum of some lines in a window; what is too loud for 16 bits is clipped.
    private func mixed(
        _ lines: [Line], in window: Range<Int>
    ) throws(AudioFileError) -> [Int16] {
        var sums = [Int32](repeating: 0, count: window.count)
        for line in lines {
            let shared = line.range.clamped(to: window)
            let part = (shared.lowerBound - line.start)..<(shared.upperBound - line.start)
            let samples = try file.samples(of: line.sound.part(part))
            let offset = shared.lowerBound - window.lowerBound
            sums.withUnsafeMutableBufferPointer { sums in
                samples.withUnsafeBufferPointer { samples in
                    for index in samples.indices { sums[offset + index] += Int32(samples[index]) }
                }
            }
        }
        return sums.map { Int16(clamping: $0) }
    }
}
