import AudioFixtures
import Audiobooks
import Crypto
import DurableFiles
import Foundation
import MP3
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// Chapters, an output folder and a work folder for one audiobook.
struct Bindery {
    let tracks: FilePath
    let output: FilePath
    let work: FilePath
    var chapters: [AudiobookChapter] = []

    init(in folder: FilePath) throws {
        (tracks, output, work) = (
            folder.appending("tracks"), folder.appending("out"), folder.appending("work")
        )
        try FileManager.default.createDirectory(
            atPath: tracks.string, withIntermediateDirectories: true)
    }

    /// Adds chapters of odd lengths and names.
    mutating func addTones(
        _ count: Int, seconds: Double = 1.5, rateHz: (Int) -> Int = { _ in 24_000 }
    ) throws {
        for number in 1...count {
            let path = tracks.appending("-%d [\(number)] it's \"章\"\n.mp3")
            let length = seconds + Double(number % 7) * 0.2137
            let audio = try TestAudio.tone(
                seconds: length, number: number, rateHz: rateHz(number), in: tracks)
            try add(audio, at: path, title: "第\(number)章 = \\; #1")
        }
    }

    /// Adds frames of silence.
    mutating func addSilence(_ counts: [Int]) throws {
        for count in counts {
            let path = tracks.appending("\(chapters.count).mp3")
            try add(TestAudio.silence(frames: count), at: path, title: nil)
        }
    }

    private mutating func add(_ audio: [UInt8], at path: FilePath, title: String?) throws {
        try write(audio, to: path)
        chapters.append(
            AudiobookChapter(
                path: path, title: title,
                recorded: MadeFile(byteCount: audio.count, sha256: sha256(audio)),
                duration: try MP3Check(audio).duration))
    }

    func assemble(
        _ settings: AudiobookSettings, tags: AudiobookTags = AudiobookTags(title: "A book"),
        ffmpeg: String? = nil,
        onProgress: @escaping @Sendable (AudiobookProgress) -> Void = { _ in }
    ) async throws -> [StoredAudiobook] {
        let folder = try OutputFolder(output)
        let assembler =
            if let ffmpeg {
                AudiobookAssembler(output: folder, workFolder: work, ffmpegPath: ffmpeg)
            } else {
                AudiobookAssembler(output: folder, workFolder: work)
            }
        return try await assembler.assemble(
            chapters, tags: tags, settings: settings, to: "部/A \"b\"\n%d",
            replacing: { _ in .anything },
            onProgress: onProgress)
    }

    func make(
        _ settings: AudiobookSettings, tags: AudiobookTags = AudiobookTags(title: "A book"),
        onProgress: @escaping @Sendable (AudiobookProgress) -> Void = { _ in }
    ) async throws -> [StoredAudiobook] {
        try await assemble(settings, tags: tags, onProgress: onProgress)
    }

    /// The tracks' sound behind one another.
    func sound(rateHz: Int) throws -> [Int16] {
        try chapters.flatMap {
            try decoded($0.path, rateHz: rateHz, options: ["-flags2", "+skip_manual"])
        }
    }
}

@Suite("An audiobook", .timeLimit(.minutes(10)), .needs("ffmpeg", "ffprobe"), .tags(.computing))
struct AudiobookTests {
    @Test(
        "has each of 30 chapters where the tracks before it end, with its title",
        arguments: AudiobookFormat.allCases)
    func chapters(format: AudiobookFormat) async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addTones(30)
            let book = try #require(try await bindery.make(.init(format: format)).first)
            let path = bindery.output.appending(book.name)
            var start = 0.0
            let lines = try probed(
                "chapter=start_time,end_time:chapter_tags=title", of: path,
                options: ["-show_chapters"])
            #expect(lines.count == 30)
            for (line, chapter) in zip(lines, bindery.chapters) {
                let fields = line.split(separator: ",", maxSplits: 2).map(String.init)
                #expect(abs((Double(fields[0]) ?? -1) - start) < 0.005)
                #expect(fields[2].contains(chapter.title ?? "-"))
                start += Double(try MP3Check(contentsOf: chapter.path).sampleCount) / 24_000
            }
            let length = try probed("format=duration", of: path).first.flatMap(Double.init)
            #expect(abs((length ?? 0) - start) < 0.1)
            #expect(abs(inSeconds(book.duration) - start) < 0.001)
            #expect(book.marks.count == 30)
            #expect(files(below: bindery.output) == [book.name])
            #expect(files(below: bindery.work).isEmpty)
            #expect(try book.sha256 == Array(SHA256.hash(data: contents(of: path))))
        }
    }

    @Test(
        "sounds like its tracks behind one another, from end to end and where they meet",
        arguments: [AudiobookFormat.m4b, .opus])
    func sound(format: AudiobookFormat) async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addTones(12)
            let book = try #require(try await bindery.make(.init(format: format)).first)
            let original = try bindery.sound(rateHz: 24_000)
            let copy = try decoded(bindery.output.appending(book.name), rateHz: 24_000)
            #expect(abs(copy.count - original.count) <= 2048)
            // Opus is no copy of the wave; AAC at this rate nearly is.
            let least = format == .m4b ? 20.0 : 5
            #expect(signalToNoise(original[...], copy[...]) > least)
            for mark in book.marks {
                let start = Int(inSeconds(mark.start) * 24_000)
                let end = min(start + 9600, original.count, copy.count)
                // The first half second of a chapter, where its part begins.
                let ratio = signalToNoise(original[start..<end], copy[start..<end])
                #expect(ratio > least - 4, "\(mark.title)")
            }
        }
    }

    @Test(
        "has its tags, its kind and its cover", arguments: AudiobookFormat.allCases, ["png", "jpg"])
    func tags(format: AudiobookFormat, kind: String) async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addTones(2)
            let cover = try TestAudio.picture(kind, in: folder)
            let tags = AudiobookTags(
                title: "Ti=tle; #\\ 有", authors: ["A", "B"], narrator: "Calm", language: "en-GB",
                date: "1892", publisher: "P & Co", cover: CoverPicture(cover))
            let book = try #require(try await bindery.make(.init(format: format), tags: tags).first)
            let path = bindery.output.appending(book.name)
            let said = try output(of: [
                "ffprobe", "-v", "error", "-show_entries", "format_tags:stream_tags",
                "file:\(path)",
            ])
            for (name, value) in [
                ("title", "Ti=tle; #\\ 有"), ("album", "Ti=tle; #\\ 有"), ("artist", "A, B"),
                ("composer", "Calm"), ("date", "1892"), ("genre", "Audiobook"),
                ("language", "eng"), (format == .m4b ? "copyright" : "publisher", "P & Co"),
            ] {
                #expect(
                    said.range(of: "TAG:\(name)=\(value)\n", options: .caseInsensitive) != nil,
                    "\(name)")
            }
            #expect(said.contains("TAG:media_type=2\n") == (format == .m4b))
            #expect(try picture(in: path) == cover)
        }
    }

    @Test("as an mp3 lists more chapters than one of its tables holds")
    func manyChapters() async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addSilence((0..<600).map { 3 + $0 % 5 })
            let book = try #require(try await bindery.make(.init(format: .mp3)).first)
            let starts = try probed(
                "chapter=start_time", of: bindery.output.appending(book.name),
                options: ["-show_chapters"]
            ).compactMap { $0.split(separator: ",").first.flatMap { Double($0) } }
            #expect(starts.count == 600)
            #expect(
                zip(starts.sorted(), book.marks).allSatisfy {
                    abs($0 - inSeconds($1.start)) < 0.002
                })
        }
    }

    @Test("of long tracks becomes several files, about even", arguments: AudiobookFormat.allCases)
    func split(format: AudiobookFormat) async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addSilence([100, 200, 1000, 50, 300, 300])  // 2.4 s to 24 s
            let books = try await bindery.make(.init(format: format, partLimit: .seconds(20)))
            #expect(books.map(\.marks.count) == [2, 1, 3])
            #expect(books.map { $0.marks.map(\.title) } == [["1", "2"], ["3"], ["4", "5", "6"]])
            #expect(books.allSatisfy { $0.marks[0].start == .zero })
            #expect(books[2].name == "部/A \"b\"\n%d (3 of 3).\(format)")
            for book in books {
                let path = bindery.output.appending(book.name)
                let length = try probed("format=duration", of: path).first.flatMap(Double.init)
                #expect(abs((length ?? 0) - inSeconds(book.duration)) < 0.06)
            }
        }
    }

    @Test(
        "of tracks of different rates, and of tracks shorter than a packet, is whole",
        arguments: [AudiobookFormat.m4b, .opus])
    func oddTracks(format: AudiobookFormat) async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addTones(3) { $0 == 2 ? 44_100 : 24_000 }
            try bindery.addSilence([2, 2, 3, 2])
            let book = try #require(try await bindery.make(.init(format: format)).first)
            let path = bindery.output.appending(book.name)
            let length = try probed("format=duration", of: path).first.flatMap(Double.init)
            #expect(abs((length ?? 0) - inSeconds(book.duration)) < 0.1)
            #expect(book.marks.count == 7)
        }
    }

    @Test("is as loud as asked for as a whole, and its chapters differ as before")
    func loudness() async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addTones(3, seconds: 4)
            try bindery.addSilence([200])
            let phases = Phases()
            let book = try #require(
                try await bindery.make(.init(loudness: -23), onProgress: phases.add).first)
            let said = try output(of: [
                "sh", "-c", "ffmpeg -nostdin -i \"$1\" -map 0:a -af ebur128 -f null - 2>&1", "-",
                "file:\(bindery.output.appending(book.name))",
            ])
            let measured = said.components(separatedBy: "I:").last?
                .split(separator: " ").first.flatMap { Double($0) }
            #expect(abs((measured ?? 0) + 23) <= 0.3)
            #expect(phases.seen.map(\.phase.rawValue).prefix(4).allSatisfy { $0 == "measuring" })
            #expect(phases.seen.last == .some(phases.seen[8]) && phases.seen[7].finished == 4)
        }
    }

    private func inSeconds(_ duration: Duration) -> Double { duration / .seconds(1) }

    private func signalToNoise(_ original: ArraySlice<Int16>, _ copy: ArraySlice<Int16>) -> Double {
        var (signal, noise) = (1.0, 1.0)
        for (one, other) in zip(original, copy) {
            signal += Double(one) * Double(one)
            noise += pow(Double(one) - Double(other), 2)
        }
        return 10 * log10(signal / noise)
    }
}

/// What an assembler told of its progress.
final class Phases: Sendable {
    private let told = Mutex<[AudiobookProgress]>([])

    var seen: [AudiobookProgress] { told.withLock { $0 } }

    @Sendable func add(_ progress: AudiobookProgress) { told.withLock { $0.append(progress) } }
}
