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

// What is paid and replaced where subtitles, their film or its settings change.

extension SubtitleTests {
    @Test("a cue that moves a little is not bought again, and a speed of one's own is")
    func movedCue() async throws {
        func film(_ end: String) -> String {
            Self.srt([
                ("00:00:01,000 --> \(end)", "But the old captain laughed at us."),
                ("\(end) --> 00:00:09,000", "Calm down."),
            ])
        }
        try await Self.with(film("00:00:04,000")) { batch, emulator, settings in
            try await batch.finish(at: emulator, settings)
            try film("00:00:03,800").write(
                toFile: batch.folder + "/film.srt", atomically: true, encoding: .utf8)
            #expect(try await batch.plan(at: emulator, settings).figures.callsToPay == 0)
            let slow = try await batch.plan(at: emulator) {
                settings(&$0)
                $0.reading.defaults.speed = Thousandths(600)
            }
            #expect(slow.figures.callsToPay == 2)
        }
    }

    @Test("a film of another length, or that cannot be made, is told before anything is paid")
    func wrongFilm() async throws {
        try await Self.with { batch, emulator, film in
            let short = try await batch.plan(at: emulator) {
                film(&$0)
                $0.subtitles.length = .seconds(2)
            }
            #expect(short.notices.contains { $0.contains("after the track's end, at 2.0 s") })
            let avi = batch.folder + "/film.avi"
            try "none".write(toFile: avi, atomically: true, encoding: .utf8)
            await #expect(throws: PlanningError.self) {
                try await batch.plan(at: emulator) {
                    film(&$0)
                    $0.subtitles.length = .seconds(2)
                    $0.subtitles.film = avi
                }
            }
        }
    }

    @Test("packs that are paid for stay as they are, whatever else says their words")
    func paidPacks() async throws {
        let line = "Nobody was there at all now."
        let film = Self.srt([
            ("00:00:01,000 --> 00:00:05,000", line),
            ("00:00:10,000 --> 00:00:11,700", line),
            ("00:00:11,800 --> 00:00:13,500", "Somebody came back at night."),
            ("00:00:13,600 --> 00:00:15,350", "Everybody went away at noon."),
        ])
        // Only real speech has pauses to cut at.
        try await Self.with(film, engine: .speech) { batch, emulator, settings in
            func pack(_ run: inout RunSettings) {
                settings(&run)
                run.subtitles.joinGap = nil
                run.subtitles.packsCues = true
                run.subtitles.packConfidence = 0
            }
            try await batch.finish(at: emulator, pack)
            #expect(try batch.states() == ["done": 1])
            #expect(try await batch.plan(at: emulator, pack).figures.callsToPay == 0)
        }
    }

    @Test(
        "what a run that failed half-way has made may be replaced; a person's file in its place not"
    )
    func ownFiles() async throws {
        try await Self.with { batch, emulator, settings in
            let bad = batch.folder + "/bad.mp4"
            try "no film".write(toFile: bad, atomically: true, encoding: .utf8)
            func run(_ film: String?, stretch: Double) async throws -> [String: Int] {
                try await batch.finish(at: emulator) {
                    settings(&$0)
                    $0.subtitles.length = .seconds(30)
                    $0.subtitles.film = film
                    $0.subtitles.maximumStretch = stretch
                }
                return try batch.states()
            }
            #expect(try await run(bad, stretch: 1.2) == ["held": 1])
            #expect(batch.tracks().contains("film.fit.csv"))
            try Self.srt([("00:00:02,000 --> 00:00:04,000", "Another line.")]).write(
                toFile: batch.folder + "/film.srt", atomically: true, encoding: .utf8)
            #expect(try await run(nil, stretch: 1.1) == ["done": 1])
            #expect(try await run(bad, stretch: 1.1) == ["held": 1])
            let report = batch.outputFolder + "/film.fit.csv"
            try "mine".write(toFile: report, atomically: true, encoding: .utf8)
            try Self.srt([("00:00:02,000 --> 00:00:04,000", "A third line.")]).write(
                toFile: batch.folder + "/film.srt", atomically: true, encoding: .utf8)
            #expect(try await run(nil, stretch: 1.1) == ["held": 1])
            #expect(try String(contentsOfFile: report, encoding: .utf8) == "mine")
        }
    }

    @Test("advertising behind the film makes its track no longer")
    func trailingAdvertising() async throws {
        let film = Self.srt([
            ("00:00:01,000 --> 00:00:03,000", "Hello there."),
            ("09:00:01,000 --> 09:00:03,000", "Subtitles downloaded from www.OpenSubtitles.org"),
        ])
        try await Self.with(film) { batch, emulator, settings in
            let plan = try await batch.plan(at: emulator, settings)
            #expect(plan.figures.subtitles?.length == .seconds(3))
        }
    }

    @Test("times that cannot be stop the plan with a way out, and take no way without being told")
    func impossibleTimes() async throws {
        let film = Self.srt([
            ("00:00:01,000 --> 00:00:03,000", "We begin here."),
            ("10:00:04,000 --> 10:00:06,000", "This hour is a slip."),
            ("00:00:07,000 --> 00:00:09,000", "And we go on."),
        ])
        try await Self.with(film) { batch, emulator, settings in
            let error = await #expect(throws: PlanningError.self) {
                try await batch.plan(at: emulator, settings)
            }
            let message = error.map { "\($0)" } ?? ""
            #expect(message.contains("film.srt:6:1: cue 2 begins at 10:00:04"))
            let skipped = try await batch.plan(at: emulator) {
                settings(&$0)
                $0.skipsInvalid = true
            }
            #expect(skipped.figures.subtitles?.length == .seconds(9))
            #expect(skipped.figures.callsToPay == 2)
            let meant = try await batch.plan(at: emulator) {
                settings(&$0)
                $0.subtitles.length = .seconds(36_010)
            }
            #expect(meant.figures.callsToPay == 3)
        }
    }

    @Test("a file of which nothing is spoken is named with what is left out")
    func silentFile() async throws {
        let film = Self.srt([("00:00:01,000 --> 00:00:03,000", "[music]")])
        try await Self.with(film) { batch, emulator, settings in
            let error = await #expect(throws: PlanningError.self) {
                try await batch.plan(at: emulator, settings)
            }
            let message = error.map { "\($0)" } ?? ""
            #expect(message.contains("film.srt: 1 cue, of which none is spoken"))
            #expect(message.contains("sound “music”"))
        }
    }

    @Test("a plan names what is not spoken, and roles that are for nothing")
    func leftOut() async throws {
        try await Self.with { batch, emulator, settings in
            let roles = batch.folder + "/roles.json"
            try #"{"speakers": {"NOBODY": "calm_story1"}, "cues": {"900-1000": null}}"#.write(
                toFile: roles, atomically: true, encoding: .utf8)
            let plan = try await batch.plan(at: emulator) {
                settings(&$0)
                $0.subtitles.rolesPath = roles
            }
            #expect(plan.notices.count == 2)
            #expect(plan.notices.allSatisfy { $0.hasPrefix(roles) })
            let silent = plan.figures.subtitles?.silent ?? []
            #expect(silent.map(\.reason) == ["sound"] && silent.map(\.text) == ["thunder"])
            #expect(silent.first?.cue == 3 && silent.first?.place.hasSuffix("film.srt:10") == true)
        }
    }

    @Test("of a file in two scripts a language is chosen, and only its faults count")
    func bilingual() async throws {
        let film = Self.srt([
            ("00:00:01,000 --> 00:00:03,000", "Hello, how are you?\n你好，你怎么样？"),
            ("00:00:04,000 --> 00:00:06,000", "I am fine today.\n我今天很好。"),
            ("00:00:07,000 --> 00:00:09,000", "See you tomorrow.\n明天见。"),
        ])
        try await Self.with(film) { batch, emulator, settings in
            let error = await #expect(throws: PlanningError.self) {
                try await batch.plan(at: emulator, settings)
            }
            #expect((error.map { "\($0)" } ?? "").contains("several languages: en, zh"))
            var texts: [String] = []
            let plan = try await batch.plan(at: emulator) {
                settings(&$0)
                $0.calls.language = "en"
            }
            #expect(plan.figures.subtitles?.unspoken == ["language": 3])
            texts = plan.figures.subtitles?.silent.map(\.text) ?? []
            #expect(texts == ["你好，你怎么样？", "我今天很好。", "明天见。"])
        }
    }
}
