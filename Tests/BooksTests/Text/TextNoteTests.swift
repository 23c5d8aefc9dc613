import Books
import TestSupport
import Testing
import Texts

/// Notes of texts that no markup links.
@Suite struct TextNoteTests {
    @Test(
        "Marks are told by the notes below, however numbers are written",
        arguments: [
            ("The lamp[1] went out. It was late[2].", "[1] An oil lamp.\n\n[2] After nine."),
            ("The lamp¹ went out. It was late.²", "¹ An oil lamp.\n\n² After nine."),
            (
                "The lamp[1] went out. It was late [2].",
                "NOTES\n\n1. An oil lamp.\n\n2. After nine."
            ),
            ("The lamp¹ went out. It was late².", "Notes\n\n1 An oil lamp.\n2 After nine."),
            ("The lamp［一］ went out. It was late［十二］.", "［一］ An oil lamp.\n\n［十二］ After nine."),
            ("The lamp〔一〕 went out. It was late〔二〕.", "[1] An oil lamp.\n\n[2] After nine."),
        ])
    func marks(_ text: String, notes: String) throws {
        let book = try TextData.text("\(text)\n\nHe left.\n\n\(notes)\n")
        #expect(book.bodyText.hasPrefix("The lamp went out. It was late."))
        #expect(book.left(.note) == ["An oil lamp.", "After nine."])
    }

    @Test("A note of several paragraphs is left out whole")
    func paragraphs() throws {
        let list =
            "The lamp[1] went out. It was late[2].\n\nHe left.\n\n[1] An oil lamp.\n\nThey were dear.\n\n[2] After nine.\n"
        let book = try TextData.text(list)
        #expect(book.bodyText == "The lamp went out. It was late.\nHe left.")
        let bracketed =
            "The lamp[1] went out.\n\n[Footnote 1: An oil [sic] lamp.\n\nThey were dear.]\n\nHe left.\n"
        let second = try TextData.text(bracketed)
        #expect(second.bodyText == "The lamp went out.\nHe left.")
        #expect(second.left(.note) == ["An oil [sic] lamp. They were dear."])
    }

    @Test("Signs label notes where each is a mark or the note to the one before it")
    func signs() throws {
        let book = try TextData.text(
            "The lamp* went out.\n\n* An oil lamp.\n\n* * *\n\nIt was late.*†\n\n* After nine.\n\n"
                + "† By her watch.\n\nHe left.\n")
        #expect(book.bodyText.hasPrefix("The lamp went out.\n"))
        #expect(book.bodyText.hasSuffix("It was late.\nHe left."))
        #expect(book.left(.note) == ["An oil lamp.", "After nine.", "By her watch."])
    }

    @Test(
        "Signs of emphasis and of lists, and marks without their notes, are none",
        arguments: [
            "The *lamp* went out.\n\n* An oil lamp.", "It rained* all day.",
            "* Apples\n\n* Pears", "The lamp* went* out.\n\n* An oil lamp.",
        ])
    func otherSigns(_ text: String) throws {
        let book = try TextData.text(text + "\n\nHe left.\n")
        #expect(book.left(.note).isEmpty)
    }

    @Test("Text between two notes that is marked after the first stays")
    func between() throws {
        let book = try TextData.text(
            "The lamp[1] went out.\n\n[1] An oil lamp.\n\nIt was late[2].\n\n[2] After nine.\n\nHe left.\n"
        )
        #expect(book.bodyText == "The lamp went out.\nIt was late.\nHe left.")
    }

    @Test("Squares, years and lists of things are no marks and no notes")
    func noMarks() throws {
        let text =
            "The room has 20 m² and 10² tiles, x³ [sic] of 1999 [2001].\n\n² is a sign.\n\n³ is another.\n\n1. Apples\n\n2. Pears"
        let book = try TextData.text(text + "\n")
        #expect(TextData.count(book.bodyText) == TextData.count(text))
    }

    @Test("No space is left before a stop, and none is lost before a word")
    func spaces() throws {
        let book = try TextData.text(
            "The lamp [1] , which was old [2] went out [3] .\n\n[1] Oil.\n\n[2] Very.\n\n[3] At nine.\n"
        )
        #expect(book.bodyText.hasPrefix("The lamp, which was old went out."))
    }
}
