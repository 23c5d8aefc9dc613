import Subtitles
import Testing
import Texts

@Suite struct ImpossibleTimesTests {
    /// Cues of two seconds at these seconds.
    private func found(_ starts: [Int], length: Int = 2) -> ImpossibleTimes {
        let cues = starts.enumerated().map { index, start in
            (
                number: index + 1,
                cue: Cue(
                    line: index * 4 + 2, start: .seconds(start), end: .seconds(start + length),
                    text: "Words.")
            )
        }
        return ImpossibleTimes(cues, path: "film.srt")
    }

    @Test("an hour that slipped is named with its cue and its time")
    func slip() {
        let times = found([1, 36_004, 7])
        #expect(times.numbers == [2])
        #expect(times.faults.map(\.place.line) == [6])
        let message = times.faults.first?.message ?? ""
        #expect(message.contains("cue 2 begins at 10:00:04") && message.contains("--duration"))
    }

    @Test("times that count from somewhere else are named with the shift that mends them")
    func front() {
        #expect(found(Array(stride(from: 3604, to: 3800, by: 5))).numbers.count == 40)
        let times = found([36_004, 36_010, 36_300])
        #expect(times.numbers == [1, 2, 3])
        #expect(times.faults.first?.message.contains("--offset -10:00:00") == true)
        #expect(
            found([957_600 + 2400, 957_600 + 2410]).faults.first?.message.contains("-266:40:00")
                == true)
    }

    @Test("a cue without an end in sight is named")
    func end() {
        let cues = [(1, 2), (3, 36_000), (5, 6)].enumerated().map { index, times in
            (
                number: index + 1,
                cue: Cue(
                    line: index, start: .seconds(times.0), end: .seconds(times.1), text: "Words.")
            )
        }
        #expect(ImpossibleTimes(cues, path: "film.srt").numbers == [2])
    }

    @Test(
        "pauses of films are none",
        arguments: [
            [1, 5, 9], [1, 600, 1700], [1500, 1600, 9000], [0, 3000, 3600, 5400, 9000, 13_000],
            [1, 1200, 2400, 3600, 5400, 7200, 9600], [], [12], [3604, 3610, 3900],
        ])
    func plausible(starts: [Int]) {
        #expect(found(starts).faults.isEmpty)
    }

    @Test("a file is shifted both ways; what would be over before the film begins is a fault")
    func shift() {
        let cues = [(10, 12), (20, 22), (30, 32)].map {
            Cue(line: $0.0, start: .seconds($0.0), end: .seconds($0.1), text: "Words.")
        }
        let file = SubtitleFile(path: "a.srt", format: .srt, cues: cues)
        let later = file.shifted(by: .milliseconds(1500))
        #expect(
            later.cues.map(\.start) == [
                .milliseconds(11_500), .milliseconds(21_500), .milliseconds(31_500),
            ])
        let earlier = file.shifted(by: .seconds(-21))
        #expect(earlier.cues.map(\.start) == [.zero, .seconds(9)])
        #expect(earlier.cues.map(\.end) == [.seconds(1), .seconds(11)])
        #expect(earlier.faults.map(\.place.line) == [10])
    }
}
