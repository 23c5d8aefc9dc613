import AudioFixtures
import Testing
import Tracks
import VoiceTracks

@Suite("The fit of a voice track")
struct VoiceFitTests {
    /// Lines in milliseconds: start, end of the slot, length of the words.
    private func fit(
        _ lines: [(start: Int, slotEnd: Int?, spoken: Int)], speakers: [String?] = [],
        speed: Double = 1, length: Int? = nil, settings: VoiceTrackSettings = .init()
    ) -> [FittedLine] {
        let fit = VoiceFit(settings, length: length.map { .milliseconds($0) })
        return fit.fitted(
            lines.enumerated().map { index, line in
                VoiceFit.Line(
                    start: .milliseconds(line.start),
                    slotEnd: line.slotEnd.map { .milliseconds($0) },
                    speaker: index < speakers.count ? speakers[index] : nil, speed: speed,
                    spoken: .milliseconds(line.spoken))
            })
    }

    private func milliseconds(_ time: Duration) -> Int { Int((time / .milliseconds(1)).rounded()) }

    @Test("begins at its time and stays as it is where there is room", arguments: [1, 1500, 2000])
    func fits(spoken: Int) {
        let line = fit([(1000, 3000, spoken)])[0]
        #expect(line.start == .seconds(1) && line.stretch == 1 && line.verdict == .fits)
        #expect(line.end == .milliseconds(1000 + spoken) && line.spoken == .milliseconds(spoken))
        #expect(line.drift == .zero && line.overrun == .zero)
    }

    @Test("speeds a line up by just what its slot asks for")
    func stretched() {
        let line = fit([(1000, 3000, 2300)])[0]
        #expect(abs(line.stretch - 1.15) < 1e-9 && line.verdict == .stretched)
        #expect(milliseconds(line.end) == 3000 && line.overrun == .zero)
    }

    @Test("leaves alone what is too long by less than anybody hears")
    func tolerance() {
        let line = fit([(0, 2000, 2004), (2050, 3000, 900)])[0]
        #expect(line.stretch == 1 && line.verdict == .fits && line.overrun == .zero)
    }

    @Test("speeds nothing up by more than allowed, and lets it run over")
    func overruns() {
        let line = fit([(1000, 3000, 3000)])[0]
        #expect(line.stretch == 1.2 && line.verdict == .overruns)
        #expect(milliseconds(line.end) == 3500 && milliseconds(line.overrun) == 500)
    }

    @Test(
        "counts the speed a line was asked for in, and never slows it down",
        arguments: [(1.0, 1.2), (1.25, 1.2), (1.3, 1.5 / 1.3), (1.5, 1), (2, 1)])
    func totalSpeed(speed: Double, most: Double) {
        let line = fit([(0, 1000, 4000)], speed: speed)[0]
        #expect(abs(line.stretch - most) < 1e-9)
    }

    @Test("starts a speaker's next line late, after a breath, and pays the drift back in pauses")
    func drift() {
        let lines = fit([
            (0, 950, 1800), (1000, 1950, 1000), (2000, 2950, 300), (3000, 3950, 500),
        ])
        #expect(lines.map { milliseconds($0.start) } == [0, 1550, 2433, 3000])
        #expect(lines.map { milliseconds($0.drift) } == [0, 550, 433, 0])
        #expect(lines.map(\.verdict) == [.overruns, .overruns, .late, .fits])
        #expect(lines[1].stretch == 1.2 && lines[2].stretch == 1)
        #expect(milliseconds(lines[1].overrun) == 433)
    }

    @Test("speeds a late line up for what is left of its slot")
    func catchesUp() {
        let lines = fit([(0, 950, 1260), (1000, 1950, 950)])
        #expect(milliseconds(lines[1].drift) == 100)
        #expect(abs(lines[1].stretch - 950.0 / 850) < 1e-9 && lines[1].verdict == .late)
        #expect(milliseconds(lines[1].end) == 1950)
    }

    @Test("speeds a line up all the way whose slot is over before it begins")
    func noRoom() {
        let lines = fit([(0, 450, 3000), (500, 950, 600), (3000, nil, 100)])
        #expect(milliseconds(lines[1].start) == 2550 && lines[1].stretch == 1.2)
        #expect(lines[1].verdict == .overruns && milliseconds(lines[1].end) == 3050)
        #expect(milliseconds(lines[2].start) == 3100 && lines[2].verdict == .late)
    }

    @Test("lets no two lines of a speaker overlap, whatever they are, and waits for nobody else")
    func speakers() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<40 {
            let starts = (0..<40).map { _ in Int.random(in: 0..<60_000, using: &generator) }
                .sorted()
            let speakers = starts.map { _ in ["A", "B", nil].randomElement(using: &generator) }
                .map { $0 ?? nil }
            let lines = fit(
                starts.map { start in
                    (
                        start, Bool.random() ? start + Int.random(in: 0...3000) : nil,
                        Int.random(in: 1...5000)
                    )
                }, speakers: speakers)
            for speaker in ["A", "B", nil] {
                let own = lines.indices.filter { speakers[$0] == speaker }
                for (index, next) in zip(own, own.dropFirst()) {
                    #expect(lines[next].start >= lines[index].end)
                    let waited = lines[index].end > .milliseconds(starts[next])
                    #expect(waited == (lines[next].drift > .zero))
                }
            }
            for (line, start) in zip(lines, starts) {
                #expect(line.start >= .milliseconds(start))
                #expect(line.end - line.start >= line.spoken / 1.2 - .microseconds(1))
                #expect(line.drift == line.start - .milliseconds(start))
            }
        }
    }

    @Test("ends every slot with the track")
    func length() {
        let lines = fit(
            [(1000, nil, 2200), (8000, 20_000, 1100)], speakers: ["A", "B"], length: 9000)
        #expect(lines[0].verdict == .fits)
        #expect(abs(lines[1].stretch - 1.1) < 1e-9 && milliseconds(lines[1].end) == 9000)
    }

    @Test("goes by the length that a line really has once it was sped up")
    func measured() {
        let fit = VoiceFit(.init(), length: nil)
        let line = VoiceFit.Line(
            start: .seconds(1), slotEnd: .seconds(2), spoken: .milliseconds(1100),
            stretched: (1.1, .milliseconds(1009)))
        let lines = fit.fitted([line])
        #expect(lines[0].end == .milliseconds(2009) && lines[0].overrun == .milliseconds(9))
        #expect(lines[0].verdict == .overruns && lines[0].stretch == 1.1)
    }

    @Test("takes lines in any order and gives them in the same one")
    func order() {
        let lines = fit([(2000, 3000, 500), (0, 1000, 2520)])
        #expect(lines.map { milliseconds($0.start) } == [2150, 0])
    }
}

@Suite("The levels of speech")
struct SpeechLevelsTests {
    /// Milliseconds of a tone with this peak, at 8000 Hz.
    private func tone(_ milliseconds: Int, peak: Int) -> [Int16] {
        (0..<(milliseconds * 8)).map { Int16($0 % 8 < 4 ? peak : -peak) }
    }

    private func levels(_ pieces: [(Int, Int)]) -> SpeechLevels {
        var levels = SpeechLevels(sampleRateHz: 8000)
        levels.append(pieces.flatMap { tone($0.0, peak: $0.1) })
        return levels
    }

    @Test("leave out the silence around words, but for a little")
    func edges() {
        let speech = levels([(200, 0), (500, 9000), (100, 0), (300, 9000), (400, 3)]).speech
        #expect(speech == (190 * 8)..<(1120 * 8))
    }

    @Test("keep consonants that are 40 dB weaker than the words' vowels")
    func weak() {
        #expect(levels([(200, 0), (100, 120), (500, 9000), (300, 0)]).speech.lowerBound == 190 * 8)
    }

    @Test("find words that are spoken very softly")
    func soft() {
        #expect(levels([(200, 0), (500, 100), (200, 0)]).speech == (190 * 8)..<(720 * 8))
    }

    @Test("keep all of a sound in which nobody speaks", arguments: [0, 1, 30])
    func silence(peak: Int) {
        #expect(levels([(1000, peak)]).speech == 0..<8000)
        #expect(levels([]).speech.isEmpty)
    }

    @Test("find the pauses between words that are long enough")
    func pauses() {
        let levels = levels([(200, 0), (500, 9000), (100, 0), (300, 9000), (400, 3), (50, 9000)])
        #expect(levels.pauses(ofAtLeast: 150 * 8) == [(1100 * 8)..<(1500 * 8)])
        #expect(levels.pauses(ofAtLeast: 100 * 8).count == 2)
    }
}
