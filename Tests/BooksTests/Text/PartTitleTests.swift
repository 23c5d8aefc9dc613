import Books
import TestSupport
import Testing
import Texts

/// Titles of chapters below parts.
@Suite struct PartTitleTests {
    private static let prose = """
        The morning was grey and the street was empty when the cart came up the hill
        with its load of straw, and nobody but the dog took any notice of it at all.
        It was the first cart of the year, and the straw was the last of the one before,
        so that it smelt of dust and of the loft where the cats had slept on it.
        """

    private static func novel(_ headings: [String]) -> String {
        headings.map { heading in
            let text = heading.hasSuffix("|") ? "" : "\n\n\(prose)\n\n\(prose)"
            return (heading.hasSuffix("|") ? String(heading.dropLast()) : heading) + text
        }.joined(separator: "\n\n\n")
    }

    /// The titles above each chapter and its own.
    private func titles(_ book: Book) -> [[String]] {
        book.body.map { $0.parts + [$0.title ?? ""] }
    }

    @Test("Chapters know the part they stand in, and parts are no chapters")
    func repeated() throws {
        let book = try TextData.text(
            Self.novel([
                "ACT I.|", "SCENE I.", "SCENE II.", "SCENE III.", "ACT II.|", "SCENE I.",
                "SCENE II.",
            ]))
        #expect(
            titles(book) == [
                ["ACT I.", "SCENE I."], ["ACT I.", "SCENE II."], ["ACT I.", "SCENE III."],
                ["ACT II.", "SCENE I."], ["ACT II.", "SCENE II."],
            ])
        #expect(book.firstTexts(0) == ["ACT I.", "SCENE I."])
    }

    @Test("Chapters that count on over the parts keep their titles")
    func countingOn() throws {
        let book = try TextData.text(
            Self.novel([
                "PART ONE|", "Chapter 1", "Chapter 2", "PART TWO|", "Chapter 3", "Chapter 4",
            ]))
        #expect(book.titles == ["Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4"])
    }

    @Test("Where two volumes have the same parts, both stand above the chapter")
    func nested() throws {
        let book = try TextData.text(
            Self.novel([
                "VOLUME I|", "PART 1|", "Chapter 1", "Chapter 2", "PART 2|", "Chapter 1",
                "Chapter 2",
                "VOLUME II|", "PART 1|", "Chapter 1", "Chapter 2", "PART 2|", "Chapter 1",
                "Chapter 2",
            ]))
        let titles = ["VOLUME I", "VOLUME II"].flatMap { volume in
            ["PART 1", "PART 2"].flatMap { part in
                ["Chapter 1", "Chapter 2"].map { [volume, part, $0] }
            }
        }
        #expect(self.titles(book) == titles)
    }

    @Test("Chinese parts stand above their chapters")
    func chinese() throws {
        let book = try TextData.text(Self.novel(["第一部|", "第一章", "第二章", "第二部|", "第一章", "第二章"]))
        #expect(
            titles(book) == [
                ["第一部", "第一章"], ["第一部", "第二章"], ["第二部", "第一章"], ["第二部", "第二章"],
            ])
    }

    @Test("The last part is spoken though no chapter follows it")
    func lastPart() throws {
        let book = try TextData.text(
            Self.novel(["PART ONE|", "Chapter 1", "Chapter 2", "PART TWO|"]))
        #expect(book.spoken.contains("PART TWO"))
    }
}
