import DurableFiles
import Foundation
import Tracks

/// How loud a film's own sound is while somebody speaks over it: as a sound file of its own, by which
/// the film's is multiplied.
///
/// An expression in a filter would do the same, but its length is limited, and with it the number of
/// lines.
package struct DuckGain: Sendable {
    /// When it is down all the way: while lines are spoken and in short pauses between them.
    private let spoken: [Range<Duration>]
    private let decibels: Double

    /// Samples a second: ramps of a tenth of a second need no more.
    static let sampleRateHz = 8000
    /// How long it takes to go down, before a line, and up again behind it: quickly enough to be
    /// out of the way, slowly enough to be no click.
    private static let ramp = (down: Duration.milliseconds(150), up: Duration.milliseconds(200))
    /// In a pause shorter than this it stays down: no pumping between sentences.
    private static let shortestPause = Duration.milliseconds(800)

    /// The gain under these lines.
    package init(under lines: [FittedLine], decibels: Double) {
        self.decibels = decibels
        var spoken: [Range<Duration>] = []
        for line in lines.sorted(by: { $0.start < $1.start }) {
            if let last = spoken.last, line.start - last.upperBound < Self.shortestPause {
                let end = max(last.upperBound, line.end)
                spoken[spoken.count - 1] = last.lowerBound..<end
            } else {
                spoken.append(line.start..<max(line.start, line.end))
            }
        }
        self.spoken = spoken
    }

    /// The gain of samples, 32767 for as loud as it was.
    package func samples(_ range: Range<Int>) -> [Int16] {
        var samples = [Int16](repeating: Int16.max, count: range.count)
        let rate = Self.sampleRateHz
        let down = Self.ramp.down.sampleCount(atHz: rate)
        let up = Self.ramp.up.sampleCount(atHz: rate)
        for line in spoken {
            let start = line.lowerBound.sampleCount(atHz: rate)
            let end = line.upperBound.sampleCount(atHz: rate)
            for index in ((start - down)..<(end + up)).clamped(to: range) {
                // From 0 for not at all to 1 for all the way.
                let depth = min(
                    1, 1 - Double(start - index) / Double(down),
                    1 - Double(index - end) / Double(up))
                let gain = pow(10, -decibels * depth / 20)
                let place = index - range.lowerBound
                samples[place] = min(samples[place], Int16(gain * Double(Int16.max)))
            }
        }
        return samples
    }

    /// Writes so much of it into a file; blocks.
    func write(to part: PartFile, lasting duration: Duration) throws(FileError) {
        let count = duration.sampleCount(atHz: Self.sampleRateHz)
        let step = Self.sampleRateHz * 60
        for start in stride(from: 0, to: count, by: step) {
            try part.write(samples(start..<min(start + step, count)), at: start)
        }
    }
}
