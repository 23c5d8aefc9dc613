import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Testing

/// A film whose voice turns out to speak slower than was assumed.
@Suite(.timeLimit(.minutes(10)))
struct MeasuredVoiceTests {
    /// A film of 40 cues, each of as many characters.
    ///
    /// - Parameter cue: a cue's number for people, and how long after it the next one begins.
    private static func film(_ cue: (Int) -> (number: Int, milliseconds: Int)) -> String {
        func clock(_ milliseconds: Int) -> String {
            let (minutes, rest) = (milliseconds / 60_000, milliseconds % 60_000)
            return String(format: "00:%02d:%02d,%03d", minutes, rest / 1000, rest % 1000)
        }
        var start = 1000
        return SubtitleTests.srt(
            (0..<40).map { index in
                let (number, length) = cue(index)
                defer { start += length }
                return (
                    "\(clock(start)) --> \(clock(start + 7000))",
                    "Rivi \(number) kertoo siitä, miten väki lähti illalla kylästä pois, eikä kukaan "
                        + "heistä enää palannut kotiin ennen kuin talvi oli ohi."
                )
            })
    }

    /// How many utterances were asked for at each speed.
    private func speeds(_ batch: TestBatch) throws -> [String: Int] {
        let fit = try String(
            contentsOfFile: batch.outputFolder + "/film.fit.csv", encoding: .utf8)
        let rows = fit.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let column = try #require(rows.first?.firstIndex(of: "speed"))
        return Dictionary(grouping: rows.dropFirst()) { String($0[column]) }.mapValues(\.count)
    }

    @Test("what is left after its first minute is asked for at speeds that fit, for no more calls")
    func adapted() async throws {
        let text = Self.film { (100 + $0, 8400) }
        try await SubtitleTests.with(text) { batch, emulator, film in
            let plan = try await batch.plan(at: emulator, film)
            #expect(plan.figures.callsToPay == 40)
            #expect(plan.figures.subtitles?.assumedVoices == ["oversea_male1"])
            try await batch.finish(at: emulator) { settings in
                film(&settings)
                settings.calls.concurrency = 2
            }
            #expect(try emulator.bill().count == 40)
            let speeds = try speeds(batch)
            #expect(Set(speeds.keys) == ["1.1", "1.2"])
            #expect(speeds.values.allSatisfy { $0 >= 6 })
            #expect(batch.events.all.count { $0.isNotice(with: "is known by now") } == 1)
            #expect(try await batch.plan(at: emulator, film).figures.callsToPay == 0)
            try await batch.finish(at: emulator, film)
            #expect(try emulator.bill().count == 40)
            #expect(try self.speeds(batch) == speeds)
        }
    }

    @Test("a new plan that would take more calls is not taken")
    func dearer() async throws {
        // Two cues with one text share a call at the assumed rate. Measured, each has another speed.
        let text = Self.film { (100 + $0 % 20, $0 < 20 ? 8000 : 8400) }
        try await SubtitleTests.with(text) { batch, emulator, film in
            func change(_ settings: inout RunSettings) {
                film(&settings)
                settings.calls.concurrency = 2
                settings.subtitles.maximumSpeed = 1.5
            }
            let promised = try await batch.plan(at: emulator, change).figures.callsToPay
            #expect(promised < 25)
            try await batch.finish(at: emulator, change)
            #expect(batch.events.all.contains { $0.isNotice(with: "is known by now") })
            #expect(try emulator.bill().count == promised)
            #expect(try speeds(batch)["1.2"] == nil)
        }
    }
}

extension RunEvent {
    fileprivate func isNotice(with words: String) -> Bool {
        if case .notice(let notice) = self { notice.contains(words) } else { false }
    }
}
