/// A line of a voice track as it is really heard.
package struct FittedLine: Hashable, Sendable {
    /// How well a line fits, from best to worst.
    package enum Verdict: String, CaseIterable, Sendable {
        /// It begins at its time and is over within its slot.
        case fits
        /// The same, sped up.
        case stretched
        /// It begins late, behind its speaker's words before it, and is over within its slot.
        case late
        /// It is not over within its slot.
        case overruns
    }

    /// When it begins, from the film's start.
    package let start: Duration
    /// When it is over.
    package let end: Duration
    /// How long its words took before they were sped up, without silence around them.
    package let spoken: Duration
    /// How much faster it was made; 1 for not at all.
    package let stretch: Double
    /// How much later than planned it begins; zero for not at all.
    package let drift: Duration
    /// How much later than its slot it ends; zero if it does not.
    package let overrun: Duration
    /// How well it fits.
    package let verdict: Verdict
}

/// How lines are fitted into the time there is for them.
///
/// A line begins at its time, or once its speaker's line before it is over. It is sped up by as much
/// as its slot asks for and no more than allowed. What is still too long runs over; its speaker's
/// next line begins late then and is sped up in its turn, until a pause is long enough for the
/// drift. Nothing is cut, and nothing begins before its time. Other speakers do not wait.
package struct VoiceFit: Sendable {
    /// A line to be fitted.
    package struct Line: Sendable {
        var start: Duration
        var slotEnd: Duration?
        var speaker: String?
        var speed: Double
        var spoken: Duration
        /// The stretch it has got and how long it then takes; nil while that is to be chosen.
        var stretched: (factor: Double, length: Duration)?

        /// A line that takes `spoken` as it is.
        package init(
            start: Duration, slotEnd: Duration?, speaker: String? = nil, speed: Double = 1,
            spoken: Duration, stretched: (factor: Double, length: Duration)? = nil
        ) {
            self.start = start
            self.slotEnd = slotEnd
            self.speaker = speaker
            self.speed = speed
            self.spoken = spoken
            self.stretched = stretched
        }
    }

    private let settings: VoiceTrackSettings
    /// The track's end, which closes all slots; nil for none.
    private let length: Duration?

    /// The silence before a line that had to wait for its speaker; as long as the guard that the
    /// slots themselves keep to the next words.
    private static let pause = Duration.milliseconds(50)
    /// An overrun of no more than this counts as none: nobody hears it.
    private static let tolerance = Duration.milliseconds(5)

    /// A fit by these settings.
    package init(_ settings: VoiceTrackSettings, length: Duration?) {
        self.settings = settings
        self.length = length
    }

    /// Fits lines and gives them in the order they came in.
    package func fitted(_ lines: [Line]) -> [FittedLine] {
        var ends: [String?: Duration] = [:]
        var fitted: [Int: FittedLine] = [:]
        let order = lines.indices.sorted { (lines[$0].start, $0) < (lines[$1].start, $1) }
        for index in order {
            let line = lines[index]
            var start = line.start
            if let end = ends[line.speaker], end > start { start = end + Self.pause }
            fitted[index] = fit(line, startingAt: start)
            ends[line.speaker] = fitted[index]?.end
        }
        return lines.indices.compactMap { fitted[$0] }
    }

    private func fit(_ line: Line, startingAt start: Duration) -> FittedLine {
        let slotEnd = [line.slotEnd, length].compactMap { $0 }.min()
        let (factor, played) = line.stretched ?? stretch(line, room: slotEnd.map { $0 - start })
        let overrun = slotEnd.map { Self.beyondTolerance(start + played - $0) } ?? .zero
        let drift = start - line.start
        return FittedLine(
            start: start, end: start + played, spoken: line.spoken, stretch: factor, drift: drift,
            overrun: overrun,
            verdict: overrun > .zero
                ? .overruns : drift > .zero ? .late : factor > 1 ? .stretched : .fits)
    }

    private func stretch(_ line: Line, room: Duration?) -> (factor: Double, length: Duration) {
        guard let room, line.spoken > room + Self.tolerance else { return (1, line.spoken) }
        let most = settings.maximumStretch(atSpeed: line.speed)
        let wanted = room > .zero ? line.spoken / room : most
        let factor = min(wanted, most)
        return (factor, line.spoken / factor)
    }

    private static func beyondTolerance(_ time: Duration) -> Duration {
        time > tolerance ? time : .zero
    }
}
