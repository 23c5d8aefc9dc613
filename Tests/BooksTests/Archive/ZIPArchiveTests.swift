import Books
import Markup
import TestSupport
import Testing
import Texts

/// The archive, seen through the books it holds.
@Suite struct ZIPArchiveTests {
    private func fixture(_ change: (inout EPUBFixture) -> Void) -> EPUBFixture {
        var fixture = EPUBFixture()
        fixture.add("a.xhtml", "<p>Hello.</p>")
        change(&fixture)
        return fixture
    }

    private func refusal(_ fixture: EPUBFixture) -> String {
        do {
            _ = try fixture.read()
            return "read"
        } catch {
            return "\(error)"
        }
    }

    @Test("an archive may have a comment, something before it, or ZIP64 numbers")
    func variants() throws {
        let plain = fixture { _ in }
        #expect(try plain.read().texts == [["Hello."]])
        let commented = fixture { $0.writer.comment = Array("PK\u{5}\u{6} a comment".utf8) }
        #expect(try commented.read().texts == [["Hello."]])
        let led = fixture { $0.writer.lead = Array("#!/bin/sh\n".utf8) }
        #expect(try led.read().texts == [["Hello."]])
        let large = fixture {
            $0.writer.isLarge = true
            var file = ZIPWriter.File("OPS/b.xhtml", "<p>Large.</p>")
            file.isLarge = true
            $0.files = [file]
            $0.pages.append(EPUBFixture.Page(name: "b.xhtml", content: ""))
        }
        #expect(try large.read().texts == [["Hello."], ["Large."]])
    }

    @Test(
        "a name that leads out of the archive is refused", arguments: ["../x", "/x", "a/../../x"])
    func leadingOut(name: String) {
        let book = fixture { $0.files = [ZIPWriter.File(name, "x")] }
        #expect(refusal(book).contains("leads outside itself"))
    }

    @Test("a link in the archive is refused")
    func link() {
        let book = fixture {
            var file = ZIPWriter.File("OPS/link", "/etc/passwd")
            file.mode = 0o120777
            $0.files = [file]
        }
        #expect(refusal(book).contains("leads outside itself"))
    }

    @Test("a file that unpacks to a thousand times its size is refused before it is unpacked")
    func bomb() {
        let book = fixture {
            let zeros = [UInt8](repeating: 32, count: 8 * 1024 * 1024)
            $0.files = [ZIPWriter.File("OPS/b.xhtml", bytes: zeros, isDeflated: true)]
            $0.pages.append(EPUBFixture.Page(name: "b.xhtml", content: ""))
        }
        #expect(refusal(book).contains("is refused"))
    }

    @Test("a file that unpacks to more than it says is listed, and the rest is read")
    func understated() throws {
        let book = fixture {
            var file = ZIPWriter.File(
                "OPS/b.xhtml", bytes: Array(String(repeating: "x", count: 5000).utf8),
                isDeflated: true)
            file.claimedByteCount = 10
            $0.files = [file]
            $0.pages.append(EPUBFixture.Page(name: "b.xhtml", content: ""))
        }
        let read = try book.read()
        #expect(read.texts == [["Hello."]])
        #expect(read.leftOut(.lostPage).count == 1)
    }

    @Test("a million entries are refused by their number")
    func manyEntries() {
        let book = fixture {
            $0.writer.claimedEntryCount = 1_000_000
            $0.writer.isLarge = true
        }
        #expect(refusal(book).contains("1000000 entries"))
    }

    @Test("a damaged file is listed by its checksum")
    func checksum() throws {
        let book = fixture {
            var file = ZIPWriter.File("OPS/b.xhtml", "<p>Damaged.</p>")
            file.checksum = 1
            $0.files = [file]
            $0.pages.append(EPUBFixture.Page(name: "b.xhtml", content: ""))
        }
        let read = try book.read()
        #expect(read.leftOut(.lostPage) == ["its bytes in the archive are damaged"])
    }

    @Test("an archive cut short anywhere is refused or read in part, never a crash")
    func cutShort() throws {
        let folder = try TemporaryFolder()
        let whole = ZIPWriter().archive([
            ZIPWriter.File("META-INF/container.xml", "<container/>"),
            ZIPWriter.File("a", bytes: Array("hello hello hello".utf8), isDeflated: true),
        ])
        for count in 0..<whole.count {
            let path = try folder.write(Array(whole.prefix(count)), to: "cut.epub")
            #expect(throws: BookError.self) { try EPUBReader(path: path).read() }
        }
    }

    @Test("names match in any normal form, percent-encoded, and in another case")
    func names() throws {
        var book = EPUBFixture()
        book.pages = [
            EPUBFixture.Page(name: "caf%C3%A9.xhtml", content: ""),
            EPUBFixture.Page(name: "\u{304B}\u{3099}.xhtml", content: ""),
            EPUBFixture.Page(name: "Three.xhtml", content: ""),
        ]
        book.files = [
            ZIPWriter.File("OPS/cafe\u{301}.xhtml", "<p>One.</p>"),
            ZIPWriter.File("OPS/\u{304C}.xhtml", "<p>Two.</p>"),
            ZIPWriter.File("OPS/THREE.xhtml", "<p>Three.</p>"),
        ]
        #expect(try book.read().texts.flatMap { $0 } == ["One.", "Two.", "Three."])
    }
}
