import Books
import TestSupport
import Testing
import Texts

/// Where lists of contents end in a text.
@Suite struct ContentsListTests {
    private static let prose = [
        "Nobody in the house thought of lighting it again.", "She counted the steps twice.",
        "“Is it late?” he asked.", "It was.", "Along the quay the boats were tied close together.",
    ]

    /// Chapters whose paragraphs are single short lines.
    private static func chapters(_ headings: [String]) -> String {
        let text = Array(repeating: prose.joined(separator: "\n\n"), count: 6)
        return headings.map { "\($0)\n\n\(text.joined(separator: "\n\n"))\n" }
            .joined(separator: "\n\n")
    }

    @Test(
        "A list whose entries do not come again ends at the gap below them",
        arguments: ["Contents", "Inhoud", "Spis treści", "Содержание", "目录", "İçindekiler"])
    func unlikeHeadings(_ word: String) throws {
        let headings = [
            "Section the first: Lamp", "Section the second: Stairs", "Section the third: Quay",
        ]
        let list =
            "A TALE\n\nby Nobody\n\n\n\(word)\n\n1 Of the lamp\n2 Of the stairs\n3 Of the quay\n\n\n"
        let book = try TextData.text(list + Self.chapters(headings))
        #expect(book.titles == headings)
        #expect(book.left(.contents).joined().contains("Of the quay"))
        #expect(book.bodyText.ranges(of: "She counted the steps twice.").count == 18)
    }

    @Test("A first heading that says its entry in two lines stays")
    func splitHeading() throws {
        let list =
            "A TALE\n\n\nTable of Contents\n\n\nI IN WHICH IT RAINS\n\nII IN WHICH IT STOPS\n\nIII IN WHICH IT ENDS\n\n\n\n"
        let book = try TextData.text(
            list
                + Self.chapters([
                    "I\n\nIN WHICH IT RAINS", "II\n\nIN WHICH IT STOPS", "III\n\nIN WHICH IT ENDS",
                ]))
        #expect(
            book.titles == ["I IN WHICH IT RAINS", "II IN WHICH IT STOPS", "III IN WHICH IT ENDS"])
    }

    @Test("Lists of several parts that count anew end where the text begins")
    func severalParts() throws {
        let list =
            "A TALE\n\nCONTENTS\n\nBOOK I\nChapter 1\nChapter 2\n\nBOOK II\nChapter 1\nChapter 2\n\n\n"
        let book = try TextData.text(
            list
                + Self.chapters([
                    "BOOK I\n\nChapter 1", "Chapter 2", "BOOK II\n\nChapter 1", "Chapter 2",
                ]))
        #expect(
            book.body.map { $0.parts + [$0.title ?? ""] } == [
                ["BOOK I", "Chapter 1"], ["BOOK I", "Chapter 2"], ["BOOK II", "Chapter 1"],
                ["BOOK II", "Chapter 2"],
            ])
        #expect(book.left(.contents).joined().contains("BOOK II"))
    }

    @Test(
        "Lines with leaders and page numbers are a list, announced or not",
        arguments: [
            "The Lamp ............ 3\nThe Stairs .......... 17\nThe Quay ............ 29",
            "Die Lampe . . . . . . vii\nDie Treppe . . . . . 9\nDer Kai . . . . . . . 29",
            "Лампа……3\nЛестница……17\nНабережная……29", "灯……1\n楼梯……9\n码头……20",
        ])
    func leaders(_ list: String) throws {
        let text = "A TALE\n\n\(list)\n\n\n" + Self.chapters(["Chapter 1", "Chapter 2"])
        let book = try TextData.text(text)
        #expect(book.titles == ["Chapter 1", "Chapter 2"])
        #expect(book.left(.contents) == [list])
    }

    @Test("Two lists that name one line are read, and the line is one heading")
    func twoLists() throws {
        let text = """
               Table of Contents
               Fish: A Tale of the Sea
               Things Sailors Avoid
               Fish: A Tale of the Sea

               Table of Contents
               How They Look
               Things Sailors Avoid

            Things Sailors Avoid
            """
        let book = try TextData.text(text)
        #expect(book.spoken.contains("Things Sailors Avoid"))
    }

    @Test("A book that is nothing but a list is spoken, and one without a word is a fault")
    func nothingLeft() throws {
        let list = try TextData.text("Contents\n\n1 Lamp\n2 Stairs\n3 Quay\n")
        #expect(list.bodyText.contains("Stairs"))
        #expect(throws: BookError.self) { try TextData.text("* * *\n\n-----\n\n***\n") }
        #expect(try TextData.text("HELLO WORLD\n").bodyText == "HELLO WORLD")
    }

    @Test("A title page and what Aozora Bunko frames may stand in any order")
    func oddFrames() throws {
        for text in [
            "題\n底本：「本」\n\n本文。\n", "底本：「本」\n【テキスト中に現れる記号について】\n《》：ルビ\n本文。\n",
            "本文《ほんぶん》※［＃U+F0001］。［＃大見出し］\n", "\u{F0001}\u{10FFFF} text\n",
        ] {
            _ = try? TextData.text(text)
        }
        #expect(try TextData.text("本※［＃U+F0001］文である。\n［＃改頁］\n").bodyText.contains("本文である。"))
    }

    // MARK: Notes of those who made the file

    @Test("A transcriber's note before the book ends at the gap below it")
    func frontNote() throws {
        let front =
            "Transcriber's note:\n\n      The first pages have been\n      rearranged.\n\n\n\n\nA TALE\n\nby\n\nNOBODY KNOWN\n\n\n\n\nPREFATORY WORDS\n\n\n"
        let preface = "\(Self.prose.joined(separator: " ")) \(Self.prose.joined(separator: " "))"
        let book = try TextData.text(
            front + preface + "\n\n\n" + Self.chapters(["CHAPTER I", "CHAPTER II"]))
        #expect(book.titles == ["PREFATORY WORDS", "CHAPTER I", "CHAPTER II"])
        #expect(book.bodyText.contains(preface))
        #expect(book.left(.frontMatter).joined().contains("rearranged"))
        #expect(book.metadata.title == "A TALE")
    }

    @Test("A transcriber's note and an index at the end are back matter, prose under Index is not")
    func backNote() throws {
        let end =
            "\n\n\nINDEX\n\nApples, 12, 14\n\nBoats, 9\n\nTranscriber's Notes\n\nMisprints were corrected.\n"
        let book = try TextData.text(Self.chapters(["CHAPTER I", "CHAPTER II"]) + end)
        #expect(book.titles == ["CHAPTER I", "CHAPTER II"])
        let long = Self.prose.joined(separator: " ")
        let story = try TextData.text(
            Self.chapters(["CHAPTER I"]) + "\n\nIndex\n\n\(long)\n\n\(long)\n\n"
                + Self.chapters(["CHAPTER II"]))
        #expect(story.bodyText.contains("\(long)"))
    }
}
