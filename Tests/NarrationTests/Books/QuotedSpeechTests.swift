import Books
import Markup
import Narration
import Testing
import Texts

@Suite("Quoted speech")
struct QuotedSpeechTests {
    /// The stretches of speech, paragraph marks with them.
    private func speech(_ paragraphs: [String], language: String? = nil) throws -> [String] {
        try Spoken.chapter(
            paragraphs.map { Block(.paragraph, $0) }, roles: Roles(dialogue: "d"),
            language: language
        ).stretches.filter { $0.voiceID == "d" }.map(\.text)
    }

    @Test(
        "quoted speech is found in the marks of many languages",
        arguments: [
            ("“Come,” he said, “or stay”, and left.", ["“Come,”", "“or stay”,"]),
            ("„Komm“, sagte er, „oder bleib“.", ["„Komm“,", "„oder bleib“."]),
            ("Er stand auf. »Komm«, sagte er.", ["»Komm«,"]),
            ("« Viens », dit-il. Puis : « Reste ! »", ["« Viens »,", "« Reste ! »"]),
            ("Hon sade: ”Kom.” Han: »Nej.»", ["”Kom.”", "»Nej.»"]),
            ("他说：“你好。”她说：「走吧『快』。」", ["“你好。”", "「走吧『快』。」"]),
            ("He cried, \"Stop!\" The 6\" nail fell.", ["\"Stop!\""]),
            ("“I said ‘no,’ and “I meant it,”” he said.", ["“I said ‘no,’ and “I meant it,””"]),
            ("« Oui », dit-il. Elle : “Non”. “Si.”", ["« Oui »,", "“Non”. “Si.”"]),
            ("«Он сказал: „Да“», — вспомнил я.", ["«Он сказал: „Да“»,"]),
        ])
    func marks(paragraph: String, speech expected: [String]) throws {
        #expect(try speech([paragraph]) == expected)
    }

    @Test(
        "words and titles in quotation marks within a sentence are the narrator's",
        arguments: [
            "The so-called “expert” came.", "He read «Война и мир» twice.", "这是“文化”的问题。",
            "Don’t say ’tis o’clock’s.", "A 6\" nail and a 7\" one.", "“", "He said: “” and left.",
        ])
    func notSpeech(paragraph: String) throws {
        #expect(try speech([paragraph]) == [])
    }

    @Test("speech over several paragraphs opens each and closes the last")
    func paragraphs() throws {
        #expect(
            try speech(["He said: “One.", "“Two.", "“Three.” Done.", "“Lost. He left.", "End."])
                == ["“One.\n\n“Two.\n\n“Three.”"])
        #expect(
            try speech(["Il dit : « Un.", "» Deux. »", "Fin."]) == ["« Un.\n\n» Deux. »"])
    }

    @Test("single marks count where they are the outer ones, and apostrophes do not close them")
    func singleMarks() throws {
        let british = [
            "‘It’s the boys’ hat,’ said he; ‘’tis “mine”,’ and went.", "‘Yes’ was all.",
        ]
        #expect(
            try speech(british) == ["‘It’s the boys’ hat,’", "‘’tis “mine”,’", "‘Yes’"])
        #expect(try speech(["“Yes,” he said. ‘Words.’"]) == ["“Yes,”"])
    }

    @Test(
        "a paragraph that begins with a dash is speech up to the narrator's words",
        arguments: [
            ("ru", "— Привет, — сказал он. — Как дела?", ["— Привет,", "— Как дела?"]),
            ("ru", "— Да — так оно и есть!", ["— Да — так оно и есть!"]),
            ("es-MX", "—Hola —dijo él—. ¿Cómo estás?", ["—Hola", "¿Cómo estás?"]),
            ("pl", "— Cześć — powiedział. — Co?", ["— Cześć", "— Co?"]),
            ("pt-BR", "— Oi — disse ele — tudo bem?", ["— Oi", "— tudo bem?"]),
            ("hu", "– Szia – mondta –, hogy vagy?", ["– Szia", "hogy vagy?"]),
            ("fr", "— Bonjour, dit-il.", ["— Bonjour, dit-il."]),
            ("en", "— Victor Hugo", []),
        ])
    func dashes(language: String, paragraph: String, speech expected: [String]) throws {
        #expect(try speech([paragraph], language: language) == expected)
    }

    @Test(
        "stray marks take no more than linear time",
        .timeLimit(.minutes(10)),
        arguments: [
            "“ ", "„a", "« a ", "‘a ", "\"a ", "「", "“a„b«c「", "‘a’s ", "www.a ", "http://_",
        ])
    func linear(marks: String) throws {
        let text = String(repeating: marks, count: 30_000) + "x"
        #expect(
            try speech(["‘a.’", "‘b.’", text.replacing("http://_", with: "http://_www.a.b")])
                .joined().utf8.count < text.utf8.count * 3)
    }
}
