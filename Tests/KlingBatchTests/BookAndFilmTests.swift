import BatchPlanning
import Foundation
import KlingBatch
import KlingEmulator
import Synchronization
import TestServers
import TestSupport
import Testing

/// Books and films as another program voices them.
@Suite(.timeLimit(.minutes(10)))
struct BookAndFilmTests {
    private static let book = """
        # The Harbour

        ## The first boat

        The first boat came in before the sun.[^1] Nobody stood on the pier.

        ## The second boat

        The second boat came at noon, and half the town stood there.

        [^1]: It was a Tuesday.
        """

    private static let cues = """
        1
        00:00:00,500 --> 00:00:03,000
        The harbour is quiet tonight.

        2
        00:00:04,000 --> 00:00:07,500
        Not for long, I am afraid.

        """

    /// Runs with a silent emulator and a folder of its own.
    private func with(
        _ body: (_ emulator: RunningEmulator, _ folder: String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try await withSilentEmulator { try await body($0, folder) }
        }
    }

    private func batch(_ input: String, _ address: String, _ folder: String) -> VoiceBatch {
        var batch = VoiceBatch(
            "batch", of: [.file(input)], to: folder + "/audio", ledger: folder + "/ledger.sqlite")
        batch.voice = "reader_en_m-v1"
        batch.service = ServiceSettings(baseURL: address)
        return batch
    }

    private func write(_ text: String, to path: String) throws -> String {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test("a book is planned, run, followed and accounted for", .needs("ffmpeg"))
    func book() async throws {
        try await with { emulator, folder in
            let path = try write(Self.book, to: folder + "/harbour.md")
            var batch = batch(path, emulator.address, folder)
            batch.books = BookVoicing(notes: .inline, audiobook: .m4b(bitRate: 48), words: .lrc)
            let plan = try await batch.plan()
            #expect(plan.jobs == plan.callsToPay)

            let made = Mutex((tracks: [String](), files: [String]()))
            let end = try await batch.run(for: .token("t")) { event in
                made.withLock { made in
                    if case .trackMade(let output, _) = event { made.tracks.append(output) }
                    if case .bookFileMade(let file) = event { made.files.append(file) }
                }
            }
            #expect(end == .finished(problems: []))
            let (tracks, files) = made.withLock { $0 }
            #expect(tracks.count == plan.jobs)
            let endings = files.map { URL(filePath: $0).pathExtension }
            #expect(endings.filter { $0 == "lrc" }.count == plan.jobs)
            #expect(Set(endings) == ["m4b", "m3u8", "lrc"])
            for file in tracks + files {
                #expect(FileManager.default.fileExists(atPath: folder + "/audio/" + file))
            }
            let balance = try #require(try await batch.account())
            #expect(balance.jobs[.done] == plan.jobs)
            #expect(balance.spent == plan.cost...plan.cost)
            #expect(try emulator.bill().count == plan.callsToPay)
            #expect(try await batch.plan().callsToPay == 0)
        }
    }

    @Test("chapters that are not wanted are not paid for, and notes are spoken where that is said")
    func bookSettings() async throws {
        try await with { emulator, folder in
            let path = try write(Self.book, to: folder + "/harbour.md")
            var batch = batch(path, emulator.address, folder)
            let plain = try await batch.plan()
            batch.books = BookVoicing(notes: .end)
            let withNotes = try await batch.plan()
            #expect(withNotes.characters > plain.characters)
            batch.books = BookVoicing(chapters: [2...2], audiobook: nil)
            let second = try await batch.plan()
            #expect(second.jobs == 1)
            #expect(second.characters < plain.characters)
            batch.books = BookVoicing(chapters: [7...8])
            let error = await #expect(throws: BatchError.self) { try await batch.plan() }
            #expect(error?.description.contains("there is no chapter 8") == true)
        }
    }

    @Test("a film is planned, run, followed and accounted for", .needs("ffmpeg", "ffprobe"))
    func film() async throws {
        try await with { emulator, folder in
            let subtitles = try write(Self.cues, to: folder + "/harbour.srt")
            let film = folder + "/harbour.mp4"
            try output(of: [
                "ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i",
                "testsrc=size=64x48:rate=10:duration=9", "-f", "lavfi", "-i",
                "sine=frequency=300:sample_rate=48000:duration=9", "-c:v", "mpeg4", "-c:a", "aac",
                film,
            ])
            var batch = batch(subtitles, emulator.address, folder)
            batch.subtitles = SubtitleVoicing(film: film, joinsCues: false)
            batch.track = .m4a
            let plan = try await batch.plan()
            #expect(plan.jobs == 1)
            #expect(plan.callsToPay == 2)

            let made = Mutex([String]())
            let end = try await batch.run(for: .token("t")) { event in
                if case .trackMade(let output, _) = event { made.withLock { $0.append(output) } }
            }
            #expect(end == .finished(problems: []))
            #expect(made.withLock { $0 } == ["harbour.m4a"])
            let sounds = try output(of: [
                "ffprobe", "-v", "error", "-select_streams", "a", "-show_entries", "stream=index",
                "-of", "csv=p=0", folder + "/audio/harbour.mp4",
            ])
            #expect(sounds.split(separator: "\n").count == 2)
            let balance = try #require(try await batch.account())
            #expect(balance.jobs[.done] == 1)
            #expect(balance.spent == plan.cost...plan.cost)
            #expect(try emulator.bill().count == 2)
        }
    }

    @Test("the article's programs make a book and a film", .needs("ffmpeg"))
    func article() async throws {
        try await with { emulator, folder in
            let book = try write(Self.book, to: folder + "/harbour.md")
            try await voiceBook(book, at: emulator.address, token: "t", in: folder)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/audio")
            #expect(files.contains { $0.hasSuffix(".opus") })
            #expect(files.contains { $0.hasSuffix(".vtt") })

            let subtitles = try write(Self.cues, to: folder + "/night.srt")
            let film = folder + "/night.mp4"
            try output(of: [
                "ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i",
                "testsrc=size=64x48:rate=10:duration=9", "-f", "lavfi", "-i",
                "sine=frequency=300:sample_rate=48000:duration=9", "-c:v", "mpeg4", "-c:a", "aac",
                film,
            ])
            let end = try await voiceFilm(
                film, subtitles: subtitles, at: emulator.address, token: "t", in: folder)
            #expect(end == .finished(problems: []))
            #expect(FileManager.default.fileExists(atPath: folder + "/audio/night.mp4"))
        }
    }

    @Test("what does nothing for the inputs, or is out of its range, is an error")
    func refused() async throws {
        let lines = BatchInput.jobs([VoiceJob(id: "a", text: "A line.")], named: "lines")
        func error(
            _ inputs: [BatchInput], _ change: (inout VoiceBatch) -> Void
        ) async -> String {
            var batch = VoiceBatch("b", of: inputs, to: "/nowhere", ledger: "/nowhere/l.sqlite")
            batch.voice = "reader_en_m-v1"
            change(&batch)
            let refused = batch
            let error = await #expect(throws: BatchError.self) { try await refused.plan() }
            return error?.description ?? ""
        }
        #expect(await error([lines]) { $0.books = BookVoicing() }.contains("none of its inputs"))
        #expect(
            await error([lines]) { $0.subtitles = SubtitleVoicing() }.contains("none of its inputs")
        )
        #expect(await error([lines]) { $0.speed = 3 }.contains("speed is 3.0"))
        #expect(
            await error([lines]) { $0.service = ServiceSettings(concurrency: 0) }.contains(
                "calls at once is 0"))
        let subtitles = BatchInput.file("film.srt")
        #expect(
            await error([subtitles]) { $0.subtitles = SubtitleVoicing(duckDecibels: 6) }
                .contains("without a film"))
        #expect(
            await error([subtitles, lines]) { $0.subtitles = SubtitleVoicing(film: "film.mp4") }
                .contains("one subtitle file"))
        #expect(
            await error([subtitles]) { $0.subtitles = SubtitleVoicing(maximumSpeed: 3) }
                .contains("from 0.5 to 2.0"))
        let book = BatchInput.file("book.md")
        #expect(
            await error([book]) { $0.books = BookVoicing(audiobook: .m4b(bitRate: 4)) }
                .contains("from 8 to 256"))
    }

    @Test("settings that say nothing ask for the same as the command without options")
    func defaults() throws {
        var batch = VoiceBatch(
            "b", of: [.file("book.md"), .file("film.srt")], to: "/nowhere", ledger: "/nowhere/l")
        batch.books = BookVoicing()
        batch.subtitles = SubtitleVoicing()
        let run = try batch.runSettings()
        #expect("\(run.book)" == "\(BookSettings())")
        #expect("\(run.subtitles)" == "\(SubtitleSettings())")
        #expect("\(run.calls)" == "\(CallSettings())")
    }
}
