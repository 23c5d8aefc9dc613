import AudioFiles
import Crypto
import Foundation
import SpeechTasks
import SystemPackage
import Testing

@Suite("A track", .timeLimit(.minutes(10)))
struct TrackAssemblerTests {
    /// A store, an output folder beside it, and an assembler between the two.
    private struct Workshop {
        let store: ClipStore
        let output: FilePath
        let assembler: TrackAssembler

        init(in folder: FilePath, ffmpeg: String? = nil) throws {
            store = ClipStore(folder: folder.appending("clips"))
            try store.prepare()
            output = folder.appending("tracks")
            let tracks = try OutputFolder(output)
            assembler =
                if let ffmpeg {
                    TrackAssembler(store: store, output: tracks, ffmpegPath: ffmpeg)
                } else {
                    TrackAssembler(store: store, output: tracks)
                }
        }

        func storeClip(_ number: Int, _ audio: [UInt8]) throws -> TaskHash {
            let hash = TestAudio.hash(number)
            _ = try store.store(audio, as: hash, announced: nil)
            return hash
        }

        func assemble(
            _ clips: [TaskHash], title: String? = "A title", to name: String = "a.mp3"
        ) async -> AssemblyOutcome {
            let tags = TrackTags(title: title, text: "Down the rabbit hole")
            return await assembler.assemble(clips: clips, tags: tags, to: name)
        }

        func make(_ clips: [TaskHash], to name: String = "a.mp3") async throws -> StoredTrack {
            switch await assemble(clips, to: name) {
            case .made(let track): return track
            case .failed(let error): throw error
            }
        }
    }

    @Test("of one clip is its audio behind a tag", arguments: [50, 9001])
    func oneClip(frames: Int) async throws {
        try await withTemporaryFolder { folder in
            let workshop = try Workshop(in: folder)
            let audio = TestAudio.noise(frames: frames, seed: 5)
            let clip = try workshop.storeClip(1, audio)
            let track = try await workshop.make([clip], to: "book/one.mp3")
            let bytes = try contents(of: workshop.output.appending("book/one.mp3"))
            #expect(Array(bytes.suffix(audio.count)) == audio)
            #expect(bytes.starts(with: "ID3".utf8))
            #expect(try MP3Check(bytes).audioRange.lowerBound == bytes.count - audio.count)
            #expect(track.name == "book/one.mp3")
            #expect(track.byteCount == bytes.count)
            #expect(track.sha256 == Array(SHA256.hash(data: bytes)))
            #expect(track.duration == TestAudio.duration(frames: frames))
            #expect(files(below: workshop.output) == ["book/one.mp3"])
            #expect(try contents(of: workshop.store.path(of: clip)) == audio)
        }
    }

    @Test("does not carry the tags its clip has", arguments: [10, 9001])
    func clipWithTags(frames: Int) async throws {
        try await withTemporaryFolder { folder in
            let workshop = try Workshop(in: folder)
            let audio = TestAudio.silence(frames: frames)
            let tagged = TestAudio.id3v2(byteCount: 500) + audio + TestAudio.id3v1
            let clip = try workshop.storeClip(1, tagged)
            let track = try await workshop.make([clip])
            let bytes = try contents(of: workshop.output.appending(track.name))
            #expect(Array(bytes.suffix(audio.count)) == audio)
            #expect(try MP3Check(bytes).audioRange.lowerBound == bytes.count - audio.count)
        }
    }

    @Test("replaces an older one of its name, and a link of its name without following it")
    func replaces() async throws {
        try await withTemporaryFolder { folder in
            let workshop = try Workshop(in: folder)
            let clip = try workshop.storeClip(1, TestAudio.silence(frames: 10))
            let victim = folder.appending("victim")
            try write([1, 2, 3], to: victim)
            try FileManager.default.createSymbolicLink(
                atPath: workshop.output.appending("a.mp3").string,
                withDestinationPath: victim.string)
            _ = try await workshop.make([clip])
            #expect(try contents(of: victim) == [1, 2, 3])
            #expect(files(below: workshop.output) == ["a.mp3"])
            _ = try await workshop.make([clip])
            #expect(files(below: workshop.output) == ["a.mp3"])
        }
    }

    @Test(
        "never leaves the output folder",
        arguments: [
            "../a.mp3", "/a.mp3", "a/../../b.mp3", "a//b.mp3", "", ".", "..", "a/", "link/a.mp3",
            "file/a.mp3", "nul\0.mp3",
        ])
    func staysInside(name: String) async throws {
        try await withTemporaryFolder { folder in
            let workshop = try Workshop(in: folder)
            let clip = try workshop.storeClip(1, TestAudio.silence(frames: 10))
            let outside = folder.appending("outside")
            try FileManager.default.createDirectory(
                atPath: outside.string, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: workshop.output.appending("link").string,
                withDestinationPath: outside.string)
            try write([1], to: workshop.output.appending("file"))
            guard case .failed(.unsafeName(name, _)) = await workshop.assemble([clip], to: name)
            else {
                Issue.record("made \(name)")
                return
            }
            #expect(files(below: outside).isEmpty)
            #expect(!FileManager.default.fileExists(atPath: folder.appending("a.mp3").string))
        }
    }

    @Test("of a clip that is lost or damaged fails and says which")
    func lostClip() async throws {
        try await withTemporaryFolder { folder in
            let workshop = try Workshop(in: folder)
            let lost = TestAudio.hash(9)
            #expect(await workshop.assemble([lost]) == .failed(.clipLost(lost)))
            let clip = try workshop.storeClip(1, TestAudio.silence(frames: 10))
            #expect(await workshop.assemble([clip, lost]) == .failed(.clipLost(lost)))
            #expect(await workshop.assemble([]) == .failed(.noClips))
            let audio = TestAudio.silence(frames: 10)
            try write(audio.dropLast(), to: workshop.store.path(of: clip))
            guard case .failed(.clipDamaged(clip, _)) = await workshop.assemble([clip]) else {
                Issue.record("made")
                return
            }
            #expect(files(below: workshop.output).isEmpty)
        }
    }

    @Test("of clips with different formats fails before any tool is run")
    func mixedFormats() async throws {
        try await withTemporaryFolder { folder in
            let workshop = try Workshop(in: folder, ffmpeg: "/nowhere/ffmpeg")
            let mono = try workshop.storeClip(1, TestAudio.silence(frames: 10))
            let stereo = try workshop.storeClip(
                2, [UInt8](Array(repeating: TestAudio.stereoFrame, count: 10).joined()))
            let expected = AudioFileError.mixedFormats(
                AudioFormat(sampleRateHz: 24_000, channelCount: 1),
                AudioFormat(sampleRateHz: 44_100, channelCount: 2))
            #expect(await workshop.assemble([mono, stereo]) == .failed(expected))
        }
    }

    @Test("of several clips without ffmpeg names the package and keeps the clips")
    func noTool() async throws {
        try await withTemporaryFolder { folder in
            let workshop = try Workshop(in: folder, ffmpeg: "/nowhere/ffmpeg")
            let clips = try (1...2).map {
                try workshop.storeClip($0, TestAudio.silence(frames: 10))
            }
            let outcome = await workshop.assemble(clips)
            #expect(outcome == .failed(.toolMissing(tool: "ffmpeg", package: "ffmpeg")))
            #expect(clips.allSatisfy(workshop.store.contains))
            #expect(files(below: workshop.output).isEmpty)
        }
    }

    @Test("of several clips tells in one line why the tool failed")
    func toolFails() async throws {
        try await withTemporaryFolder { folder in
            let script = "echo first >&2; echo 'disk on fire' >&2; exit 3"
            let workshop = try Workshop(in: folder, ffmpeg: tool(in: folder, script))
            let clips = try (1...2).map {
                try workshop.storeClip($0, TestAudio.silence(frames: 10))
            }
            #expect(
                await workshop.assemble(clips)
                    == .failed(.toolFailed(tool: "ffmpeg", reason: "disk on fire")))
            #expect(files(below: workshop.output).isEmpty)
            #expect(files(below: workshop.store.folder).count == 2)
        }
    }

    @Test("of several clips is not made when the tool leaves out one and reports success")
    func toolLies() async throws {
        try await withTemporaryFolder { folder in
            let script = "for last; do :; done; cat ??/*.mp3 | head -c 960 > ${last#file:}"
            let workshop = try Workshop(in: folder, ffmpeg: tool(in: folder, script))
            let clips = try (1...3).map {
                try workshop.storeClip($0, TestAudio.silence(frames: 10))
            }
            #expect(
                await workshop.assemble(clips)
                    == .failed(
                        .unexpectedLength(
                            expected: .milliseconds(720), measured: .milliseconds(240))))
            #expect(files(below: workshop.output).isEmpty)
        }
    }

    @Test("that is cancelled while the tool runs is not made")
    func cancelled() async throws {
        try await withTemporaryFolder { folder in
            let started = folder.appending("started")
            let script = ": > '\(started)'; exec sleep 60"
            let workshop = try Workshop(in: folder, ffmpeg: tool(in: folder, script))
            let clips = try (1...2).map {
                try workshop.storeClip($0, TestAudio.silence(frames: 10))
            }
            let task = Task { await workshop.assemble(clips) }
            while !FileManager.default.fileExists(atPath: started.string) { await Task.yield() }
            task.cancel()
            #expect(await task.value == .failed(.cancelled))
            #expect(files(below: workshop.output).isEmpty)
            #expect(files(below: workshop.store.folder).count == 2)
        }
    }

    @Test(
        "of several clips is as long as they are, in a folder of any name",
        .enabled(if: isInstalled("ffmpeg"), "ffmpeg is not installed"),
        arguments: ["plain", "it's 有 \"quotes\"\nand a line", "-dash :colon % \\"])
    func severalClips(folderName: String) async throws {
        try await withTemporaryFolder(named: folderName) { folder in
            let workshop = try Workshop(in: folder)
            let clips = try (1...20).map {
                try workshop.storeClip($0, TestAudio.silence(frames: 40 + $0))
            }
            let track = try await workshop.make(clips, to: "部/one.mp3")
            let bytes = try contents(of: workshop.output.appending("部/one.mp3"))
            let check = try MP3Check(bytes)
            #expect(check.frameCount == (1...20).reduce(0) { $0 + 40 + $1 })
            #expect(check.garbageByteCount == 0)
            #expect(track.duration == check.duration)
            #expect(track.sha256 == Array(SHA256.hash(data: bytes)))
            #expect(files(below: workshop.output) == ["部/one.mp3"])
            #expect(files(below: workshop.store.folder).count == 20)
        }
    }

    @Test(
        "of one clip or several carries a title and the first words that players read",
        .enabled(if: isInstalled("ffmpeg"), "ffmpeg is not installed"), arguments: [1, 2])
    func tagsAreRead(clipCount: Int) async throws {
        try await withTemporaryFolder { folder in
            let workshop = try Workshop(in: folder)
            let clips = try (1...clipCount).map {
                try workshop.storeClip($0, TestAudio.silence(frames: 50))
            }
            let outcome = await workshop.assemble(clips, title: "第一章 Überfall")
            guard case .made(let track) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            let said = try output(of: [
                "ffmpeg", "-v", "error", "-nostdin", "-i",
                workshop.output.appending(track.name).string, "-f", "ffmetadata", "-",
            ])
            #expect(said.contains("title=第一章 Überfall\n"))
            #expect(said.contains("comment=Down the rabbit hole\n"))
        }
    }

    /// A shell script that stands in for ffmpeg.
    private func tool(in folder: FilePath, _ script: String) throws -> String {
        let tool = folder.appending("tool")
        try write(Array("#!/bin/sh\n\(script)\n".utf8), to: tool)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: tool.string)
        return tool.string
    }

    private func output(of command: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}

@Suite("A track's tags")
struct TrackTagsTests {
    @Test("begin like the text, on one line, cut between words")
    func firstWords() {
        let text = "  Alice\nwas\tbeginning \u{0} to get very tired "
        let short = TrackTags(title: nil, text: text).firstWords
        #expect(short == "Alice was beginning to get very tired")
        let long = String(repeating: "word ", count: 100)
        let cut = TrackTags(title: nil, text: long).firstWords
        #expect(cut.count <= 120 && cut.hasSuffix("word…"))
        let chinese = TrackTags(title: nil, text: String(repeating: "有", count: 500)).firstWords
        #expect(chinese.count == 120 && chinese.hasSuffix("有…"))
    }

    @Test("leave out a title of nothing but spaces")
    func emptyTitle() {
        #expect(TrackTags(title: " \n", text: "").title == nil)
        #expect(TrackTags(title: "a\nb", text: "").title == "a b")
    }
}
