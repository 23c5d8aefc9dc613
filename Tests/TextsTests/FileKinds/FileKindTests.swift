import Foundation
import TestSupport
import Testing
import Texts

/// What files are by what they hold.
struct FileKindTests {
    @Test(
        "text is told apart by its first lines, in any encoding",
        arguments: [
            ("It was night.\n", .text), ("", .empty), ("[Illustration]\n\nIt was night.", .text),
            ("text\nHello.\n", .text), ("Text, and more text,\nas it was said.\n", .text),
            ("id,text\n1,Hello.\n", .jobTable), ("\"id\";\"text\"\n1;Hello.\n", .jobTable),
            ("voice_id\ttext_file\nv\ta.txt\n", .jobTable),
            ("[{\"text\": \"Hello.\"}]", .json), ("{ \"a b\" : 1 }", .json), ("{}", .json),
            ("{1}{25}Hello.\n", .text), ("[ti:Song]\n", .text),
            ("<!doctype html><p>Hi.", .webPage),
            ("<?xml version='1.0'?>\n<html xmlns=''>", .webPage),
            ("<!-- made -->\n<HTML>", .webPage), ("<p align=center>Hello.", .text),
            ("<?xml version=\"1.0\"?><FictionBook>", .fictionBook), ("<?xml?><a/>", .xml),
            ("WEBVTT\n\n", .subtitles), ("[Script Info]\n", .subtitles),
            ("1\r\n00:00:01,000 --> 00:00:02,000\r\nHello.\r\n", .subtitles),
            ("{\\rtf1\\ansi Hello.}", .richText),
        ] as [(String, FileKind)])
    func texts(text: String, kind: FileKind) throws {
        for encoding in [String.Encoding.utf8, .utf16] {
            // Rich text is ASCII.
            guard kind != .richText || encoding == .utf8, let bytes = text.data(using: encoding),
                kind != .empty || bytes.isEmpty
            else { continue }
            #expect(FileKind(startingWith: Array(bytes)) == kind, "\(encoding)")
        }
    }

    @Test(
        "other files are told by their signatures",
        arguments: [
            ("%PDF-1.7\n", .pdf), ("junk\n%PDF-1.7\n", .pdf), ("PK\u{3}\u{4}", .archive),
            ("SQLite format 3\0", .database), ("ID3\u{4}\0", .sound), ("RIFF....WAVEfmt ", .sound),
            ("RIFF....WEBPVP8 ", .picture), ("RIFF....AVI LIST", .film),
            ("....ftypisom", .film), ("....ftypM4A ", .sound), ("GIF89a", .picture),
        ] as [(String, FileKind)])
    func signatures(start: String, kind: FileKind) {
        #expect(FileKind(startingWith: Array(start.utf8)) == kind)
    }

    @Test("what is packed tells what an archive or a compound file is, and else its name")
    func packed() throws {
        let archive = Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 1, count: 100_000)
        var compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        compound += [UInt8](repeating: 0, count: 504)
        compound[30] = 9
        let stream = { (name: String) in name.utf8.flatMap { [$0, UInt8(0)] } }
        for (bytes, name, kind) in [
            (archive + Array("xl/workbook.xml".utf8), "a.zip", .workbook),
            (archive + Array("word/document.xml".utf8), "a", .wordDocument),
            (archive + Array("META-INF/container.xml".utf8), "a.xlsx", .epub),
            (archive, "a.xlsx", .workbook), (archive, "a.zip", .archive), (archive, "a", .archive),
            (compound + stream("Workbook"), "a.doc", .oldWorkbook),
            (compound + stream("WordDocument"), "a.xls", .oldWordDocument),
            (compound + stream("EncryptedPackage"), "a.xlsx", .protectedDocument),
            (compound, "a.xlsx", .oldWorkbook), (compound, "a.bin", .otherDocument),
        ] as [([UInt8], String, FileKind)] {
            try withTemporaryFile(bytes, named: name) { path in
                #expect(FileKind(at: path) == kind, "\(name)")
            }
        }
    }

    @Test("bytes that are no text are none, and a text in UTF-16 without a mark is one")
    func noText() throws {
        var generator = SplitMix64(seed: 9)
        for _ in 0..<5 {
            let bytes = (0..<3000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            let kind = FileKind(startingWith: bytes)
            #expect(kind == .data || kind == .sound, "\(bytes.prefix(4))")
        }
        #expect(FileKind(startingWith: [UInt8](repeating: 0, count: 100)) == .data)
        let wide = "天地玄黄，宇宙洪荒。\n日月盈昃，辰宿列张。\n".data(using: .utf16LittleEndian)
        let poem = [Data](repeating: try #require(wide), count: 40).joined()
        #expect(FileKind(startingWith: Array(poem)) == .text)
    }

    @Test(
        "files that people have are what their names say", .needsTestData,
        arguments: [
            ("books/epub", "epub", [.epub]), ("books/txt", "txt", [.text]),
            ("books/md", "md", [.text]), ("books/html", "htm", [.webPage]),
            ("faults/books", "txt", [.text]), ("faults/books", "docx", [.wordDocument]),
            ("faults/books", "odt", [.openDocument]), ("faults/books", "epub", [.epub]),
            ("faults/books", "pdf", [.pdf]), ("faults/books", "fb2", [.fictionBook]),
            ("faults/books", "html", [.webPage, .text]),
            ("audio", "mp3", [.sound, .data, .text, .empty]),
            ("csv/commons-csv", "csv", [.text, .jobTable]),
            ("csv/spectrum", "csv", [.text, .empty]),
            ("faults/lists", "csv", [.text, .jobTable]),
            ("subtitles/real", "srt", [.subtitles, .text]), ("subtitles/real", "vtt", [.subtitles]),
            ("subtitles/derived", "srt", [.subtitles]), ("subtitles/vttjs", "vtt", [.subtitles]),
            ("subtitles/wpt-file", "vtt", [.subtitles, .text]),
            ("subtitles/fixtures", "srt", [.subtitles, .text]),
            ("faults/subtitles", "srt", [.subtitles]),
        ] as [(String, String, Set<FileKind>)])
    func realFiles(folder: String, ending: String, kinds: Set<FileKind>) throws {
        let files = TestData.files(in: folder, ending: "." + ending)
        #expect(!files.isEmpty)
        for file in files {
            let kind = try #require(FileKind(at: file.path))
            #expect(kinds.contains(kind), "\(file.path) is \(kind)")
        }
    }

    @Test("a file of another kind is told what it is by its content, and what to do")
    func misfits() throws {
        func misfit(_ text: String, _ name: String) throws -> String? {
            try withTemporaryFile(Array(text.utf8), named: name) {
                FileKind.misfit(at: $0, taking: [.text])
            }
        }
        #expect(try misfit("Hello.", "a.txt") == nil)
        #expect(try misfit("", "a.txt") == nil)
        #expect(FileKind.misfit(at: "/nowhere/at/all", taking: []) == nil)
        #expect(FileKind.misfit(at: "/dev/zero", taking: []) == nil)
        #expect(
            try misfit("%PDF-1.4", "my book.v2.txt")
                == "by its content it is a PDF; name it my book.v2.pdf to have it read as a book")
        #expect(
            try misfit("id,text\n1,Hi\n", "a.csv")?.contains("leave --input-format out") == true)
    }
}
