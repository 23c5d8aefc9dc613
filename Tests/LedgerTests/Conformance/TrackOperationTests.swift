import Ledger
import SpeechTasks
import Testing

/// From clips to tracks, and what lies beside them.
@Suite(.timeLimit(.minutes(10)))
struct TrackOperationTests {
    private static func file(_ name: String, milliseconds: Int = 0) -> StoredFile {
        StoredFile(file: name, byteCount: 9, sha256: [3], durationMilliseconds: milliseconds)
    }

    private func film() -> PlannedJob {
        var film = job("film.mp3", "A.", "B.", title: "Film")
        film.kind = .subtitles
        film.trackForm = "{}"
        film.trackVolume = Thousandths(800)
        return film
    }

    /// A subtitle file whose clips are stored, claimed.
    private func withFilm(
        _ connection: TestedConnection, _ body: (TestedRun, ClaimedJob) async throws -> Void
    ) async throws {
        try await connection.withRun(film()) { on in
            try await on.pay()
            try await on.ledger.storeClips(on.run)
            let jobs = try await on.ledger.claimReadyJobs(on.run, limit: 9)
            try await body(on, try #require(jobs.first))
        }
    }

    @Test(
        "a claimed job has its clips in order, and its volume",
        arguments: TestedConnection.allCases)
    func claimed(connection: TestedConnection) async throws {
        try await withFilm(connection) { on, job in
            #expect(job.kind == .subtitles)
            #expect(job.output == "film.mp3" && job.title == "Film")
            #expect(job.volume == Thousandths(800))
            #expect(job.clips.map(\.hash) == [task("A.").hash, task("B.").hash])
            #expect(job.clips.map(\.byteCount) == [10, 10])
            #expect(job.track == nil && job.filesBeside.isEmpty && job.earlierFiles.isEmpty)
            let others = try await on.ledger.claimReadyJobs(on.run, limit: 9)
            #expect(others.isEmpty)
        }
    }

    @Test(
        "a track, its fit and the files beside it are kept; those of before are known",
        arguments: TestedConnection.allCases)
    func recorded(connection: TestedConnection) async throws {
        try await withFilm(connection) { on, job in
            try await on.ledger.note(Self.file("draft.csv"), of: job)
            try await on.ledger.record(
                Self.file("film.mp3", milliseconds: 2000), files: [Self.file("fit.csv")],
                fit: #"{"cues":2}"#, for: job)
            #expect(try on.jobs() == [.done: 1])
            #expect(try on.reader.fits(of: on.batch).map(\.fit) == [#"{"cues":2}"#])
            #expect(try on.reader.fits(of: on.batch).map(\.output) == ["film.mp3"])
            #expect(try on.reader.filesBesideTracks(of: on.batch).map(\.file) == ["fit.csv"])
            #expect(try on.reader.times(of: on.batch).audioMilliseconds == 2000)
            var changed = film()
            changed.title = "Another"
            _ = try on.ledger.plan(jobs: [changed])
            let again = try #require(
                try await on.ledger.claimReadyJobs(on.run, limit: 1).first)
            #expect(again.track?.file == "film.mp3")
            #expect(Set(again.filesBeside.keys) == ["fit.csv"])
            #expect(Set(again.earlierFiles.keys) == ["draft.csv"])
            try await on.ledger.record(Self.file("film.mp3"), for: again)
            #expect(try on.reader.filesBesideTracks(of: on.batch).isEmpty)
            #expect(try on.reader.fits(of: on.batch).isEmpty)
            let left = try on.reader.ownedFiles(of: on.batch).filter { $0.file != "film.mp3" }
            #expect(Set(left.map(\.file)) == ["draft.csv", "fit.csv"])
            try on.ledger.noteRemoved(files: left)
            #expect(try on.reader.ownedFiles(of: on.batch).map(\.file) == ["film.mp3"])
        }
    }

    @Test("a job that wants more tasks waits for them", arguments: TestedConnection.allCases)
    func extended(connection: TestedConnection) async throws {
        try await withFilm(connection) { on, job in
            try await on.ledger.extend(
                job, with: [task("C."), task("A.")], language: "en", trackForm: #"{"more":1}"#)
            #expect(try on.jobs() == [.waiting: 1])
            #expect(try on.reader.money(of: on.batch).callsToPay == 1)
            try await on.pay()
            try await on.ledger.storeClips(on.run)
            let again = try #require(
                try await on.ledger.claimReadyJobs(on.run, limit: 1).first)
            #expect(again.trackForm == #"{"more":1}"#)
            #expect(again.clips.map(\.hash) == ["A.", "B.", "C.", "A."].map { task($0).hash })
        }
    }

    @Test("a job that is held says why, and retry opens it", arguments: TestedConnection.allCases)
    func held(connection: TestedConnection) async throws {
        try await withFilm(connection) { on, job in
            try await on.ledger.hold(job, reason: "no ffmpeg")
            var reasons: [String?] = []
            try on.reader.forEachJob(of: on.batch) { reasons.append($0.reason) }
            #expect(reasons == ["no ffmpeg"])
            #expect(try on.ledger.reopen(on.batch) == 1)
            #expect(try on.jobs() == [.ready: 1])
        }
    }

    @Test(
        "a track, or a file beside it, that is gone is made again from its clips",
        arguments: TestedConnection.allCases)
    func missing(connection: TestedConnection) async throws {
        for gone in ["film.mp3", "fit.csv"] {
            try await withFilm(connection) { on, job in
                try await on.ledger.record(
                    Self.file("film.mp3", milliseconds: 2000), files: [Self.file("fit.csv")],
                    for: job)
                let none = try on.ledger.reopenMissingTracks(of: on.batch, isThere: { _ in true })
                let count = try on.ledger.reopenMissingTracks(
                    of: on.batch, isThere: { $0.file != gone })
                #expect([none, count] == [0, 1])
                #expect(try on.jobs() == [.ready: 1])
                #expect(try on.reader.money(of: on.batch).callsToPay == 0)
            }
        }
    }
}
