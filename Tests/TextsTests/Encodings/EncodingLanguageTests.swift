import TestSupport
import Testing
import Texts

/// Encodings told from texts of the languages that are written in them.
@Suite struct EncodingLanguageTests {
    /// A sentence or two, and the encodings they are tried in.
    struct Sample: Sendable, CustomTestStringConvertible {
        let language: String
        let encodings: [String]
        let text: String

        init(_ language: String, _ encodings: [String], _ text: String) {
            self.language = language
            self.encodings = encodings
            self.text = text
        }

        var testDescription: String { language }
    }

    private static let samples: [Sample] = [
        Sample(
            "Czech", ["WINDOWS-1250", "ISO-8859-2", "CP852"],
            "Když jsme přišli k řece, stál tam už převozník a mžoural do slunce. Řekl, že dnes "
                + "nikoho nepřeveze, protože voda příliš stoupla."),
        Sample(
            "Polish", ["WINDOWS-1250", "ISO-8859-2", "CP852"],
            "Zeszłej zimy śnieg leżał aż do maja, więc książę odłożył wyprawę i kazał źrebięta "
                + "trzymać w stajni. Ludzie żartowali, że wiosna zabłądziła."),
        Sample(
            "Slovak", ["WINDOWS-1250", "ISO-8859-2", "CP852"],
            "Ľudia sa zišli na námestí, lebo počuli zvon. Nikto nevedel, čo sa stalo, a tak čakali, "
                + "kým príde rychtár a vysvetlí im, prečo ich dal zavolať."),
        Sample(
            "Hungarian", ["WINDOWS-1250", "ISO-8859-2", "CP852"],
            "Az őszi eső egész éjjel verte az ablakot, és reggelre elöntötte az udvart. Nagyapám csak "
                + "annyit mondott, hogy jövőre magasabbra építjük a küszöböt."),
        Sample(
            "Romanian", ["WINDOWS-1250", "ISO-8859-2", "CP852"],
            "Bătrânul şi-a luat pălăria din cui şi a ieşit fără să spună nimic. Afară, câinii dormeau "
                + "sub căruţă, iar în vale se auzea încă apa."),
        Sample(
            "Croatian", ["WINDOWS-1250", "ISO-8859-2", "CP852"],
            "Kad je konačno došao do kuće, vrata su već bila zaključana, a iznutra se čula glazba. "
                + "Sjeo je na stepenište i čekao da netko prođe."),
        Sample(
            "Latvian", ["WINDOWS-1257", "ISO-8859-13"],
            "Vakarā mēs sēdējām pie ezera un klausījāmies, kā niedrēs čukst vējš. Vectēvs stāstīja par "
                + "ziemām, kad ledus turējies līdz pat jūnijam."),
        Sample(
            "Lithuanian", ["WINDOWS-1257", "ISO-8859-13"],
            "Šiąnakt vėjas išvertė seną ąžuolą, po kuriuo žaisdavome būdami maži. Ryte visi kaimynai "
                + "susirinko žiūrėti, kaip jį pjauna."),
        Sample(
            "Estonian", ["WINDOWS-1257", "WINDOWS-1252"],
            "Õhtul läksime üle jõe, sest sild oli juba ära viidud. Vanaema ütles, et küll hommikul "
                + "näeb, mis saab, ja pani tule põlema."),
        Sample(
            "Turkish", ["WINDOWS-1254", "ISO-8859-9"],
            "Çocuklar akşam olunca eve döndüler, ama kapıyı açan olmadı. Dışarıda yağmur başlamıştı ve "
                + "büyük ağacın altına sığındılar."),
        Sample(
            "Vietnamese", ["WINDOWS-1258"],
            "Sáng hôm ấy, ông cụ bước ra khỏi nhà và đứng nhìn dòng sông rất lâu. Không ai biết ông "
                + "đang nghĩ gì, và cũng không ai dám hỏi."),
        Sample(
            "Russian", ["WINDOWS-1251", "KOI8-R", "CP866", "ISO-8859-5"],
            "К вечеру дождь перестал, и мы вышли на крыльцо. Над рекой висел туман, а где-то за "
                + "деревней лаяла собака, будто звала кого-то."),
        Sample(
            "Bulgarian", ["WINDOWS-1251", "CP866", "ISO-8859-5"],
            "Сутринта старецът излезе от къщата и дълго гледа към реката. Никой не знаеше какво мисли, "
                + "а и никой не смееше да го попита."),
        Sample(
            "Ukrainian", ["WINDOWS-1251", "KOI8-U", "ISO-8859-5"],
            "Увечері дощ ущух, і ми вийшли на поріг. Над річкою висів туман, а десь за селом гавкав "
                + "собака, ніби кликав когось."),
        Sample(
            "Serbian", ["WINDOWS-1251", "ISO-8859-5"],
            "Кад је коначно дошао до куће, врата су већ била закључана, а изнутра се чула музика. Сео "
                + "је на степениште и чекао."),
        Sample(
            "Greek", ["WINDOWS-1253", "ISO-8859-7"],
            "Το βράδυ η βροχή σταμάτησε και βγήκαμε στην αυλή. Πάνω από το ποτάμι κρεμόταν ομίχλη, και "
                + "κάπου μακριά γάβγιζε ένας σκύλος."),
        Sample(
            "Hebrew", ["WINDOWS-1255", "ISO-8859-8"],
            "בערב פסק הגשם ויצאנו אל החצר. מעל הנהר היה ערפל, ואי שם מעבר לכפר נבח כלב כאילו קרא למישהו."
        ),
        Sample(
            "Arabic", ["WINDOWS-1256", "ISO-8859-6"],
            "في المساء توقف المطر وخرجنا إلى الفناء. كان الضباب فوق النهر، ومن مكان بعيد كان كلب ينبح."
        ),
        Sample(
            "Persian", ["WINDOWS-1256"],
            "شب که باران بند آمد به حياط رفتيم. مه روي رودخانه بود و سگي از دور پارس مي‌کرد، گويا کسي را صدا مي‌زد."
        ),
        Sample(
            "Thai", ["CP874", "TIS-620"],
            "เช้าวันนั้นชายชราเดินออกจากบ้านแล้วยืนมองแม่น้ำอยู่นาน ไม่มีใครรู้ว่าเขาคิดอะไร และไม่มีใครกล้าถาม"),
        Sample(
            "French with ligatures", ["ISO-8859-15", "WINDOWS-1252"],
            "Sa sœur jetait un coup d'œil vers la fenêtre ; le cœur battant, elle n'osait pas bouger."
        ),
    ]

    @Test("A few sentences come out as they were", arguments: samples)
    func sentences(_ sample: Sample) throws {
        for encoding in sample.encodings {
            try expect(sample.text, in: encoding)
        }
    }

    @Test("A whole text of them comes out as well", arguments: samples)
    func long(_ sample: Sample) throws {
        let text = Array(repeating: sample.text, count: 60).joined(separator: "\r\n")
        for encoding in sample.encodings { try expect(text, in: encoding) }
    }

    @Test(
        "One cue is enough where its letters tell",
        arguments: [
            ("CP874", "คืนนี้เราจะไปไหนกันดี"), ("WINDOWS-1251", "Куда же мы пойдём?"),
            ("CP866", "Куда же мы пойдём сегодня?"), ("WINDOWS-1253", "Πού θα πάμε απόψε;"),
            ("WINDOWS-1255", "לאן נלך הערב אחרי העבודה?"), ("WINDOWS-1256", "إلى أين نذهب الليلة؟"),
            ("WINDOWS-1258", "Tối nay chúng ta đi đâu?"), ("ISO-8859-5", "Куда же мы пойдём?"),
            ("ISO-8859-2", "Gdzież to się podział mój płaszcz, książę?"),
            ("WINDOWS-1257", "Šiąnakt čia lieka tik vėjas ir žvakės."),
            ("WINDOWS-1252", "Où allons-nous ce soir ?"), ("WINDOWS-1252", "¿Adónde vamos, señor?"),
            ("WINDOWS-1252", "Wohin gehen wir heute Abend, Käthe?"),
            ("WINDOWS-1252", "Hvor skal vi hen, får vi se på det?"),
        ])
    func cue(encoding: String, text: String) throws {
        try expect(text, in: encoding)
    }

    @Test(
        "A few signs and foreign letters in English are neither Polish nor anything else",
        arguments: [
            "£12", "à la carte", "a naïve façade", "Zoë Brontë", "½ a cup", "20°C", "© 1902",
            "§ 5", "São Paulo", "Señor Gómez", "mediæval", "crème brûlée", "Æsop", "3 × 4",
            "x² + y²", "Ø 5 mm", "¡Hola!", "¥100", "‘quoted’ — “he said”", "Ångström", "œuvre",
        ])
    func signs(_ sign: String) throws {
        try expect(
            "The bill was longer than the evening had been.\nThere stood \(sign) at the end of it, "
                + "and nobody could say why.\nWe paid and went home.", in: "WINDOWS-1252")
    }

    @Test(
        "UTF-16 and UTF-32 are known without a mark, in any language and both orders",
        arguments: ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
    func wide(_ encoding: String) throws {
        try expect("天色渐渐暗了，他还没有回来。", in: encoding)
        try expect("天色漸漸暗了\n他還沒有回來，門口的燈也滅了", in: encoding)
        try expect("It was late.", in: encoding)
        try expect("夜になっても、彼は帰ってこなかった。", in: encoding)
        for sample in Self.samples { try expect(sample.text, in: encoding) }
    }

    @Test(
        "Where little tells the encoding, the likely ones are named with what they read as",
        arguments: [
            ("WINDOWS-1257", "Kur mes šiąnakt eisime, drauguži?"), ("WINDOWS-1252", "20°C"),
        ])
    func doubt(encoding: String, text: String) throws {
        let bytes = try TestSupport.bytes(of: text, in: encoding)
        let found = try #require(EncodingDetector.encoding(of: bytes))
        #expect(found.source == .guessed)
        #expect(found.readings.count > 1 && found.readings.first?.encoding == found.name)
        #expect(found.doubt?.contains(found.readings[0].words) == true)
    }

    @Test("What a mark, the form or a person says is not doubted")
    func sure() throws {
        let bytes = try TestSupport.bytes(of: "šíp", in: "ISO-8859-2")
        let named = foundEncoding(of: bytes, named: "ISO-8859-2")
        #expect(named == FoundEncoding("ISO-8859-2", by: .named) && named?.doubt == nil)
        let utf8 = Array("šíp".utf8)
        #expect(foundEncoding(of: utf8, named: nil) == FoundEncoding("UTF-8", by: .form))
        let marked = [0xEF, 0xBB, 0xBF] + utf8
        #expect(foundEncoding(of: marked, named: "KOI8-R") == FoundEncoding("UTF-8", by: .mark))
    }

    /// A text in an encoding is found to be in one that says the same, beyond doubt.
    private func expect(
        _ text: String, in encoding: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let bytes = try TestSupport.bytes(of: text, in: encoding)
        let found = EncodingDetector.encoding(of: bytes)
        let read = found.map { WholeText.decode(bytes, as: $0.name) }
        #expect(
            read == .text(Array(text.utf8)), "\(encoding) as \(found?.name ?? "nothing"): \(text)",
            sourceLocation: sourceLocation)
        #expect(found?.doubt == nil, sourceLocation: sourceLocation)
    }
}
