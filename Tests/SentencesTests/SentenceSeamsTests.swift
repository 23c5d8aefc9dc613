import Sentences
import Testing

@Suite("Sentences of many languages")
struct SentenceSeamsTests {
    /// Each line is one text; a bar stands where a sentence ends.
    private static let texts: [(code: String, marked: String)] = [
        (
            "en",
            "Mr. and Mrs. Grey went to Washington, D.C. | They met Gen. Lee at 3 p.m. on Jan. 5."
        ),
        (
            "en",
            "The company, Acme Inc., was founded in 1999. | Its head, J. R. Ewing, lives in St. Louis."
        ),
        ("en", "See Fig. 3 and vol. 2, pp. 4-8. | He said no. | The U.N. Security Council met."),
        (
            "en",
            "Dr. Jones said: \"We won! It was great.\" | Then he left. | (He was tired.) | The end."
        ),
        ("en", "“Who's there?” asked Tom. | “Me!” | “Come in.” | He sat. | Well... maybe not."),
        (
            "en",
            "Version 2.0 is out. | Visit www.example.com or mail a.b@c.org. | It costs $3.50. | Thanks!"
        ),
        (
            "de",
            "Am 3. Oktober 1990 kam Dr. Müller nach St. Gallen. | Er wohnte in der Hauptstr. 5."
        ),
        ("de", "Sie hat u. a. Bücher, CDs usw. gekauft, d. h. sehr viel. | Dann ging sie."),
        (
            "de",
            "»Wo bist du?«, fragte er. | »Hier!« | Sie lachte. | Ludwig XIV. regierte im 17. Jahrhundert."
        ),
        (
            "fr",
            "M. Dupont a dit : « Bonjour ! Comment ça va ? » | Puis il est parti. | Voir p. 12, art. 5."
        ),
        ("fr", "« Où vas-tu ? » demanda-t-il. | « Nulle part. » | Elle rit."),
        (
            "es",
            "El Sr. Pérez llegó a las 3 p.m. a EE.UU. con la Dra. Gómez. | ¿Qué hora es? | ¡No lo sé!"
        ),
        (
            "it",
            "Il sig. Rossi abita in via Roma n. 5. | Il dott. Bianchi, l'avv. Verdi ecc. sono arrivati."
        ),
        ("ru", "А. С. Пушкин родился в 1799 г. в Москве. | Он жил на ул. Мойка, д. 12."),
        ("ru", "«Кто там?» — спросил он. | «Я!» | Он вошёл. | Вот и т. д. и т. п."),
        ("ar", "ذهب د. أحمد إلى السوق. | هل اشترى شيئا؟ | نعم! | اشترى 3.5 كيلو."),
        ("hi", "डॉ. शर्मा घर गए। | क्या वे ठीक हैं? | हाँ! | वे ठीक हैं।"),
        ("zh", "他说：“你好。你是谁？”|我说：“我是王明。”|真的吗？|“不知道。”他回答。|价格是3.5元。"),
        ("ja", "「どこへ行くの？」と彼は聞いた。|雨だ！|帰ろう。|（本当です。）|３．５％です。"),
        ("nl", "Dhr. Jansen is bijv. erg aardig. | Op 5 jan. 2012 kwam hij. | \"Hallo!\" zei hij."),
        ("pl", "Prof. Kowalski mieszka przy ul. Długiej 5. | To jest np. ładne. | Dobrze."),
        ("el", "Πού είσαι; | Είμαι εδώ. | Ο κ. Παπαδόπουλος ήρθε, π.χ. χθες."),
        ("ko", "안녕하세요. | 어디 가세요? | 3.5입니다."),
        ("sw", "Habari za asubuhi. | Unakwenda wapi? | Ninakwenda sokoni."),
    ]

    @Test("Sentences end where a reader ends them", arguments: texts)
    func sentences(code: String, marked: String) throws {
        let language = try #require(Language(code: code))
        let expected = marked.split(separator: "|").map { $0.trimmingPrefix(" ") }
            .map { $0.last == " " ? $0.dropLast() : $0 }.map(String.init)
        let text = marked.replacing(" | ", with: " ").replacing("|", with: "")
        #expect(SentenceSeams(language: language).sentences(of: text) == expected)
    }

    @Test("A line wrapped by hand ends no sentence")
    func hardWrapped() {
        let text = """
            It was a long walk through the wood that lay behind the house of Mr.
            Brown and his aunt. Nobody had been there since the winter of the great
            Snow, they said. We went all the same, and in the end were glad of it.
            """
        let starts = SentenceSeams(language: .english).sentences(of: text).map { $0.prefix(6) }
        #expect(starts == ["It was", "Nobody", "We wen"])
    }

    @Test("Items, headings and verses end with their lines")
    func lines() {
        let text = """
            CHAPTER I
            Down the hole

            You need a few things before you go on this long way:
            - a lamp
            - bread and butter
            1. First, light the lamp. 2. Then eat the bread.
            """
        #expect(
            SentenceSeams(language: .english).sentences(of: text) == [
                "CHAPTER I", "Down the hole",
                "You need a few things before you go on this long way:", "- a lamp",
                "- bread and butter", "1. First, light the lamp.", "2. Then eat the bread.",
            ])
    }
}
