import AudioFixtures
import Audiobooks
import DurableFiles
import Foundation
import MP3
import SystemPackage
import TestSupport
import Testing
import Tracks

@Suite("An audiobook that cannot be made", .timeLimit(.minutes(10)), .tags(.computing))
struct AudiobookFaultTests {
    @Test("without ffmpeg names the package", arguments: [AudiobookFormat.m4b, .opus])
    func noTool(format: AudiobookFormat) async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addSilence([10, 20])
            await #expect(throws: ToolError.missing(tool: "ffmpeg", package: "ffmpeg")) {
                try await bindery.assemble(.init(format: format), ffmpeg: "/nowhere/ffmpeg")
            }
            #expect(files(below: bindery.output).isEmpty && files(below: bindery.work).isEmpty)
        }
    }

    @Test("without ffmpeg is made all the same as an mp3")
    func mp3NeedsNoTool() async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addSilence([10, 20, 30])
            let books = try await bindery.assemble(
                .init(format: .mp3), ffmpeg: "/nowhere/ffmpeg")
            let book = try #require(books.first)
            let check = try MP3Check(contentsOf: bindery.output.appending(book.name))
            #expect(check.frameCount == 60 && check.garbageByteCount == 0)
            #expect(book.marks.map(\.start) == [.zero, .milliseconds(240), .milliseconds(720)])
        }
    }

    @Test("tells in one line why the tool failed")
    func toolFails() async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addSilence([10, 20])
            let script = "printf '%s\\n' first 'disk on fire' 'Conversion failed!' >&2; exit 3"
            await #expect(throws: ToolError.failed(tool: "ffmpeg", reason: "disk on fire")) {
                try await bindery.assemble(.init(), ffmpeg: tool(in: folder, script))
            }
            #expect(files(below: bindery.output).isEmpty && files(below: bindery.work).isEmpty)
        }
    }

    @Test("is not made when the tool writes nothing and reports success")
    func toolLies() async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addSilence([10, 20])
            await #expect(throws: AudiobookError.self) {
                try await bindery.assemble(.init(), ffmpeg: tool(in: folder, "exit 0"))
            }
            #expect(files(below: bindery.output).isEmpty && files(below: bindery.work).isEmpty)
        }
    }

    @Test("that is cancelled leaves nothing behind")
    func cancelled() async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addSilence([10, 20])
            let started = folder.appending("started")
            let script = try tool(in: folder, ": > '\(started)'; exec sleep 60")
            let task = Task { [bindery] in try await bindery.assemble(.init(), ffmpeg: script) }
            while !FileManager.default.fileExists(atPath: started.string) { await Task.yield() }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(files(below: bindery.output).isEmpty && files(below: bindery.work).isEmpty)
        }
    }

    @Test("because its maker's own note of a file failed ends with that error as it is")
    func notesFail() async throws {
        struct LedgerIsFull: Error {}
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addSilence([10, 20])
            let assembler = AudiobookAssembler(
                output: try OutputFolder(bindery.output), workFolder: bindery.work)
            await #expect(throws: LedgerIsFull.self) {
                try await assembler.assemble(
                    bindery.chapters, tags: AudiobookTags(title: "A book"),
                    settings: AudiobookSettings(format: .mp3), to: "book",
                    replacing: { _ in .nothing }, onMade: { _ in throw LedgerIsFull() })
            }
        }
    }

    @Test(
        "takes up the chapters a run before it has encoded, and no damaged one",
        .needs("ffmpeg"),
        arguments: [AudiobookFormat.m4b, .opus])
    func resumes(format: AudiobookFormat) async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addTones(5, seconds: 0.6)
            let calls = folder.appending("calls")
            // The third call and those after it fail.
            let failing = """
                echo >> '\(calls)'; [ $(wc -l < '\(calls)') -gt 2 ] && exit 1; exec ffmpeg "$@"
                """
            let counting = "echo >> '\(calls)'; exec ffmpeg \"$@\""
            await #expect(throws: ToolError.self) {
                try await bindery.assemble(
                    .init(format: format), ffmpeg: tool(in: folder, failing))
            }
            let parts = files(below: bindery.work)
            #expect((1...2).contains(parts.count) && files(below: bindery.output).isEmpty)
            let damaged = bindery.work.appending(parts[0])
            try write(contents(of: damaged).dropLast(100), to: damaged)
            try write([], to: calls)
            let settings = AudiobookSettings(format: format)
            let counted = try await bindery.assemble(
                settings, ffmpeg: tool(in: folder, counting))
            let book = try #require(counted.first)
            let joins = format == .m4b ? 1 : 0
            #expect(try contents(of: calls).count == 5 - parts.count + 1 + joins)
            #expect(files(below: bindery.work).isEmpty)
            // A run in one go makes the same bytes.
            #expect(try await bindery.make(settings) == [book])
        }
    }

    @Test("says which track is missing or damaged")
    func tracks() async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addSilence([10, 20])
            let path = bindery.chapters[1].path
            try write(contents(of: path).dropLast(1), to: path)
            await #expect(
                throws: AudiobookError.trackDamaged(
                    path.string, reason: "\(MP3Error.cutInFrame)")
            ) { try await bindery.assemble(.init()) }
            try FileManager.default.removeItem(atPath: path.string)
            await #expect(
                throws: FileError.disk(
                    action: "open", file: path.string, reason: .noSuchFileOrDirectory)
            ) { try await bindery.assemble(.init()) }
            bindery.chapters = []
            await #expect(throws: AudiobookError.noChapters) {
                try await bindery.assemble(.init())
            }
        }
    }

    @Test(
        "with impossible settings is refused before any work",
        arguments: [
            AudiobookSettings(format: .mp3, loudness: -18), AudiobookSettings(bitRate: 4),
            AudiobookSettings(loudness: 3),
        ])
    func settings(settings: AudiobookSettings) async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addSilence([10])
            await #expect(throws: ImpossibleSetting.self) {
                try await bindery.assemble(settings)
            }
            #expect(!FileManager.default.fileExists(atPath: bindery.work.string))
        }
    }

    @Test("of tracks that are not what was made names them; one with other tags is taken")
    func otherTracks() async throws {
        try await withFolder { folder in
            let audio = [UInt8(1), 2].map { TestAudio.noise(frames: 50, seed: $0) }
            let paths = ["1.mp3", "2.mp3"].map { folder.appending($0) }
            let chapters = zip(paths, audio).map { path, audio in
                AudiobookChapter(
                    path: path, title: nil,
                    recorded: MadeFile(byteCount: audio.count, sha256: sha256(audio)),
                    duration: TestAudio.duration(frames: 50))
            }
            let output = try OutputFolder(folder.appending("out"))
            func assemble() async throws -> [StoredAudiobook] {
                try await AudiobookAssembler(output: output, workFolder: folder.appending("work"))
                    .assemble(
                        chapters, tags: AudiobookTags(title: "A book"),
                        settings: AudiobookSettings(format: .mp3), to: "book",
                        replacing: { _ in .nothing })
            }
            for (path, other) in zip(paths, audio.reversed()) { try write(other, to: path) }
            // Tracks are looked at side by side: either may be the one that is named.
            let faults = paths.map {
                AudiobookError.trackDamaged(
                    $0.string, reason: "it is not the audio that was made")
            }
            let fault = await #expect(throws: AudiobookError.self) { try await assemble() }
            #expect(faults.contains { $0 == fault })
            for (path, own) in zip(paths, audio) {
                try write(TestAudio.id3v2(byteCount: 700) + own, to: path)
            }
            let books = try await assemble()
            #expect(books.map(\.duration) == [TestAudio.duration(frames: 100)])
        }
    }
}
