import AudioFixtures
import DurableFiles
import Foundation
import Markup
import ReadAlong
import SystemPackage
import TestSupport
import Testing

/// What is in a read-along book.
@Suite("A read-along book")
struct ReadAlongTests {
    private static let text = "The lamp was lit at last."
    private static let clip = SpokenClip(text, at: 0, length: 2300)

    private static func odd(track: Int) -> ReadAlongPage {
        ReadAlongPage(
            title: "A & B <i>\u{0}\u{B}\"x\"", track: track,
            entries: [.init(title: "A & B", level: 3, passage: 0)],
            passages: [
                ReadAlongPassage(.heading, level: 9, written: "A & B <i>\u{1}"),
                ReadAlongPassage(.verse, written: "One line\nand <another>\n& a third"),
                ReadAlongPassage(.code, written: "if a < b && c {\n    stop\n}"),
                ReadAlongPassage(.tableRow, written: "a, \"b\", 'c'"),
                ReadAlongPassage(.paragraph, written: "]]> 𠮷野家 \u{FFFE}e\u{301} שלום."),
            ])
    }

    @Test("its kind is named first and unpacked, and its tracks are in it byte for byte")
    func structure() async throws {
        try await withFolder { folder in
            let press = try Press(in: folder)
            let sound = try press.sound("1.mp3", frames: 100, clips: [Self.clip])
            let book = try await press.make([.spoken(Self.text)], [1: sound])
            let bytes = try contents(of: book.path)
            #expect(
                String(decoding: bytes[30..<58], as: UTF8.self) == "mimetypeapplication/epub+zip")
            #expect(bytes.count == book.made.byteCount)
            #expect(sha256(bytes) == book.made.sha256)
            #expect(
                book.archive.fileNames == [
                    "mimetype", "META-INF/container.xml", "EPUB/package.opf", "EPUB/nav.xhtml",
                    "EPUB/style.css", "EPUB/text/page-0001.xhtml", "EPUB/overlays/page-0001.smil",
                    "EPUB/audio/page-0001.mp3",
                ])
            let track = try contents(of: folder.appending("1.mp3"))
            #expect(try book.archive.bytes(of: "EPUB/audio/page-0001.mp3") == track)
            #expect(book.made.duration == .milliseconds(2400))
        }
    }

    @Test("it says how long each chapter and all of it play, who reads, and what is marked")
    func metadata() async throws {
        try await withFolder { folder in
            let press = try Press(in: folder)
            let sounds = try [1: 100, 2: 50].mapValues {
                try press.sound("\($0).mp3", frames: $0, clips: [Self.clip])
            }
            let package = try await press.make(
                [.spoken(Self.text), .spoken(Self.text, track: 2)], sounds,
                edition: ReadAlongEdition(
                    title: "A & B", authors: ["C <D>", "E"], narrator: "calm_story1",
                    language: "en_GB", publisher: "F", year: "1911")
            ).package
            for line in [
                "refines=\"#overlay-page-0001\">00:00:02.400<",
                "refines=\"#overlay-page-0002\">00:00:01.200<",
                "<meta property=\"media:duration\">00:00:03.600<", "media:narrator\">calm_story1<",
                "media:active-class\">-epub-media-overlay-active<", "<dc:title>A &amp; B<",
                "<dc:creator>C &lt;D&gt;<", "<dc:creator>E<", "<dc:language>en-GB<",
                "<dc:date>1911<", "<dc:publisher>F<",
            ] {
                #expect(package.contains(line), "\(line)")
            }
        }
    }

    @Test("the same pages and tracks make the same bytes; another track makes another book")
    func sameBytes() async throws {
        try await withFolder { folder in
            let press = try Press(in: folder)
            let sound = try press.sound("1.mp3", frames: 100, clips: [Self.clip])
            let other = try press.sound("2.mp3", frames: 100, seed: 2, clips: [Self.clip])
            let pages = [ReadAlongPage.spoken(Self.text)]
            let first = try await press.make(pages, [1: sound], to: "a.epub")
            let second = try await press.make(pages, [1: sound], to: "b.epub")
            let third = try await press.make(pages, [1: other], to: "c.epub")
            #expect(first.made.sha256 == second.made.sha256)
            let identifiers = try [first, third].map {
                try #require(try $0.package.firstMatch(of: /urn:uuid:[0-9a-f-]{36}</)).0
            }
            #expect(identifiers[0] != identifiers[1])
        }
    }

    @Test("its table of contents has chapters within parts, also those that share a page")
    func contentsList() async throws {
        try await withFolder { folder in
            let press = try Press(in: folder)
            let page = ReadAlongPage(
                title: "One – Three",
                entries: [
                    .init(title: "Part", level: 1, passage: 0),
                    .init(title: "One", level: 2, passage: 1),
                    .init(title: "Other", level: 1, passage: 2),
                ], passages: (1...3).map { ReadAlongPassage(.paragraph, written: "\($0)") })
            let text = try await press.make([page]).text("nav.xhtml")
            let list = text.split(separator: "\n").filter { $0.contains("<a ") || $0 == "<ol>" }
            let address = "text/page-0001.xhtml"
            #expect(
                list == [
                    "<ol>", "<li><a href=\"\(address)\">Part</a>", "<ol>",
                    "<li><a href=\"\(address)#p2\">One</a></li>",
                    "<li><a href=\"\(address)#p3\">Other</a></li>",
                ])
        }
    }

    @Test(
        "pages run as their language does, and one that is not known is said to be so",
        arguments: [
            ("ar", "ar", true), ("he-IL", "he-IL", true), ("ja", "ja", false), (nil, "und", false),
            ("a language", "und", false), ("zh_Hant_TW", "zh-Hant-TW", false),
        ] as [(String?, String, Bool)])
    func direction(language: String?, tag: String, isRightToLeft: Bool) async throws {
        try await withFolder { folder in
            let book = try await Press(in: folder).make(
                [.spoken(Self.text)], edition: ReadAlongEdition(title: "x", language: language))
            #expect(try book.page(1).contains("lang=\"\(tag)\" xml:lang=\"\(tag)\""))
            #expect(try book.page(1).contains("dir=\"rtl\"") == isRightToLeft)
            let direction = isRightToLeft ? "rtl" : "ltr"
            #expect(try book.package.contains("page-progression-direction=\"\(direction)\""))
        }
    }

    @Test("characters that XML has no place for are left out, and markup is text")
    func escaping() async throws {
        try await withFolder { folder in
            let page = try await Press(in: folder).make([Self.odd(track: 1)]).page(1)
            #expect(page.contains("<h6 id=\"p1\">A &amp; B &lt;i&gt;</h6>"))
            #expect(
                page.contains("One line<br/>\nand &lt;another&gt;<br/>\n&amp; a third"))
            #expect(page.contains("<pre id=\"p3\">if a &lt; b &amp;&amp; c {\n    stop\n}</pre>"))
            #expect(page.contains("]]&gt; 𠮷野家 e\u{301} שלום."))
            #expect(page.contains("<title>A &amp; B &lt;i&gt;&quot;x&quot;</title>"))
        }
    }

    @Test("a track that is another one, or no MP3, is refused; one with other tags is taken")
    func otherTracks() async throws {
        try await withFolder { folder in
            let press = try Press(in: folder)
            let sound = try press.sound("1.mp3", frames: 100, clips: [Self.clip])
            let path = folder.appending("1.mp3")
            let pages = [ReadAlongPage.spoken(Self.text)]
            try write(TestAudio.noise(frames: 100, seed: 9), to: path)
            await #expect(throws: ReadAlongError.trackDamaged(path.string)) {
                try await press.make(pages, [1: sound])
            }
            try write(TestAudio.noise(frames: 100, seed: 1) + TestAudio.id3v1, to: path)
            try await press.make(pages, [1: sound])
            let ogg = try press.sound("1.ogg", frames: 100, clips: [Self.clip])
            await #expect(throws: ReadAlongError.notMP3(folder.appending("1.ogg").string)) {
                try await press.make(pages, [1: ogg])
            }
            #expect(files(below: press.output.path) == ["book.epub"])
        }
    }

    @Test("a file of somebody else's that has its name stays")
    func foreignFile() async throws {
        try await withFolder { folder in
            let press = try Press(in: folder)
            try write(Array("mine".utf8), to: press.output.path.appending("book.epub"))
            await #expect(throws: FileError.self) {
                try await press.make([.spoken(Self.text)], replacing: .ours([]))
            }
            #expect(
                try contents(of: press.output.path.appending("book.epub")) == Array("mine".utf8))
        }
    }

    @Test(
        "EPUBCheck finds nothing wrong with it, whatever its title, language and pages",
        .needs("epubcheck", "java"), .tags(.computing),
        arguments: ["en", "ar", "ja", "zh-Hant", nil] as [String?])
    func epubCheck(language: String?) async throws {
        try await withFolder { folder in
            let press = try Press(in: folder)
            let page = Self.odd(track: 1)
            let said = page.passages.map(\.written)
            let clips = [
                SpokenClip(said[..<3].joined(separator: "\n\n"), at: 0, length: 1100),
                SpokenClip(said[3...].joined(separator: "\n\n"), at: 1200, length: 1100),
            ]
            let third = SpokenClip(
                "One. Two. Three.", at: 0, length: 2400, pauses: [700..<900, 1500..<1700])
            let book = try await press.make(
                [
                    page, ReadAlongPage(title: nil, passages: page.passages),
                    .spoken("One. Two. Three.", track: 2),
                ],
                [
                    1: try press.sound("1.mp3", frames: 100, clips: clips),
                    2: try press.sound("2.mp3", frames: 100, clips: [third]),
                ],
                edition: ReadAlongEdition(
                    title: "“A” & <B>", authors: ["C"], narrator: "x & y", language: language,
                    cover: .init(bytes: Self.picture, mediaType: "image/png")))
            #expect(try book.overlay(1).count == 2)
            #expect(try book.overlay(3).count == 3)
            // Debian's command is a JAR, which not every kernel starts by itself.
            let verdict = try shell(
                "java -jar \"$(command -v epubcheck)\" --failonwarnings '\(book.path)'",
                mayFail: true)
            #expect(verdict.contains("No errors or warnings detected"), "\(verdict)")
        }
    }

    /// One grey pixel.
    private static let picture: [UInt8] = Array(
        Data(
            base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCB"
                + "d81ytgAAAABJRU5ErkJggg==") ?? Data())
}
