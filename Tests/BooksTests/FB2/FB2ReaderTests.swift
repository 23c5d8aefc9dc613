import Books
import Foundation
import TestSupport
import Testing
import Texts

/// FictionBook as people and programs write it.
@Suite struct FB2ReaderTests {
    private static func book(
        _ bodies: String, title: String = "Лампа", description: String = ""
    ) -> String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" \
        xmlns:l="http://www.w3.org/1999/xlink"><description><title-info><genre>prose</genre>\
        <author><first-name>Иван</first-name><middle-name>И.</middle-name>\
        <last-name>Петров</last-name></author><book-title>\(title)</book-title><lang>ru</lang>\
        \(description)</title-info></description>
        \(bodies)
        </FictionBook>
        """
    }

    private static func read(
        _ bytes: some Sequence<UInt8>, named name: String = "lamp.fb2",
        options: BookReadingOptions = BookReadingOptions()
    ) throws -> Book {
        try withTemporaryFile(Array(bytes), named: name) { path in
            try FB2Reader(path: path, options: options).read()
        }
    }

    private static func read(
        _ bodies: String, notes: BookReadingOptions.Notes = .skip
    ) throws -> Book {
        var options = BookReadingOptions()
        options.notes = notes
        return try read(book(bodies).utf8, options: options)
    }

    private static let chapters = """
        <body><title><p>Иван Петров</p><p>Лампа</p></title>
        <epigraph><p>Да будет свет.</p><text-author>Книга</text-author></epigraph>
        <section><title><p>Часть первая</p></title>
        <section><title><p>Глава 1</p><p>Масло</p></title><p>Она зажгла лампу.</p></section>
        <section><title><p>Глава 2</p></title><p>Лампа горела.</p></section></section>
        <section><title><p>Часть вторая</p></title>
        <section><title><p>Глава 1</p></title><p>Настало утро.</p></section></section></body>
        """

    @Test("nested sections are chapters below parts, and sections need no names")
    func sections() throws {
        let book = try Self.read(Self.chapters)
        #expect(book.titles == ["Глава 1. Масло", "Глава 2", "Глава 1"])
        #expect(book.body.map(\.parts.last) == ["Часть первая", "Часть первая", "Часть вторая"])
        #expect(
            book.body[0].blocks.map(\.text).prefix(3) == [
                "Часть первая", "Глава 1. Масло", "Да будет свет.",
            ])
        #expect(book.chapters.filter { $0.matter == .front }.count == 1)
        #expect(book.body.map(\.place.line) == [5, 7, 8])
    }

    @Test("the description gives title, authors, language, date, publisher, and the cover")
    func description() throws {
        let description = """
            <author><nickname>Свет</nickname></author><annotation><p>О лампе.</p></annotation>
            <date value="1901-01-01">1901</date><sequence name="Свет" number="2"/>
            <coverpage><image l:href="#c.png"/></coverpage>
            </title-info><publish-info><publisher>Дом</publisher></publish-info><title-info>
            """
        let source = Self.book(
            "<body><section><p>Текст.</p></section></body><binary id=\"c.png\" "
                + "content-type=\"image/png\">iVBO\nRw0K</binary>", description: description)
        let book = try Self.read(source.utf8)
        #expect(book.metadata.title == "Лампа")
        #expect(book.metadata.authors == ["Иван И. Петров", "Свет"])
        #expect(book.metadata.language == "ru")
        #expect(book.metadata.date == "1901")
        #expect(book.metadata.publisher == "Дом")
        #expect(
            book.cover
                == BookCover(
                    bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], mediaType: "image/png"))
        #expect(book.bodyText == "Текст.")
        let front = book.chapters.filter { $0.matter == .front }.flatMap(\.blocks).map(\.text)
        #expect(front == ["Свет 2", "О лампе."])
    }

    private static let noted = """
        <body><section><title><p>Один</p></title><p>Слово<a l:href="#n1" type="note">[1]</a>, и \
        ещё<a l:href="#n2">[2]</a>.</p></section></body>
        <body name="notes"><title><p>Примечания</p></title>
        <section id="n1"><title><p>1</p></title><p>Первое.</p><p>Его конец.</p></section>
        <section id="n2"><title><p>2</p></title><p>Второе.</p></section></body>
        """

    @Test(
        "notes go where they are asked for, and nowhere else",
        arguments: [
            (BookReadingOptions.Notes.skip, "Один\nСлово, и ещё."),
            (.inline, "Один\nСлово (Первое. Его конец.), и ещё (Второе.)."),
            (.end, "Один\nСлово, и ещё.\nПервое. Его конец.\nВторое."),
        ])
    func notes(wanted: BookReadingOptions.Notes, spoken: String) throws {
        let book = try Self.read(Self.noted, notes: wanted)
        #expect(book.titles == ["Один"])
        #expect(book.bodyText == spoken)
        #expect(wanted != .skip || book.left(.note).contains("Первое. Его конец."))
    }

    @Test(
        "bodies of notes are known by their name, or by the marks that lead into them",
        arguments: [
            "<body name=\"comments\"><section id=\"n1\"><p>Прим.</p></section></body>",
            "<body><section id=\"n1\"><p>Прим.</p></section></body>",
            "<body name=\"notes\"><section><title><p>К главе 1</p></title><section id=\"n1\">"
                + "<title><p>1</p></title><p>Прим.</p></section></section></body>",
            "<body name=\"footnotes\"><p id=\"n1\">Прим.</p></body>",
        ])
    func noteBodies(notes: String) throws {
        let main = """
            <body><section><title><p>А</p></title><p>Слово<a l:href="#n1" type="note">1</a>.</p>\
            </section></body>
            """
        #expect(try Self.read(main + notes, notes: .inline).bodyText == "А\nСлово (Прим.).")
        #expect(try Self.read(main + notes).bodyText == "А\nСлово.")
    }

    @Test("a second body that is no notes is spoken")
    func severalBodies() throws {
        let book = try Self.read(
            """
            <body><section><title><p>Один</p></title><p>Раз.</p></section></body>
            <body name="appendix"><title><p>Добавление</p></title><section><title><p>Два</p></title>\
            <p>Два.</p></section></body>
            """)
        #expect(book.titles == ["Один", "Два"])
        #expect(book.bodyText == "Один\nРаз.\nДобавление\nДва\nДва.")
    }

    @Test("verse keeps its lines, and what is no prose is spoken as it stands")
    func blocks() throws {
        let book = try Self.read(
            """
            <body><section><title><p>А</p></title><poem><title><p>Песня</p></title>
            <stanza><v>Раз, два,</v><v>три, четыре,</v></stanza><stanza><v>пять.</v></stanza>
            <text-author>Автор</text-author><date>1901</date></poem>
            <subtitle>* * *</subtitle><cite><p>Цитата.</p></cite><empty-line/>
            <table><tr><th>Имя</th><td>Год</td></tr></table><image l:href="#x" alt="вид"/>
            <p>H<sub>2</sub>O и <strong>жир<emphasis>но</emphasis></strong>, <style name="x">стиль\
            </style>.</p></section></body>
            """)
        #expect(
            book.body[0].blocks.map(\.text) == [
                "А", "Песня", "Раз, два,\nтри, четыре,", "пять.", "Автор", "1901", "Цитата.",
                "Имя, Год", "H₂O и жирно, стиль.",
            ])
        #expect(book.body[0].blocks[2].kind == .verse)
        #expect(book.body[0].blocks[7].kind == .tableRow)
    }

    @Test("a section without a title goes on with the one before it")
    func untitled() throws {
        let book = try Self.read(
            """
            <body><section><title><p>А</p></title><p>Раз.</p></section><section><p>Два.</p>\
            </section><section><title><p>Б</p></title><p>Три.</p></section></body>
            """)
        #expect(book.titles == ["А", "Б"])
        #expect(book.bodyText == "А\nРаз.\nДва.\nБ\nТри.")
    }

    @Test("ordinary faults of a file lose no text")
    func malformed() throws {
        let source = """
            <!DOCTYPE FictionBook [<!ENTITY x SYSTEM "file:///etc/hostname">]>
            <FictionBook><description><title-info><book-title>Т</book-title></title-info>
            </description><body><section><title><p>А</p></title><p>AT&T и&nbsp;&x; 1 < 2.<p>Второй\
            <emphasis>абзац</p></emphasis><p l:id="x">Третий.</section></body>
            """
        let book = try Self.read(source.utf8)
        #expect(book.bodyText == "А\nAT&T и &x; 1 < 2.\nВторойабзац\nТретий.")
    }

    @Test(
        "the encoding is the one declared, or what the bytes are",
        arguments: [
            ("windows-1251", "CP1251"), ("KOI8-R", "KOI8-R"), ("utf-8", "CP1251"),
            ("windows-1251", "UTF-8"), ("UTF-16", "UTF-16LE"),
        ])
    func encodings(declared: String, actual: String) throws {
        let words =
            "Она зажгла лампу, и в комнате стало светло; ночь была тиха, и никто не пришёл. "
        let text = Self.book(
            "<body><section><title><p>Глава</p></title><p>\(words)</p></section></body>"
        ).replacing("utf-8", with: declared)
        var bytes: [UInt8] = []
        switch actual {
        case "UTF-8": bytes = Array(text.utf8)
        case "UTF-16LE":
            bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        default: bytes = Cyrillic.encoded(text, isKOI: actual == "KOI8-R")
        }
        #expect(try Self.read(bytes).bodyText.contains("Она зажгла лампу, и в комнате"))
    }

    @Test(
        "archives are opened by whatever name they have",
        arguments: ["a.fb2.zip", "a.fbz", "a.fb2"])
    func archives(name: String) async throws {
        let text = Self.book(Self.chapters)
        let archive = ZIPWriter().archive([
            ZIPWriter.File("x/lamp.fb2", bytes: Array(text.utf8), isDeflated: true),
            ZIPWriter.File("x/readme.txt", "No."),
        ])
        try await withTemporaryFolder { folder in
            let path = folder + "/" + name
            try Data(archive).write(to: URL(filePath: path))
            let format = try #require(BookFormat(path: path))
            let book = try await readBook(at: path, format: format, options: BookReadingOptions())
            #expect(book.titles.count == 3)
        }
    }

    @Test("an archive of several books, and a file of another form, are refused with the reason")
    func refusals() {
        let file = { (name: String) in ZIPWriter.File(name, Self.book(Self.chapters)) }
        let several = ZIPWriter().archive([file("a.fb2"), file("b.fb2")])
        #expect { try Self.read(several) } throws: { "\($0)".contains("holds 2 books") }
        let none = ZIPWriter().archive([file("a.txt"), file("b.txt")])
        #expect { try Self.read(none) } throws: { "\($0)".contains("holds no .fb2") }
        #expect { try Self.read("<html><p>No.</p></html>".utf8) } throws: {
            "\($0)".contains("no FictionBook")
        }
        #expect(throws: BookError.self) { try Self.read([]) }
    }

    @Test("a file cut short or changed anywhere is read in part or refused, never a crash")
    func cutShort() {
        let whole = Array(Self.book(Self.chapters + Self.noted).utf8)
        var random = SplitMix64(seed: 3)
        for _ in 0..<300 {
            var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
            for _ in 0..<3 where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
            }
            do { _ = try Self.read(bytes) } catch { #expect(error is BookError) }
        }
    }
}

/// Russian in one byte a letter.
private enum Cyrillic {
    private static let koi = Array("юабцдефгхийклмнопярстужвьызшэщчъ".unicodeScalars)

    static func encoded(_ text: String, isKOI: Bool) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            let value = scalar.value
            if value < 0x80 { return UInt8(value) }
            if value == 0x451 { return isKOI ? 0xA3 : 0xB8 }
            guard isKOI else { return UInt8(truncatingIfNeeded: value &- 0x410 &+ 0xC0) }
            let isCapital = value < 0x430
            let small = isCapital ? value + 0x20 : value
            let place = koi.firstIndex { $0.value == small } ?? 0
            return UInt8((isCapital ? 0xE0 : 0xC0) + place)
        }
    }
}
