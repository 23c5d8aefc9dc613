import AudioFixtures
import Clips
import Crypto
import DurableFiles
import Foundation
import MP3
import SpeechTasks
import SystemPackage
import TestSupport
import Testing
import Tracks

@Suite("A track", .timeLimit(.minutes(10)))
struct TrackAssemblerTests {
    /// A store, an output folder beside it, and an assembler between the two.
    private struct Workshop {
        let store: ClipStore
        let output: FilePath
        let assembler: TrackAssembler

        init(in folder: FilePath) throws {
            store = ClipStore(folder: folder.appending("clips"))
            try store.prepare()
            output = folder.appending("tracks")
            assembler = TrackAssembler(store: store, output: try OutputFolder(output))
        }

        func storeClip(_ number: Int, _ audio: [UInt8]) throws -> ClipInTrack {
            try store.add(audio, number)
        }

        func assemble(
            _ clips: [ClipInTrack], gaps: [Duration] = [], title: String? = "A title",
            place: TrackTags.Place? = nil, volume: Thousandths = .normal,
            to name: String = "a.mp3", replacing: Replaceable = .anything
        ) async throws -> StoredTrack {
            let tags = TrackTags(title: title, text: "Down the rabbit hole", place: place)
            return try await assembler.assemble(
                clips: clips, gaps: gaps, tags: tags, volume: volume, to: name,
                replacing: replacing)
        }

        func make(
            _ clips: [ClipInTrack], gaps: [Duration] = [], place: TrackTags.Place? = nil,
            volume: Thousandths = .normal, to name: String = "a.mp3"
        ) async throws -> StoredTrack {
            try await assemble(clips, gaps: gaps, place: place, volume: volume, to: name)
        }
    }

    @Test("of one clip is its audio behind a tag", arguments: [50, 9001])
    func oneClip(frames: Int) async throws {
        try await withFolder { folder in
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
            #expect(try contents(of: workshop.store.path(of: clip.hash)) == audio)
        }
    }

    @Test("is made beside others at once in a folder that nobody has made yet")
    func freshFolders() async throws {
        try await withFolder { folder in
            let workshop = try Workshop(in: folder)
            let clip = try workshop.storeClip(1, TestAudio.silence(frames: 3))
            for round in 1...30 {
                try await withThrowingTaskGroup(of: StoredTrack.self) { group in
                    for track in 1...8 {
                        group.addTask {
                            try await workshop.assemble([clip], to: "\(round)/\(track).mp3")
                        }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(files(below: workshop.output).count == 30 * 8)
        }
    }

    @Test("does not take the place of a folder, whatever may be replaced")
    func folderInPlace() async throws {
        try await withFolder { folder in
            let workshop = try Workshop(in: folder)
            let clip = try workshop.storeClip(1, TestAudio.silence(frames: 3))
            let path = workshop.output.appending("a.mp3").string
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
            for replacing in [Replaceable.anything, .ours([]), .nothing] {
                await #expect(throws: FileError.folderInPlace(path)) {
                    try await workshop.assemble([clip], replacing: replacing)
                }
            }
        }
    }

    @Test("does not carry the tags its clip has", arguments: [10, 9001])
    func clipWithTags(frames: Int) async throws {
        try await withFolder { folder in
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
        try await withFolder { folder in
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
        try await withFolder { folder in
            let workshop = try Workshop(in: folder)
            let clip = try workshop.storeClip(1, TestAudio.silence(frames: 10))
            let outside = folder.appending("outside")
            try FileManager.default.createDirectory(
                atPath: outside.string, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: workshop.output.appending("link").string,
                withDestinationPath: outside.string)
            try write([1], to: workshop.output.appending("file"))
            let error = await #expect(throws: FileError.self) {
                try await workshop.assemble([clip], to: name)
            }
            guard case .unsafeName(name, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(files(below: outside).isEmpty)
            #expect(!FileManager.default.fileExists(atPath: folder.appending("a.mp3").string))
        }
    }

    @Test("of a clip that is lost or damaged fails and says which")
    func lostClip() async throws {
        try await withFolder { folder in
            let workshop = try Workshop(in: folder)
            let lost = ClipInTrack(hash: TestAudio.hash(9), sha256: [])
            await #expect(throws: TrackError.clipLost(lost.hash)) {
                try await workshop.assemble([lost])
            }
            let clip = try workshop.storeClip(1, TestAudio.silence(frames: 10))
            await #expect(throws: TrackError.clipLost(lost.hash)) {
                try await workshop.assemble([clip, lost])
            }
            await #expect(throws: TrackError.noClips) { try await workshop.assemble([]) }
            let audio = TestAudio.silence(frames: 10)
            try write(audio.dropLast(), to: workshop.store.path(of: clip.hash))
            await #expect(
                throws: TrackError.clipDamaged(clip.hash, reason: "\(MP3Error.cutInFrame)")
            ) { try await workshop.assemble([clip]) }
            #expect(files(below: workshop.output).isEmpty)
        }
    }

    @Test("of clips with different formats fails")
    func mixedFormats() async throws {
        try await withFolder { folder in
            let workshop = try Workshop(in: folder)
            let mono = try workshop.storeClip(1, TestAudio.silence(frames: 10))
            let stereo = try workshop.storeClip(
                2, [UInt8](Array(repeating: TestAudio.stereoFrame, count: 10).joined()))
            let expected = MP3Error.mixedFormats(
                AudioFormat(sampleRateHz: 24_000, channelCount: 1),
                AudioFormat(sampleRateHz: 44_100, channelCount: 2))
            await #expect(throws: expected) { try await workshop.assemble([mono, stereo]) }
        }
    }

    @Test(
        "of several clips is as long as they are, in a folder of any name",
        arguments: ["plain", "it's 有 \"quotes\"\nand a line", "-dash :colon % \\"])
    func severalClips(folderName: String) async throws {
        try await withFolder(named: folderName) { folder in
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

    @Test("of several clips has silence of whole frames between them where it is asked for")
    func gaps() async throws {
        try await withFolder { folder in
            let workshop = try Workshop(in: folder)
            let sounds = (1...4).map { TestAudio.noise(frames: 20 + $0, seed: UInt8($0)) }
            let clips = try sounds.enumerated().map { try workshop.storeClip($0, $1) }
            // 41.7 frames and a negative one; the last join has none.
            let gaps: [Duration] = [.milliseconds(1000), .seconds(-1)]
            let track = try await workshop.make(clips, gaps: gaps)
            let bytes = try contents(of: workshop.output.appending(track.name))
            let check = try MP3Check(bytes)
            #expect(track.duration == TestAudio.duration(frames: 21 + 42 + 22 + 23 + 24))
            #expect(check.duration == track.duration)
            #expect(check.hasVBRHeader && check.garbageByteCount == 0)
            let silence = TestAudio.silence(frames: 42)
            #expect(
                Array(bytes[check.soundRange])
                    == sounds[0] + silence + sounds[1] + sounds[2] + sounds[3])
        }
    }

    @Test(
        "with gaps is decoded to its full length, its header included",
        .needs("ffmpeg"), arguments: [8, 64, 160])
    func decodedGaps(kilobits: Int) async throws {
        try await withFolder { folder in
            let workshop = try Workshop(in: folder)
            let clips = try (1...3).map { number in
                try workshop.storeClip(
                    number,
                    TestAudio.tone(seconds: 1.3, number: number, kilobits: kilobits, in: folder))
            }
            let track = try await workshop.make(
                clips, gaps: [.milliseconds(500), .milliseconds(250)])
            let path = workshop.output.appending(track.name)
            let samples = try decoded(path, rateHz: 24_000, options: ["-flags2", "+skip_manual"])
            #expect(samples.count == Int(track.duration / .milliseconds(1)) * 24)
            let start = try MP3Check(contentsOf: workshop.store.path(of: clips[0].hash)).sampleCount
            // The first clip sounds on for a frame in the gap's first one.
            #expect(samples[(start + 1152)..<(start + 11_000)].allSatisfy { abs($0) < 50 })
            #expect(try probed("format=duration", of: path) == [seconds(track.duration)])
        }
    }

    @Test("of one clip does not change with gaps or an empty place")
    func oneClipWithGaps() async throws {
        try await withFolder { folder in
            let workshop = try Workshop(in: folder)
            let clip = try workshop.storeClip(1, TestAudio.noise(frames: 30, seed: 1))
            let plain = try await workshop.make([clip])
            let gapped = try await workshop.make([clip], gaps: [.seconds(2)])
            #expect(plain == gapped)
        }
    }

    @Test(
        "of one clip or several carries a title and the first words that players read",
        .needs("ffmpeg"), arguments: [1, 2])
    func tagsAreRead(clipCount: Int) async throws {
        try await withFolder { folder in
            let workshop = try Workshop(in: folder)
            let clips = try (1...clipCount).map {
                try workshop.storeClip($0, TestAudio.silence(frames: 50))
            }
            let track = try await workshop.assemble(clips, title: "第一章 Überfall")
            let said = try metadata(of: workshop.output.appending(track.name))
            #expect(said.contains("title=第一章 Überfall\n"))
            #expect(said.contains("comment=Down the rabbit hole\n"))
        }
    }

    @Test(
        "of an audiobook carries album, author, number, language, year, publisher and cover",
        .needs("ffmpeg"), arguments: [1, 2])
    func audiobookTags(clipCount: Int) async throws {
        try await withFolder { folder in
            let workshop = try Workshop(in: folder)
            let clips = try (1...clipCount).map {
                try workshop.storeClip($0, TestAudio.tone(seconds: 0.7, number: $0, in: folder))
            }
            let cover = try TestAudio.picture("png", in: folder)
            let audiobook = AudiobookTags(
                title: "草枕", authors: ["夏目 漱石", "Anon"], narrator: "Calm", language: "ja",
                date: "1906-09-01", publisher: "春陽堂", cover: CoverPicture(cover))
            let place = TrackTags.Place(number: 3, of: 13, in: audiobook)
            let track = try await workshop.make(clips, place: place)
            let path = workshop.output.appending(track.name)
            let said = try metadata(of: path)
            for line in [
                "title=A title", "album=草枕", "artist=夏目 漱石, Anon", "composer=Calm", "track=3/13",
                "language=jpn", "date=1906", "publisher=春陽堂", "genre=Audiobook",
            ] { #expect(said.contains("\(line)\n"), "\(line)") }
            #expect(try picture(in: path) == cover)
            #expect(try MP3Check(contentsOf: path).duration == track.duration)
        }
    }
}
