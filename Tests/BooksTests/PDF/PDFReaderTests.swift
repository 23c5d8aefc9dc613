import Books
import TestSupport
import Testing
import Texts

/// PDFs, whose lines are joined by what their pages show.
@Suite(.timeLimit(.minutes(5)), .needs("pdftotext")) struct PDFReaderTests {
    private static func read(_ pdf: PDFFixture, named name: String = "-lamp.pdf") async throws
        -> Book
    {
        try await DocumentFixture.read(pdf.bytes, named: name)
    }

    /// Sentences of many lengths, the same from the same seed.
    private static func prose(_ count: Int, seed: UInt64) -> [String] {
        var random = SplitMix64(seed: seed)
        let words = [
            "the", "lamp", "over", "door", "went", "out", "before", "rain", "did", "and", "nobody",
            "in", "house", "thought", "of", "lighting", "it", "again", "that", "night", "Anna",
            "harbour", "crossed", "careful", "without", "wetting", "boots", "England",
        ]
        return (0..<count).map { _ in
            (0..<Int.random(in: 1...6, using: &random)).map { _ in
                let sentence = (0..<Int.random(in: 3...22, using: &random)).compactMap { _ in
                    words.randomElement(using: &random)
                }.joined(separator: " ")
                return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
            }.joined(separator: " ")
        }
    }

    private static func paragraphs(of book: Book) -> [String] {
        book.body.flatMap(\.blocks).map(\.text)
    }

    @Test(
        "ragged lines in a proportional face become the paragraphs they were",
        arguments: [(14.0, 0.0), (0.0, 6.0), (14.0, 6.0)], [UInt64(1), 2, 3])
    func ragged(marks: (indent: Double, gap: Double), seed: UInt64) async throws {
        let prose = Self.prose(120, seed: seed)
        var pdf = PDFFixture()
        pdf.set(prose, PDFFixture.Style(indent: marks.indent, gap: marks.gap))
        let read = Self.paragraphs(of: try await Self.read(pdf))
        // Where a page ends with a full line, gaps show nothing.
        let whole = Set(read)
        #expect(prose.count { whole.contains($0) } >= (marks.indent > 0 ? 120 : 114))
        #expect(read.joined(separator: " ") == prose.joined(separator: " "))
    }

    @Test("heads that alternate and numbers in either kind of digits are left out")
    func furniture() async throws {
        let prose = Self.prose(150, seed: 4)
        var pdf = PDFFixture()
        pdf.set(prose, PDFFixture.Style(indent: 14))
        for page in pdf.pages.indices {
            let head = page % 2 == 0 ? "The Lamp" : "A. Writer"
            pdf.pages[page].append(
                .init(text: head, left: page % 2 == 0 ? 300 : 60, top: 40, size: 8))
            let number = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
            pdf.pages[page].append(
                .init(text: page < 3 ? number[page] : "\(page + 1)", left: 250, top: 800, size: 8))
        }
        let book = try await Self.read(pdf)
        #expect(Self.paragraphs(of: book) == prose)
        #expect(book.left(.runningHead).count == pdf.pages.count)
        #expect(book.left(.pageNumber).count == pdf.pages.count)
    }

    @Test("words cut at lines' ends are whole, and hyphens of their own stay")
    func hyphens() async throws {
        var style = PDFFixture.Style(width: 200, indent: 14)
        style.cuts = ["harbour": "har", "lighting": "light", "without": "with", "careful": "care"]
        let prose = Self.prose(80, seed: 5).map { $0.replacing("Anna", with: "well-known") }
        style.cuts["well-known"] = "well"
        var pdf = PDFFixture()
        pdf.set(prose, style)
        // The hyphen of a word of two stands at the line's end as it is.
        for page in pdf.pages.indices {
            for line in pdf.pages[page].indices where pdf.pages[page][line].text.hasSuffix("well-")
            {
                let next = pdf.pages[page].index(after: line)
                if next < pdf.pages[page].count, pdf.pages[page][next].text.hasPrefix("-known") {
                    pdf.pages[page][next].text.removeFirst()
                }
            }
        }
        let read = Self.paragraphs(of: try await Self.read(pdf)).joined(separator: " ")
        for cut in ["har-bour", "light-ing", "with-out", "care-ful", "wellknown"] {
            #expect(!read.contains(cut))
        }
    }

    @Test("two columns are read one after the other, and paragraphs go on from one to the next")
    func columns() async throws {
        let prose = Self.prose(60, seed: 6)
        var single = PDFFixture()
        single.set(prose, PDFFixture.Style(left: 50, width: 230, indent: 12))
        var pdf = PDFFixture()
        for (index, page) in single.pages.enumerated() {
            let moved = page.map { line in
                var line = line
                line.left += index % 2 == 0 ? 0 : 265
                return line
            }
            if index % 2 == 0 { pdf.pages.append(moved) } else { pdf.pages[index / 2] += moved }
        }
        #expect(Self.paragraphs(of: try await Self.read(pdf)) == prose)
    }

    @Test("verse in prose keeps its lines")
    func verse() async throws {
        let poem =
            "Twinkle, twinkle, little bat!\nHow I wonder what you are at!\nUp above the world,"
        let prose = Self.prose(60, seed: 7)
        var pdf = PDFFixture()
        pdf.set(
            prose.prefix(20) + [poem] + prose.dropFirst(20), PDFFixture.Style(indent: 14, gap: 4))
        let book = try await Self.read(pdf)
        #expect(book.body.flatMap(\.blocks).contains(Block(.verse, poem)))
    }

    @Test("larger type makes headings, and chapters begin there")
    func sizes() async throws {
        var pdf = PDFFixture()
        let names = ["The Quay", "A Cart", "Smoke"]
        for (index, name) in names.enumerated() {
            let page = pdf.pages.count
            pdf.set(
                Self.prose(30, seed: UInt64(index)), PDFFixture.Style(top: 120, indent: 14))
            pdf.pages[page].append(.init(text: name, left: 60, top: 70, size: 18))
        }
        let book = try await Self.read(pdf)
        #expect(book.titles == names)
    }

    @Test("bookmarks name headings in the body's own type")
    func outline() async throws {
        var pdf = PDFFixture()
        let names = ["The Quay", "A Cart", "Smoke"]
        for (index, name) in names.enumerated() {
            pdf.outline.append((name, pdf.pages.count))
            pdf.set([name] + Self.prose(20, seed: UInt64(index)), PDFFixture.Style(gap: 8))
        }
        #expect(try await Self.read(pdf).titles == names)
    }

    @Test("a list of contents with dot leaders is left out, whatever kind of number it has")
    func contents() async throws {
        var pdf = PDFFixture()
        let entries = [
            "Preface . . . . . . . vi", "CHAPTER I The Quay ........ 1", "CHAPTER II Smoke .... 17",
        ]
        pdf.pages = [
            [.init(text: "Contents", left: 60, top: 60)]
                + entries.enumerated().map {
                    .init(text: $1, left: 60, top: 80 + Double($0) * 14)
                }
        ]
        pdf.set(["CHAPTER I The Quay"] + Self.prose(10, seed: 8), PDFFixture.Style(gap: 8))
        pdf.set(["CHAPTER II Smoke"] + Self.prose(10, seed: 9), PDFFixture.Style(gap: 8))
        let book = try await Self.read(pdf)
        #expect(book.left(.contents).count == 4)
        #expect(!book.bodyText.contains("...") && !book.bodyText.contains("Contents"))
        #expect(book.titles.count == 2)
    }

    @Test("pictures of pages, passwords and damage are told apart")
    func faults() async throws {
        var empty = PDFFixture()
        empty.pages = [[]]
        await #expect { try await Self.read(empty) } throws: {
            "\($0)".contains("it is a scan, whose pages are pictures")
        }
        var locked = PDFFixture()
        locked.set(["Text."])
        locked.isEncrypted = true
        await #expect { try await Self.read(locked, named: "a.pdf") } throws: {
            if case .encrypted = $0 as? BookError { true } else { false }
        }
        let broken = ["%PDF-1.4\n1 0 obj <<", ""]
        for text in broken {
            await #expect {
                try await DocumentFixture.read(text.utf8, named: "a.pdf")
            } throws: {
                if case .damaged = $0 as? BookError { true } else { false }
            }
        }
    }
}
