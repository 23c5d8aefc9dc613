import DurableFiles
import Tracks

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
    /// What samples are divided by: four where lines are heard at once, which can be louder together
    /// than 16 bits hold.
    let divisor: Int32
    let volume: VolumeFilter

    init(
        lines: [Line], file: SoundFile, sampleCount: Int, sampleRateHz: Int, volume: VolumeFilter
    ) {
        self.lines = lines
        self.file = file
        self.sampleCount = sampleCount
        self.sampleRateHz = sampleRateHz
        self.volume = volume
        divisor = Self.overlap(lines) ? 4 : 1
    }

    private static func overlap(_ lines: [Line]) -> Bool {
        let ranges = lines.map(\.range).sorted { $0.lowerBound < $1.lowerBound }
        var end = 0
        for range in ranges {
            if range.lowerBound < end { return true }
            end = max(end, range.upperBound)
        }
        return false
    }

    /// The filters that give the mix its loudness back, and its volume.
    var filters: [String] { volume.arguments(times: Int(divisor)) }

    private static let stretchOfSeconds = 60

    /// Writes it into a file, silence as a hole.
    func write(to part: PartFile) async throws {
        let step = sampleRateHz * Self.stretchOfSeconds
        for start in stride(from: 0, to: sampleCount, by: step) {
            try Task.checkCancellation()
            try await DiskThreads.run {
                try write(start..<min(start + step, sampleCount), to: part)
            }
        }
        try await DiskThreads.run {
            try part.resize(to: sampleCount * 2)
        }
    }

    private func write(_ range: Range<Int>, to part: PartFile) throws(FileError) {
        let heard = lines.filter { $0.range.overlaps(range) }
        for start in stride(from: range.lowerBound, to: range.upperBound, by: sampleRateHz) {
            let window = start..<min(start + sampleRateHz, range.upperBound)
            let sounding = heard.filter { $0.range.overlaps(window) }
            guard !sounding.isEmpty else { continue }
            try part.write(try mixed(sounding, in: window), at: window.lowerBound)
        }
    }

    /// The sum of some lines in a window, divided; what is too loud even so is clipped.
    private func mixed(
        _ lines: [Line], in window: Range<Int>
    ) throws(FileError) -> [Int16] {
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
        return sums.map { Int16(clamping: $0 / divisor) }
    }
}
