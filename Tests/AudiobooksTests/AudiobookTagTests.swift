import AudioFixtures
import Audiobooks
import DurableFiles
import Foundation
import MP3
import SystemPackage
import TestSupport
import Testing

/// What libraries and players read of an audiobook.
@Suite(.timeLimit(.minutes(10)), .needs("ffmpeg", "ffprobe"), .tags(.computing))
struct AudiobookTagTests {
    static let tags = AudiobookTags(
        title: "Stone of Lamps", authors: ["T. Writer"], narrator: "Sam Reader", language: "en",
        date: "1995-03-01T00:00:00+00:00", publisher: "Tor & Co",
        details: AudiobookDetails(
            series: "Söhne = Lamps", seriesPart: "2", subjects: ["Fantasy", "Light"],
            summary: "A lamp; it shines.\nAnd #2 does not.", isbn: "9780306406157",
            asin: "B0ABCDEF12"))

    /// What audiobookshelf's prober asks ffprobe for, by the names it takes.
    private static let fields = [
        ("album", "Stone of Lamps"), ("artist", "T. Writer"), ("composer", "Sam Reader"),
        ("date", "1995"), ("genre", "Audiobook; Fantasy; Light"), ("grouping", "Söhne = Lamps #2"),
        ("series", "Söhne = Lamps"), ("series-part", "2"), ("isbn", "9780306406157"),
        ("asin", "B0ABCDEF12"), ("publisher", "Tor & Co"),
    ]

    private static func value(_ name: String, in said: String) -> String? {
        said.split(separator: "\n").lazy.compactMap { line in
            line.lowercased().hasPrefix("tag:\(name)=")
                ? String(line.dropFirst("TAG:\(name)=".count)) : nil
        }.first
    }

    @Test("ffprobe reads what audiobookshelf asks for", arguments: AudiobookFormat.allCases)
    func ffprobe(format: AudiobookFormat) async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addTones(3)
            let book = try #require(
                try await bindery.make(.init(format: format), tags: Self.tags).first)
            let path = bindery.output.appending(book.name)
            let said = try output(of: [
                "ffprobe", "-v", "error", "-show_entries", "format_tags:stream_tags",
                "file:\(path)",
            ])
            for (name, value) in Self.fields {
                #expect(Self.value(name, in: said) == value, "\(name)")
            }
            #expect(said.contains("=A lamp; it shines.\nAnd #2 does not.\n"))
            guard format == .m4b else { return }
            #expect(Self.value("show", in: said) == "Söhne = Lamps")
            #expect(Self.value("episode_id", in: said) == "2")
            #expect(Self.value("media_type", in: said) == "2")
        }
    }

    @Test("mediainfo reads series, narrator, year and numbers of an M4B", .needs("mediainfo"))
    func mediainfo() async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addTones(3)
            let book = try #require(try await bindery.make(.init(), tags: Self.tags).first)
            let text = try output(of: [
                "mediainfo", "--Output=JSON", bindery.output.appending(book.name).string,
            ])
            let said = try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let tracks = try #require(
                (said["media"] as? [String: Any])?["track"] as? [[String: Any]])
            let general = try #require(tracks.first)
            for (name, value) in [
                ("Album", "Stone of Lamps"), ("Performer", "T. Writer"),
                ("Composer", "Sam Reader"), ("Recorded_Date", "1995"),
                ("Grouping", "Söhne = Lamps #2"), ("Genre", "Audiobook; Fantasy; Light"),
            ] {
                #expect(general[name] as? String == value, "\(name)")
            }
            #expect(tracks.contains { $0["@type"] as? String == "Menu" })
            #expect(text.contains("9780306406157"))
        }
    }

    @Test("an M4B with fields of its own plays as one without them, to the sample")
    func sound() async throws {
        try await withFolder { folder in
            var bindery = try Bindery(in: folder)
            try bindery.addTones(5)
            func sound(_ tags: AudiobookTags) async throws -> [Int16] {
                let book = try #require(try await bindery.make(.init(), tags: tags).first)
                return try decoded(bindery.output.appending(book.name), rateHz: 24_000)
            }
            let plain = try await sound(AudiobookTags(title: "A book"))
            let tagged = try await sound(Self.tags)
            #expect(plain.count > 24_000)
            #expect(tagged == plain)
        }
    }

    @Test(
        "an encoded audiobook is told no more than its tracks hold",
        arguments: [
            (64, 24_000, 48), (32, 24_000, 24), (128, 44_100, 64), (16, 16_000, 16),
        ])
    func bitRate(kilobits: Int, rateHz: Int, expected: Int) async throws {
        try await withFolder { folder in
            let audio = try TestAudio.tone(
                seconds: 20, number: 1, kilobits: kilobits, rateHz: rateHz, in: folder)
            let path = folder.appending("track.mp3")
            try write(audio, to: path)
            #expect(abs(try MP3Check(contentsOf: path).kilobits - kilobits) <= 1)
            let chapter = AudiobookChapter(
                path: path, title: "One",
                recorded: .init(byteCount: audio.count, sha256: sha256(audio)),
                duration: try MP3Check(audio).duration)
            var bindery = try Bindery(in: folder)
            bindery.chapters = [chapter]
            let book = try #require(try await bindery.make(.init()).first)
            let said =
                try probed(
                    "stream=bit_rate", of: bindery.output.appending(book.name),
                    options: ["-select_streams", "a"]
                ).first ?? ""
            let made = try #require(Int(said.filter(\.isNumber)))
            #expect(made <= kilobits * 1000 + 2000)
            #expect(made <= expected * 4000 / 3 + 2000)
        }
    }
}
