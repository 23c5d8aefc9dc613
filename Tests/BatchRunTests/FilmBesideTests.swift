import AudioFixtures
import BatchPlanning
import BatchRun
import Foundation
import JobLists
import KlingEmulator
import SystemPackage
import TestServers
import TestSupport
import Testing
import VoiceTracks

/// Voice tracks beside the films that they are for.
@Suite(.timeLimit(.minutes(10)), .needs("ffmpeg", "ffprobe"))
struct FilmBesideTests {
    /// A folder with a film, its subtitles, and a file of somebody else's.
    private static func with(
        film: String = "Film (1946).mkv", subtitles: String = "Film (1946).en.forced.srt",
        _ body: (TestBatch, RunningEmulator, _ change: (inout RunSettings) -> Void) async throws
            -> Void
    ) async throws {
        try await SubtitleTests.with { batch, emulator, _ in
            let folder = batch.folder + "/movies"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            _ = try output(of: [
                "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
                "testsrc=size=64x48:rate=5:duration=25", "-c:v", "mpeg4", folder + "/" + film,
            ])
            let path = folder + "/" + subtitles
            try SubtitleTests.srt().write(toFile: path, atomically: true, encoding: .utf8)
            try await body(batch, emulator) {
                $0.reading.defaults.voiceID = "oversea_male1"
                $0.inputs = [path]
                $0.subtitles.beside = .mka
            }
        }
    }

    private static func movies(_ batch: TestBatch) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: batch.folder + "/movies").sorted()
    }

    @Test("the track stands beside the film by the film's name and language, as long as the film")
    func beside() async throws {
        try await Self.with { batch, emulator, film in
            try await batch.finish(at: emulator, film)
            #expect(
                try Self.movies(batch) == [
                    "Film (1946).en.forced.srt", "Film (1946).en.mka", "Film (1946).mkv",
                ])
            let length = try probed(
                "format=duration", of: FilePath(batch.folder + "/movies/Film (1946).en.mka")
            ).first.flatMap { Double($0) }
            #expect(abs((length ?? 0) - 25) < 0.1)
            #expect(!batch.tracks().contains { $0.hasSuffix(".mkv") })
            let faults = try await batch.faultsFound()
            #expect(faults == [])
            let paid = try emulator.bill().count
            try await batch.finish(at: emulator, film)
            #expect(try emulator.bill().count == paid)
        }
    }

    @Test("a file of somebody else's is left, the job held, and nothing is paid again for it")
    func foreign() async throws {
        try await Self.with { batch, emulator, film in
            let path = batch.folder + "/movies/Film (1946).en.mka"
            try "mine".write(toFile: path, atomically: true, encoding: .utf8)
            _ = try await batch.run(at: emulator, film)
            #expect(try batch.states() == ["held": 1])
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
            let paid = try emulator.bill().count
            try FileManager.default.removeItem(atPath: path)
            try await batch.retry(at: emulator)
            #expect(try batch.states() == ["done": 1])
            #expect(FileManager.default.fileExists(atPath: path))
            #expect(try emulator.bill().count == paid)
        }
    }

    @Test("subtitles without a film beside them are refused before anything is paid")
    func noFilm() async throws {
        try await Self.with(film: "Other.mkv") { batch, emulator, film in
            await #expect(throws: PlanningError.self) {
                try await batch.run(at: emulator, film)
            }
            let bill = try emulator.bill()
            #expect(bill.isEmpty)
        }
    }

    @Test("what a run wrote beside a voice track is known for it, and other subtitles are not")
    func ownReports() async throws {
        try await Self.with { batch, emulator, film in
            try await batch.finish(at: emulator, film)
            let report = try #require(batch.tracks().first { $0.hasSuffix(".spoken.srt") })
            #expect(isMadeByRun(subtitlesAt: batch.outputFolder + "/" + report))
            let other = batch.folder + "/movies/Other.spoken.srt"
            try SubtitleTests.srt().write(toFile: other, atomically: true, encoding: .utf8)
            #expect(!isMadeByRun(subtitlesAt: other))
        }
    }
}
