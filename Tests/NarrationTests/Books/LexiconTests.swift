import Books
import Foundation
import Markup
import Narration
import TestSupport
import Testing
import Texts

@Suite("Lexicon")
struct LexiconTests {
    private func entry(
        _ word: String, _ spoken: String, language: String? = nil, exact: Bool? = nil
    ) -> Lexicon.Entry {
        Lexicon.Entry(
            word: word, spoken: spoken, language: language, isCaseSensitive: exact,
            place: Spoken.place)
    }

    private func lexicon(_ text: String, name: String = "names.csv") throws -> Lexicon {
        try withTemporaryFolder { folder in
            try Spoken.write(text, to: folder + "/" + name)
            return try Lexicon(path: folder + "/" + name)
        }
    }

    private func fault(_ text: String, name: String = "names.csv") -> String {
        let message = Spoken.error { _ = try lexicon(text, name: name) }
        return message.range(of: name).map { String(message[$0.lowerBound...]) } ?? message
    }

    private func applied(
        _ table: String, to text: String, language: String? = nil
    ) throws -> String {
        var applier = LexiconApplier(try lexicon(table), language: language)
        return applier.apply(to: text)
    }

    @Test(
        "whole words are replaced, and no others",
        arguments: [
            ("Ann,An", "Ann, Anna and Joann; ANN", "An, Anna and Joann; ANN"),
            ("gif,jif", "Gif GIF gifs (gif)", "jif jif gifs (jif)"),
            ("US,United States", "US and us", "United States and us"),
            (
                "Cholmondeley,Chumley", "Cholmondeley’s and Cholmondeley's",
                "Chumley’s and Chumley's"
            ),
            ("don,DON", "don't don’t don", "don't don’t DON"),
            ("3,three", "3 3.14 1,203 3rd x3 3²", "three 3.14 1,203 3rd x3 3²"),
            ("com,COM", "example.com is .com", "example.com is .COM"),
            ("New York,NY", "New York New\u{A0}York New  York Newer", "NY NY New  York Newer"),
            ("O'Neill,Oneal", "O’Neill and O'Neill", "Oneal and Oneal"),
            ("C++,see plus plus", "C++ and C.", "see plus plus and C."),
            ("曹操,Cáo Cāo", "卻說曹操引兵", "卻說Cáo Cāo引兵"),
            ("ホームズ,Holmes", "名探偵ホームズは", "名探偵Holmesは"),
            ("カメ,亀", "カメラでカメを撮る。", "カメラで亀を撮る。"),
            ("ラン,蘭", "ブランコとラン・ランド、ラーン", "ブランコと蘭・ランド、ラーン"),
            ("홍길동,HGD", "홍길동은 안홍길동", "HGD은 안홍길동"),
            ("MP3,em pee three", "听MP3吧 MP34", "听em pee three吧 MP34"),
            ("café,kaffay", "cafe\u{301} CAFÉ cafés", "kaffay kaffay cafés"),
        ])
    func wholeWords(entry: String, text: String, spoken: String) throws {
        #expect(try applied("word,spoken\n\(entry)\n", to: text) == spoken)
    }

    @Test("the longest entry comes first, and a replacement is not replaced again")
    func longestFirst() throws {
        let table = "word,spoken\nNew,old\nNew York,New Amsterdam\nold,ancient\n"
        #expect(
            try applied(table, to: "New York, New, old") == "New Amsterdam, old, ancient")
    }

    @Test("a longer entry in another case leaves the shorter one its word")
    func fallsBack() throws {
        let table = "word,spoken,case\nnew,neu,any\nnew york,NY,exact\n"
        #expect(try applied(table, to: "New York") == "neu York")
    }

    @Test(
        "an entry for a language is for its variants alone",
        arguments: [
            ("en", "HERB chat X"), ("en-GB", "British chat X"), ("EN_us", "HERB chat X"),
            ("fr", "herb CHAT X"), ("eng", "herb chat X"), (nil, "herb chat X"),
        ])
    func languages(language: String?, spoken: String) throws {
        let table = """
            word,spoken,language
            herb,HERB,en
            herb,British,en-GB
            chat,CHAT,fr
            x,X,

            """
        #expect(try applied(table, to: "herb chat x", language: language) == spoken)
    }

    @Test("French and Italian words begin after an elision")
    func elision() throws {
        let table = "word,spoken\nHermione,Ermione\n"
        #expect(try applied(table, to: "l’Hermione", language: "fr") == "l’Ermione")
        #expect(try applied(table, to: "l’Hermione", language: "en") == "l’Hermione")
    }

    @Test("each entry's uses are counted, those of unused ones too")
    func uses() throws {
        var applier = LexiconApplier(
            try lexicon("word,spoken\na,1\nb,2\nc,3\n"), language: nil)
        _ = applier.apply(to: "a b a")
        _ = applier.apply(to: "B")
        #expect(applier.uses.map { "\($0.entry.word)\($0.count)" } == ["a2", "b2", "c0"])
    }

    @Test(
        "a faulty table is refused with its place",
        arguments: [
            ("", "names.csv:1:1: the lexicon is empty"),
            ("word\na\n", "names.csv:1:1: the header has no column `spoken`"),
            ("word,spoken,x\n", "names.csv:1:13: `x` is no column"),
            ("word,spoken\na\n", "names.csv:2:1: the row has 1 fields, the header 2"),
            ("word,spoken\n,b\n", "names.csv:2:1: `word` is empty"),
            ("word,spoken\ncat,1\nb,2\ncat,3\n", "names.csv:4:1: `cat` stands in line 2 already"),
            ("word,spoken,case\na,b,no\n", "names.csv:2:5: `case` is `exact`, `any` or empty"),
            ("word,spoken\n\"a,b\n", "names.csv:2:1: the quote that opens here is never closed"),
        ])
    func faultyTables(table: String, message: String) {
        #expect(fault(table).hasPrefix(message))
    }

    @Test("a word with a capital is another entry than the same without")
    func capitals() throws {
        #expect(try applied("word,spoken\npolish,1\nPolish,2\n", to: "polish Polish") == "1 2")
    }

    @Test("TSV is parted by tabs")
    func tabs() throws {
        let lexicon = try lexicon("Spoken\tWord\nx, y\ta\n", name: "names.TSV")
        #expect(lexicon.entries.map(\.spoken) == ["x, y"])
    }

    @Test("a missing file is told")
    func missing() {
        #expect(
            Spoken.error { _ = try Lexicon(path: "/nowhere/x.csv") }
                == "/nowhere/x.csv: cannot be read: No such file or directory")
    }

    @Test("the time is linear in the text, however alike the entries are")
    func linear() throws {
        let words = (1...20).map { String(repeating: "a ", count: $0) + "b" }
        let entries = words.map { "\($0),x" }
        let text = String(repeating: "a ", count: 50_000)
        #expect(try applied("word,spoken\n" + entries.joined(separator: "\n"), to: text) == text)
    }

    @Test("of several lexicons the earlier one holds")
    func joining() throws {
        let joined = Lexicon(joining: [
            try lexicon("word,spoken\na,1\n"), try lexicon("word,spoken\na,2\nb,3\n"),
        ])
        #expect(joined.entries.map(\.spoken) == ["1", "3"])
    }
}

@Suite("PLS")
struct PLSTests {
    private func pls(_ lexemes: String, prolog: String = "") -> [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- <!DOCTYPE> in a comment is none -->
            \(prolog)<lexicon version="1.0" alphabet="ipa" xml:lang="en"
              xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">\(lexemes)</lexicon>
            """.utf8)
    }

    @Test("aliases are spoken, and phonemes counted as not usable")
    func aliases() throws {
        let lexicon = try Lexicon(
            pls: pls(
                """
                <lexeme><grapheme>W3C</grapheme><grapheme>W3 C</grapheme>
                  <alias>World Wide Web &amp; <![CDATA[Consortium]]></alias></lexeme>
                <lexeme><grapheme>tomato</grapheme><phoneme>təmeɪtoʊ</phoneme></lexeme>
                <lexeme><grapheme>x</grapheme><phoneme>y</phoneme><alias>one</alias>
                  <alias prefer="true">two</alias></lexeme>
                <lexeme role="verb"><grapheme>x</grapheme><alias>three</alias></lexeme>
                """), path: "book.epub/lex.pls")
        #expect(
            lexicon.entries.map { "\($0.word)=\($0.spoken)" } == [
                "W3C=World Wide Web & Consortium", "W3 C=World Wide Web & Consortium", "x=two",
            ])
        #expect(lexicon.entries.allSatisfy { $0.language == "en" })
        #expect(
            lexicon.unusable.map { "\($0.word) \($0.place.line): \($0.reason)" } == [
                "tomato 6: it has only a phoneme, which the service cannot take",
                "x 9: an earlier lexeme holds",
            ])
    }

    @Test("a document type is refused, so that no entity is ever read")
    func documentType() {
        let bytes = pls(
            "", prolog: "<!DOCTYPE lexicon [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>")
        #expect(
            Spoken.error { _ = try Lexicon(pls: bytes, path: "a.pls") }
                .hasPrefix("a.pls:3:1: a PLS document begins here"))
    }

    @Test("an encoding that hides a document type is refused")
    func hiddenDocumentType() {
        let bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADw-!DOCTYPE a+AD4-".utf8)
        #expect(
            Spoken.error { _ = try Lexicon(pls: bytes, path: "a.pls") }.hasPrefix("a.pls:1:39:"))
    }

    @Test(
        "damaged XML is told with its place",
        arguments: [
            ("<lexeme><grapheme>a</lexeme>", "a.pls:4:"),
            ("<lexeme>&nothing;</lexeme>", "a.pls:4:"),
        ])
    func damaged(lexemes: String, place: String) {
        let message = Spoken.error { _ = try Lexicon(pls: pls(lexemes), path: "a.pls") }
        #expect(message.hasPrefix(place), "\(message)")
    }

    @Test("a cut document and another root element are refused")
    func otherDocuments() {
        let cut = Array(pls("<lexeme/>").dropLast(12))
        #expect(Spoken.error { _ = try Lexicon(pls: cut, path: "a.pls") }.hasPrefix("a.pls:4:"))
        let html = Array("<html/>".utf8)
        #expect(
            Spoken.error { _ = try Lexicon(pls: html, path: "a.pls") }
                .hasSuffix("the root element is `html`, not `lexicon`"))
        #expect(Spoken.error { _ = try Lexicon(pls: [], path: "a.pls") }.hasPrefix("a.pls:1:1:"))
    }
}
