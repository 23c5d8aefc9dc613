import Ledger
import SpeechTasks
import Testing

/// How fast voices speak is learned from clips, and kept with a batch once speeds were chosen by it.
@Suite(.timeLimit(.minutes(10)))
struct SpeechRateTests {
    private static let voice = "reader_en_m-v1"

    /// Stores clips of a hundred characters and one second each, spoken at a speed.
    private func speak(_ ledger: RunLedger, clips: Int, speed: Int) async throws {
        let tasks = (0..<clips).map { index in
            SpeechTask(
                service: .emulator, text: String(repeating: "a", count: 96) + String(1000 + index),
                voiceID: Self.voice, speed: Thousandths(speed))
        }
        let batch = try ledger.plan(
            terms(name: "learned"),
            jobs: [
                PlannedJob(
                    source: "film.srt", line: 1, kind: .subtitles, output: "film.mp3",
                    characters: clips * 100, contentHash: TaskHash(of: tasks.map(\.hash)),
                    tasks: tasks, language: "en")
            ])
        let run = try ledger.beginRun(of: batch)
        while try ledger.reader.progress(of: batch).tasksToCall > 0 {
            try await ledger.callNext(run, .succeeded)
        }
        try await ledger.storeClips(run)
    }

    private func rate(
        _ ledger: RunLedger, language: String = "en", batch: String = "new"
    ) throws -> Double? {
        try ledger.reader.withPaidTasks(ofBatch: batch, holdsUnknown: false) {
            let known = try $0.speechRates(of: Self.voice, language: language, at: .emulator)
            return known.planned ?? known.measured
        }
    }

    @Test("a minute of clips tells a voice's rate at speed 1, for its language and service alone")
    func learned() async throws {
        try await withLedger { ledger in
            #expect(try rate(ledger) == nil)
            try await speak(ledger, clips: 30, speed: 2000)
            #expect(try rate(ledger) == 50)
            #expect(try rate(ledger, language: "de") == nil)
        }
    }

    @Test("less than a minute of clips tells nothing")
    func tooLittle() async throws {
        try await withLedger { ledger in
            try await speak(ledger, clips: 59, speed: 1000)
            #expect(try rate(ledger) == nil)
        }
    }

    @Test("a rate that a batch was planned by stays, though the ledger learns another")
    func kept() async throws {
        try await withLedger { ledger in
            var planned = job("a.mp3", "Hello.")
            planned.speechRates = [
                VoiceRate(voiceID: Self.voice, language: "en", charactersPerSecond: 13.5)
            ]
            _ = try ledger.plan(terms(name: "kept"), jobs: [planned])
            try await speak(ledger, clips: 60, speed: 1000)
            #expect(try rate(ledger, batch: "kept") == 13.5)
            #expect(try rate(ledger, batch: "new") == 100)
        }
    }

    @Test("a file beside a track that is gone makes the job ready again")
    func filesBeside() async throws {
        try await withLedger { ledger in
            var film = job("a.mp3", "A.")
            film.kind = .subtitles
            let batch = try ledger.plan(jobs: [film])
            let run = try ledger.beginRun(of: batch)
            try await ledger.callNext(run, .succeeded)
            try await ledger.storeClips(run)
            let made = try #require(try await ledger.claimReadyJobs(run, limit: 1).first)
            func file(_ name: String) -> StoredFile {
                StoredFile(file: name, byteCount: 10, sha256: [1], durationMilliseconds: 1000)
            }
            try await ledger.record(
                file("a.mp3"), files: [file("a.fit.csv")], fit: "{}", for: made)
            #expect(try ledger.reader.filesBesideTracks(of: batch).map(\.file) == ["a.fit.csv"])
            #expect(try ledger.reader.fits(of: batch).map(\.output) == ["a.mp3"])
            #expect(try ledger.reopenMissingTracks(of: batch) { _ in true } == 0)
            #expect(try ledger.reopenMissingTracks(of: batch) { $0.file == "a.mp3" } == 1)
            #expect(try ledger.reader.progress(of: batch).jobs == [.ready: 1])
        }
    }
}
