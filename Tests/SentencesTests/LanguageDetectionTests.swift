import Sentences
import Testing

/// Languages told from their scripts.
@Suite struct LanguageDetectionTests {
    private static let sentences: [(code: String, text: String)] = [
        ("ta", "காலையில் முதியவர் வீட்டை விட்டு வெளியே வந்து நதியைப் பார்த்தார்."),
        ("te", "ఉదయం ముసలాయన ఇంటి నుండి బయటకు వచ్చి నదిని చూశాడు."),
        ("gu", "સવારે વૃદ્ધ ઘરમાંથી બહાર આવ્યા અને નદી તરફ જોયું."),
        ("ml", "രാവിലെ വൃദ്ധൻ വീട്ടിൽ നിന്ന് പുറത്തിറങ്ങി പുഴയെ നോക്കി."),
        ("kn", "ಬೆಳಿಗ್ಗೆ ಮುದುಕನು ಮನೆಯಿಂದ ಹೊರಬಂದು ನದಿಯನ್ನು ನೋಡಿದನು."),
        ("bn", "সকালে বৃদ্ধ ঘর থেকে বেরিয়ে নদীর দিকে তাকিয়ে রইলেন।"),
        ("as", "ৰাতিপুৱা বুঢ়াজনে ঘৰৰ পৰা ওলাই নদীখনলৈ চাই থাকিল।"),
        ("pa", "ਸਵੇਰੇ ਬੁੱਢਾ ਘਰੋਂ ਬਾਹਰ ਆਇਆ ਤੇ ਦਰਿਆ ਵੱਲ ਵੇਖਦਾ ਰਿਹਾ।"),
        ("or", "ସକାଳେ ବୁଢ଼ା ଘରୁ ବାହାରି ନଦୀକୁ ଚାହିଁ ରହିଲା।"),
        ("si", "උදෑසන මහලු මිනිසා ගෙයින් පිටතට අවුත් ගඟ දෙස බැලුවේය."),
        ("ka", "დილით მოხუცი სახლიდან გავიდა და მდინარეს უყურებდა."),
        ("hy", "Առավոտյան ծերունին դուրս եկավ տնից և նայեց գետին։"),
        ("am", "ጠዋት ሽማግሌው ከቤት ወጥቶ ወንዙን ተመለከተ።"),
        ("km", "ពេលព្រឹក តាចាស់ចេញពីផ្ទះ ហើយមើលទន្លេ។"),
        ("lo", "ຕອນເຊົ້າ ຜູ້ເຖົ້າອອກຈາກເຮືອນ ແລ້ວເບິ່ງແມ່ນໍ້າ."),
        ("my", "မနက်ခင်းတွင် အဘိုးအိုသည် အိမ်မှထွက်၍ မြစ်ကို ကြည့်နေသည်။"),
        ("bo", "ཞོགས་པར་རྒན་པོ་ཁྱིམ་ནས་ཐོན་ཏེ་གཙང་པོར་བལྟས།"),
        ("th", "เช้าวันนั้นชายชราออกจากบ้านแล้วมองแม่น้ำ"),
        ("he", "בבוקר יצא הזקן מן הבית והביט אל הנהר."),
        ("el", "Το πρωί ο γέρος βγήκε από το σπίτι και κοίταζε το ποτάμι."),
        ("hi", "सुबह बूढ़ा घर से निकला और नदी को देखता रहा।"),
        ("mr", "सकाळी म्हातारा घरातून बाहेर पडला आणि नदीकडे पाहत राहिला."),
        ("ko", "아침에 노인은 집을 나와서 오랫동안 강을 바라보았다."),
    ]

    @Test("A script tells its language, whatever Latin words stand among it", arguments: sentences)
    func scripts(_ code: String, text: String) {
        #expect(Language.detect(in: text).code == code)
        let mixed = "W3C Accessibility: " + text + " (Workshop, zoom)"
        #expect(Language.detect(in: mixed).code == code)
    }

    /// Languages of the Latin alphabet with the neighbours that they are taken for.
    private static let latin: [(code: String, text: String)] = [
        ("lt", "Rytą senis išėjo iš namų ir ilgai žiūrėjo į upę. Jis nieko nesakė, bet laukė."),
        ("lv", "No rīta vecais vīrs izgāja no mājas un ilgi skatījās uz upi. Viņš neko neteica."),
        ("et", "Hommikul läks vana mees majast välja ja vaatas kaua jõge. Ta ei öelnud midagi."),
        ("hr", "Ujutro je starac izašao iz kuće i dugo gledao rijeku. Nije rekao ništa, ali čeka."),
        ("sl", "Zjutraj je starec odšel iz hiše in dolgo gledal reko. Ni rekel ničesar, a čaka."),
        ("sk", "Ráno vyšiel starec z domu a dlho sa díval na rieku. Nepovedal nič, ale čakal."),
        ("cs", "Ráno vyšel stařec z domu a dlouho se díval na řeku. Neřekl nic, ale čekal dál."),
        ("pl", "Rano starzec wyszedł z domu i długo patrzył na rzekę. Nic nie mówił, ale czekał."),
        ("fi", "Aamulla vanha mies lähti talosta ja katsoi kauan jokea. Hän ei puhunut."),
        ("de", "Am Morgen ging der alte Mann aus dem Haus und sah lange auf den Fluss."),
        ("es", "Por la mañana el viejo salió de la casa y miró el río. No dijo nada, y esperó."),
        ("fr", "Le matin, le vieil homme sortit de la maison et regarda la rivière."),
        ("pt", "De manhã o velho saiu da casa e olhou para o rio. Não disse nada, mas esperou."),
        ("it", "La mattina il vecchio uscì di casa e guardò il fiume. Non disse niente."),
        ("en", "In the morning the old man left the house and looked at the river."),
        ("hu", "Reggel az öreg kiment a házból, és sokáig nézte a folyót. Nem szólt."),
        ("ro", "Dimineața bătrânul a ieșit din casă și a privit râul. Nu a spus nimic."),
        ("tr", "Sabah yaşlı adam evden çıktı ve uzun süre nehre baktı. Hiç konuşmadı."),
        ("sv", "På morgonen gick den gamle mannen ut ur huset och såg på floden. Han sade inget."),
    ]

    @Test("Letters and common words tell languages of one alphabet apart", arguments: latin)
    func latinLanguages(_ code: String, text: String) {
        #expect(Language.detect(in: text).code == code)
    }

    @Test("A foreign word does not make a text one of its language")
    func foreignWord() {
        #expect(Language.detect(in: "The old man said “καλημέρα” and went on.") == .english)
        #expect(Language.detect(in: "She wrote שלום on the wall of the station.") == .english)
    }

    @Test("Signs that no script owns tell nothing")
    func nothing() {
        #expect(Language.detect(in: "12:30 … ♪ 100 %") == .undetermined)
    }
}
