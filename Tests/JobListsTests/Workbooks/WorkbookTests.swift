import JobLists
import SpeechTasks
import TestSupport
import Testing
import Texts

/// Workbooks as lists.
struct WorkbookTests {
    private func read(
        _ workbook: TestWorkbook, _ options: JobReaderOptions = .withVoice
    ) throws -> Reading {
        try withTemporaryFile(try workbook.bytes(), named: "book.xlsx") { path in
            try JobListsTests.read([JobInput(path: path)], options)
        }
    }

    private func texts(of cells: String..., strings: String = "") throws -> [String] {
        var workbook = TestWorkbook(strings: strings)
        workbook.rows = header
        for cell in cells { workbook.rows += "<row>\(cell)</row>" }
        return try read(workbook).texts
    }

    private let header = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c></row>"

    @Test("shared and inline strings are read with their runs, without what stands above them")
    func strings() throws {
        let rich =
            "<si><r><t xml:space=\"preserve\">Rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>"
        let phonetic = "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>とうきょう</t></rPh></si>"
        let found = try texts(
            of: "<c t=\"s\"><v>0</v></c>", "<c t=\"s\"><v>1</v></c>",
            "<c t=\"inlineStr\"><is><t>a_x000A_b &amp; c</t></is></c>",
            "<c t=\"str\"><f>A1</f><v>cached</v></c>", "<c t=\"b\"><v>1</v></c>",
            strings: rich + phonetic)
        #expect(found == ["Rich text", "東京", "a\nb & c", "cached", "TRUE"])
    }

    @Test(
        "numbers are spoken as the sheet shows them",
        arguments: [
            ("General", "0.1", "0.1"), ("General", "12345678901234", "12345678901234"),
            ("0", "2.5", "3"), ("0.00", "2.675", "2.68"), ("#,##0.0", "1234567.25", "1,234,567.3"),
            ("0%", "0.256", "26%"), ("0.0#", "1.5", "1.5"), ("000", "7", "007"),
            ("0.00;(0.00)", "-2", "(2.00)"), ("0\" km\"", "12", "12 km"), ("#,##0,", "12000", "12"),
            ("[$€-407]0.00", "3", "€3.00"), ("0.00E+00", "12345", "1.23E+04"),
            ("yyyy-mm-dd", "45000", "2023-03-15"), ("d mmmm yyyy", "59", "28 February 1900"),
            ("dddd", "45000", "Wednesday"), ("h:mm AM/PM", "0.75", "6:00 PM"),
            ("[h]:mm:ss", "1.5", "36:00:00"), ("mm:ss.0", "0.000711", "01:01.4"),
            ("hh:mm", "45000.5", "12:00"), ("dd/mm/yy", "1", "01/01/00"),
            ("# ?/?", "1.25", "1 1/4"), ("# ?/?", "0.5", "1/2"), ("# ?/?", "3", "3"),
            ("# ?/?", "0", "0"), ("# ?/?", "0.999", "1"), ("?/?", "1.25", "5/4"),
            ("# ??/??", "3.14159265358979", "3 1/7"), ("# ???/???", "3.14159265358979", "3 16/113"),
            ("# ?/8", "0.5", "4/8"), ("# ??/16", "2.99", "3"), ("# ?/?", "-1.5", "-1 1/2"),
            ("0 ?/?\" in\"", "2.75", "2 3/4 in"),
            ("[&gt;=1000]0.0,\"k\";0", "1500", "1.5k"), ("[&gt;=1000]0.0,\"k\";0", "999", "999"),
            ("[&lt;10]\"few\" 0;[&gt;100]\"many\" 0;0", "4", "few 4"),
            ("[&lt;10]\"few\" 0;[&gt;100]\"many\" 0;0", "400", "many 400"),
            ("[&lt;10]\"few\" 0;[&gt;100]\"many\" 0;0", "40", "40"),
            ("[=1]0\" day\";0\" days\"", "1", "1 day"),
            ("[=1]0\" day\";0\" days\"", "-2", "-2 days"),
            ("[&gt;0]0;\"minus\" 0", "-2", "minus 2"), ("[&lt;0]\"minus\" 0;0", "-2", "minus 2"),
            ("[Red][&lt;5]0.0;0", "4.25", "4.3"),
        ])
    func numbers(code: String, value: String, shown: String) throws {
        var workbook = TestWorkbook(formats: [code])
        workbook.formats = [code.replacing("\"", with: "&quot;")]
        workbook.rows = header + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>\(value)</v></c></row>"
        #expect(try read(workbook).texts == [shown])
    }

    @Test("speed and volume are the numbers behind what the sheet shows")
    func settings() throws {
        var workbook = TestWorkbook(formats: ["0", "0%"])
        workbook.rows =
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c>"
            + "<c r=\"B1\" t=\"inlineStr\"><is><t>speed</t></is></c>"
            + "<c r=\"C1\" t=\"inlineStr\"><is><t>volume</t></is></c></row>"
            + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Hi.</t></is></c>"
            + "<c r=\"B2\" s=\"1\"><v>0.94</v></c><c r=\"C2\" s=\"2\"><v>0.9</v></c></row>"
        let reading = try read(workbook)
        #expect(reading.messages == [])
        #expect(reading.jobs.map(\.speed.count) == [940])
        #expect(reading.jobs.map(\.volume.count) == [900])
    }

    @Test("dates count from 1904 where the workbook says so")
    func from1904() throws {
        var workbook = TestWorkbook(formats: ["yyyy-mm-dd"])
        workbook.countsFrom1904 = true
        workbook.rows = header + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>43538</v></c></row>"
        #expect(try read(workbook).texts == ["2023-03-15"])
    }

    @Test("a fault names its cell; errors and formulas without results are faults")
    func faults() throws {
        var workbook = TestWorkbook()
        workbook.rows =
            "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>text</t></is></c>"
            + "<c r=\"C2\" t=\"inlineStr\"><is><t>speed</t></is></c></row>"
            + "<row r=\"5\"><c r=\"B5\" t=\"e\"><v>#REF!</v></c></row>"
            + "<row r=\"7\"><c r=\"B7\"><f>A1</f></c></row>"
            + "<row r=\"8\"><c r=\"B8\"><v>1</v></c><c r=\"C8\"><v>9</v></c></row>"
            + "<row r=\"9\"><c r=\"E9\"><v>1</v></c></row>"
        let messages = try read(workbook).messages
        let cells = messages.compactMap { $0.split(separator: "Lines!").last?.prefix(3) }
        #expect(cells == ["B5:", "B7:", "C8:", "E9:"], "\(messages)")
    }

    @Test(
        "rows that are empty are passed over, hidden ones read, merged cells read once, and it is said"
    )
    func remarks() throws {
        var workbook = TestWorkbook()
        workbook.rows =
            header + "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\"/>"
            + "<row r=\"4\"><c r=\"A4\"><v>2</v></c></row>"
        workbook.tail = "<mergeCells><mergeCell ref=\"A4:A6\"/></mergeCells>"
        try withTemporaryFile(try workbook.bytes(), named: "book.xlsx") { path in
            var reader = try JobReader(
                lists: [JobInput(path: path)], options: .withVoice)
            try reader.open(JobInput(path: path))
            var lines: [Int] = []
            while let row = try reader.next() {
                if case .row(let row) = row { lines.append(row.heading.place.line) }
            }
            #expect(lines == [2, 4])
            #expect(reader.silence.count == 2)
            #expect(reader.silence[0].contains("1 hidden row"))
            #expect(reader.silence[1].contains("A4:A6"))
        }
    }

    @Test("a header below a title, a date and headings over columns is found, and it is said")
    func titles() throws {
        func row(_ number: Int, _ cells: [String: String]) -> String {
            let cells = cells.sorted { $0.key < $1.key }.map { column, text in
                "<c r=\"\(column)\(number)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
            }
            return "<row r=\"\(number)\">\(cells.joined())</row>"
        }
        var workbook = TestWorkbook()
        workbook.rows =
            row(1, ["A": "Lines of the harbour"]) + row(3, ["A": "Game", "B": "Speech"])
            + row(4, ["A": "id", "B": "text", "C": "voice"])
            + row(5, ["A": "a", "B": "Hi.", "C": "calm_story1"])
        workbook.tail = "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>"
        try withTemporaryFile(try workbook.bytes(), named: "book.xlsx") { path in
            var reader = try JobReader(lists: [JobInput(path: path)], options: .withVoice)
            try reader.open(JobInput(path: path))
            guard case .row(let first)? = try reader.next() else {
                Issue.record("the row is not read")
                return
            }
            #expect(first.text == "Hi.")
            #expect(first.heading.id == "a")
            #expect(first.heading.place.line == 5)
            #expect(try reader.next() == nil)
            let said = "2 rows above the header are not read: “Lines of the harbour”, “Game”"
            #expect(reader.silence.first?.hasSuffix(said) == true, "\(reader.silence)")
        }
    }

    @Test("a row of the list is not taken for its header, and the fault is the first row's")
    func noTitle() throws {
        let list = "Line,Dialogue\n1,Hello.\n2,text\n3,Bye.\n"
        let reading = try JobListsTests.read("l.csv", list)
        #expect(reading.texts == [])
        #expect(reading.messages.count == 1)
        #expect(reading.messages[0].contains("l.csv:1:1: "), "\(reading.messages)")
        let titled = try JobListsTests.read("l.csv", "My lines\n\nid,text\na,Hello.\n")
        #expect(titled.texts == ["Hello."])
    }

    @Test("a sheet that is not there is named with those that are")
    func sheets() throws {
        var options = JobReaderOptions.withVoice
        options.sheet = "Other"
        let error = #expect(throws: JobListError.self) { try read(TestWorkbook(), options) }
        let said = "\(try #require(error))"
        #expect(said.contains("there are `Lines`"))
    }

    @Test("what is no workbook of this kind is refused with what to do")
    func refused() throws {
        let older: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        // Sectors of 512 bytes, the first of which is the directory.
        var compound = older + [UInt8](repeating: 0, count: 504)
        compound[30] = 9
        let name = "EncryptedPackage".utf8.flatMap { [$0, UInt8(0)] as [UInt8] }
        for (bytes, word) in [
            (older, "--convert-to xlsx"), (compound + name, "password"),
            (Array("no".utf8), "it is text"), (Array("PK\u{3}\u{4}".utf8), "no workbook"),
        ] {
            try withTemporaryFile(bytes, named: "book.xlsx") { path in
                let error = #expect(throws: JobListError.self) {
                    try JobListsTests.read([JobInput(path: path)])
                }
                let said = "\(try #require(error))"
                #expect(said.contains(word))
            }
        }
        #expect("\(JobListError.unknownFormat(path: "a.xls"))".contains("--convert-to xlsx"))
    }

    @Test("a workbook that is cut off or damaged ends with a fault and no row is made up")
    func damaged() throws {
        var workbook = TestWorkbook()
        workbook.rows = header + "<row><c><v>1</v></c></row><row><c><v>2</v>"
        let reading = try read(workbook)
        // What stands close before the damage may be lost with it.
        #expect(reading.texts == ["1"] || reading.texts == [])
        #expect(reading.faults.last?.endsInput == true)
    }
}
