import Audiobooks
import BatchPlanning
import BatchRun
import Clips
import DurableFiles
import Foundation
import JobLists
import KlingEmulator
import Ledger
import MP3
import SpeechTasks
import Testing
import Texts
import Tracks
import VoiceTracks

/// Subtitle files become voice tracks that fit their films.
@Suite(.timeLimit(.minutes(10)))
struct SubtitleTests {
    private static let cues = [
        ("00:00:01,000 --> 00:00:03,000", "When the rain had stopped at last"),
        ("00:00:03,200 --> 00:00:06,000", "she opened the window."),
        ("00:00:08,000 --> 00:00:09,500", "[thunder]"),
        ("00:00:10,000 --> 00:00:12,000", "Nobody was there."),
        ("00:00:14,000 --> 00:00:20,500", "She waited."),
    ]

    static func srt(_ cues: [(String, String)] = cues) -> String {
        cues.enumerated().map { "\($0 + 1)\n\($1.0)\n\($1.1)\n" }.joined(separator: "\n")
    }

    static func with(
        _ text: String = srt(), engine: AudioEngine = .silence,
        _ body: (TestBatch, RunningEmulator, _ change: (inout RunSettings) -> Void) async throws
            -> Void
    ) async throws {
        try await TestBatch.with {
            $0.audioEngine = engine
        } perform: { batch, emulator in
            let path = batch.folder + "/film.srt"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            try await body(batch, emulator) { settings in
                settings.inputs = [path]
                settings.reading.defaults.voiceID = "oversea_male1"
            }
        }
    }

    private func text(_ name: String, _ batch: TestBatch) throws -> String {
        try String(contentsOfFile: batch.outputFolder + "/" + name, encoding: .utf8)
    }

    @Test("a file becomes a track up to its last cue, with its fit and its subtitles re-timed")
    func track() async throws {
        try await Self.with { batch, emulator, film in
            let plan = try await batch.plan(at: emulator, film)
            #expect(plan.figures.subtitles?.cues == 5)
            #expect(plan.figures.subtitles?.spokenCues == 4)
            #expect(plan.figures.subtitles?.utterances == 3)
            #expect(plan.figures.callsToPay == 3)
            try await batch.finish(at: emulator, film)
            #expect(
                batch.tracks() == ["film.fit.csv", "film.fit.json", "film.mp3", "film.spoken.srt"])
            let length = try #require(try batch.jobs()["film.mp3"]?.durationMilliseconds)
            #expect(length == 20_500)
            #expect(try text("film.fit.csv", batch).split(separator: "\n").count == 4)
            let fit = try text("film.fit.json", batch)
            #expect(fit.contains(#""reason":"sound","text":"thunder""#))
            let spoken = try text("film.spoken.srt", batch)
            #expect(spoken.contains("00:00:10,000 --> "))
            #expect(spoken.contains("she opened the window."))
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("the same command again pays nothing; a lost report is written again without a call")
    func again() async throws {
        try await Self.with { batch, emulator, film in
            try await batch.finish(at: emulator, film)
            try await batch.finish(at: emulator, film)
            #expect(try emulator.bill().count == 3)
            try FileManager.default.removeItem(atPath: batch.outputFolder + "/film.fit.csv")
            try await batch.finish(at: emulator, film)
            #expect(batch.tracks().contains("film.fit.csv"))
            #expect(try emulator.bill().count == 3)
        }
    }

    @Test("speeds stay as they were chosen, though the ledger has learned another rate since")
    func ratesAreKept() async throws {
        let long = String(repeating: "These are words that take a while to say. ", count: 3)
        let fast = Self.srt([("00:00:01,000 --> 00:00:08,400", long)])
        try await Self.with(fast) { batch, emulator, film in
            try await batch.finish(at: emulator, film)
            // Another batch says more than a minute in the same voice, slower than was assumed.
            let others = (0..<12).map { index in
                (
                    "00:0\(index / 6):\(index % 6)1,000 --> 00:0\(index / 6):\(index % 6)9,000",
                    "Line \(index). " + long
                )
            }
            try Self.srt(others).write(
                toFile: batch.folder + "/other.srt", atomically: true, encoding: .utf8)
            try await batch.finish(at: emulator) { settings in
                film(&settings)
                settings.inputs = [batch.folder + "/other.srt"]
                settings.batchName = "other"
            }
            #expect(try await batch.plan(at: emulator, film).figures.callsToPay == 0)
        }
    }

    @Test("a clip that is held and fits is used whatever its speed")
    func heldClip() async throws {
        try await Self.with { batch, emulator, film in
            try batch.list(csv: "text,speed\nNobody was there.,1.4\n")
            try await batch.finish(at: emulator) { settings in
                settings.reading.defaults.voiceID = "oversea_male1"
                settings.batchName = "list"
            }
            #expect(try await batch.plan(at: emulator, film).figures.callsToPay == 2)
        }
    }

    @Test("a cue that cannot be read stops the plan with its place, or is left out if asked")
    func faults() async throws {
        let bad = Self.srt() + "\n6\n00:00:30,000 --> 00:00:xx\nLost.\n"
        try await Self.with(bad) { batch, emulator, film in
            let error = await #expect(throws: PlanningError.self) {
                try await batch.plan(at: emulator, film)
            }
            #expect("\(try #require(error))".contains("film.srt:22:"))
            let plan = try await batch.plan(at: emulator) { settings in
                film(&settings)
                settings.skipsInvalid = true
            }
            #expect(plan.figures.callsToPay == 3)
            #expect(plan.faults.count == 1)
        }
    }

    @Test("roles give speakers voices of their own")
    func roles() async throws {
        let cues = [
            ("00:00:01,000 --> 00:00:03,000", "ANNA: Who is there?"),
            ("00:00:04,000 --> 00:00:06,000", "JOHN: It is me."),
        ]
        try await Self.with(Self.srt(cues)) { batch, emulator, film in
            let roles = batch.folder + "/roles.json"
            try #"{"speakers": {"ANNA": "oversea_female1"}}"#.write(
                toFile: roles, atomically: true, encoding: .utf8)
            try await batch.finish(at: emulator) { settings in
                film(&settings)
                settings.subtitles.rolesPath = roles
            }
            let csv = try text("film.fit.csv", batch)
            #expect(csv.contains("ANNA,oversea_female1,"))
            #expect(csv.contains("JOHN,oversea_male1,"))
            #expect(csv.contains(",Who is there?"))
        }
    }

    @Test("another form of track is made from the clips that are there")
    func otherForm() async throws {
        try await Self.with { batch, emulator, film in
            try await batch.finish(at: emulator, film)
            try await batch.finish(at: emulator) { settings in
                film(&settings)
                settings.subtitles.track = .wav
                settings.subtitles.length = .seconds(30)
            }
            #expect(try emulator.bill().count == 3)
            let bytes = try #require(
                FileManager.default.contents(atPath: batch.outputFolder + "/film.wav"))
            #expect(bytes.starts(with: Array("RIFF".utf8)))
            #expect(try batch.jobs()["film.wav"]?.durationMilliseconds == 30_000)
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("utterances that share a call and cannot be cut apart are bought alone, once")
    func doubtfulPack() async throws {
        // Nothing is known about the places of words in silence.
        try await Self.with { batch, emulator, film in
            func packed(_ settings: inout RunSettings) {
                film(&settings)
                settings.subtitles.packsCues = true
            }
            #expect(try await batch.plan(at: emulator, packed).figures.callsToPay < 3)
            try await batch.finish(at: emulator, packed)
            let paid = try emulator.bill().count
            #expect(Set(texts(of: try emulator.bill())).count == paid)
            let csv = try text("film.fit.csv", batch)
            #expect(csv.contains("Nobody was there."))
            try await batch.finish(at: emulator, packed)
            try FileManager.default.removeItem(atPath: batch.outputFolder + "/film.mp3")
            try await batch.finish(at: emulator, packed)
            #expect(try emulator.bill().count == paid)
            #expect(try await batch.faultsFound() == [])
        }
    }

    @Test("a budget that the utterances bought alone would pass stops the run before them")
    func packBudget() async throws {
        try await Self.with { batch, emulator, film in
            func packed(_ settings: inout RunSettings) {
                film(&settings)
                settings.subtitles.packsCues = true
            }
            let planned = try await batch.plan(at: emulator, packed).figures.callsToPay
            let summary = try await batch.run(at: emulator) { settings in
                packed(&settings)
                settings.budget = Money("0.0\(5 * planned)")
            }
            #expect(summary.end.isSpendingReached)
            #expect(try emulator.bill().count == planned)
            try await batch.finish(at: emulator, packed)
            #expect(try batch.states() == ["done": 1])
        }
    }

    @Test("an utterance too long for its slot does not stop the film, nor is any of it lost")
    func tooLong() async throws {
        let cues = [
            ("00:00:01,000 --> 00:00:01,400", "All of this is far too long for so short a time."),
            ("00:00:01,500 --> 00:00:04,000", "And this one waits."),
        ]
        try await Self.with(Self.srt(cues)) { batch, emulator, film in
            try await batch.finish(at: emulator, film)
            #expect(try batch.states() == ["done": 1])
            let csv = try text("film.fit.csv", batch)
            #expect(csv.contains("1.500,3.550,"))
            #expect(csv.contains("overruns,,,,,And this one waits."))
        }
    }

    @Test(
        "files called alike are told apart by what differs",
        arguments: [
            (["a/1.srt", "a/2.srt"], ["1.mp3", "2.mp3"]),
            (["a/1.srt", "a/1.vtt"], ["1.srt.mp3", "1.vtt.mp3"]),
            (["a/1.srt", "b/1.srt", "b/2.srt"], ["a 1.mp3", "b 1.mp3", "b 2.mp3"]),
            (["a/1.srt", "b/1.srt", "b/1.vtt"], ["a 1.srt.mp3", "b 1.srt.mp3", "b 1.vtt.mp3"]),
        ])
    func namesAlike(inputs: [String], tracks: [String]) async throws {
        try await Self.with { batch, emulator, film in
            for input in inputs {
                let path = URL(fileURLWithPath: batch.folder + "/" + input)
                try FileManager.default.createDirectory(
                    at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
                let text = input.hasSuffix("vtt") ? "WEBVTT\n\n" : ""
                try (text + "00:00:01.000 --> 00:00:03.000\nHello.\n").write(
                    to: path, atomically: true, encoding: .utf8)
            }
            try await batch.finish(at: emulator) { settings in
                film(&settings)
                settings.inputs = inputs.map { batch.folder + "/" + $0 }
            }
            #expect(batch.tracks().filter { $0.hasSuffix(".mp3") }.sorted() == tracks)
            #expect(try emulator.bill().count == 1)
        }
    }

    @Test("a file with nothing to say is named, and stops no other")
    func silence() async throws {
        try await Self.with { batch, emulator, film in
            let wind = batch.folder + "/wind.srt"
            try Self.srt([("00:00:01,000 --> 00:00:03,000", "[wind]")]).write(
                toFile: wind, atomically: true, encoding: .utf8)
            func both(_ settings: inout RunSettings) {
                film(&settings)
                settings.inputs.append(wind)
            }
            let plan = try await batch.plan(at: emulator, both)
            #expect(plan.figures.callsToPay == 3)
            #expect(
                plan.notices.contains { $0.contains("wind.srt: 1 cue, of which none is spoken") })
        }
    }
}
