import TestSupport
import Testing
import Texts

/// Encodings told from bytes.
@Suite struct EncodingDetectorTests {
    private static let samples: [(encoding: String, text: String)] = [
        ("WINDOWS-1252", "L'été dernier, à la plage, où les garçons mangeaient déjà des crêpes."),
        ("WINDOWS-1252", "Die Mädchen hörten über den Hügel hinweg die größten Glocken läuten."),
        ("WINDOWS-1252", "¿Dónde está el niño? El señor salió mañana, según él, con la pequeña."),
        ("WINDOWS-1252", "“It’s late,” he said — “too late.”"),
        ("WINDOWS-1250", "Zażółć gęślą jaźń; łódź płynęła przez mgłę, a żołnierz śpiewał."),
        ("WINDOWS-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl děda večer."),
        (
            "WINDOWS-1250",
            "Az erdő szélén ült egy öreg nő, és azt mondta: jöjjön be, kérem, fázós idő van, hűvös."
        ),
        ("WINDOWS-1254", "Küçük kız çocuğu ışığı görünce şaşırdı, güneşin doğduğunu sandı."),
        ("WINDOWS-1251", "Утром старик вышел из дома и долго смотрел на реку."),
        ("KOI8-R", "Утром старик вышел из дома и долго смотрел на реку."),
        ("KOI8-U", "Усі щасливі родини схожі одна на одну, її дім був біля ґанку, де є сад."),
        ("WINDOWS-1251", "Усі щасливі родини схожі одна на одну, її дім був біля ґанку, де є сад."),
        ("WINDOWS-1253", "Το πρωί ο γέρος βγήκε από το σπίτι και κοίταζε το ποτάμι."),
        ("WINDOWS-1255", "בבוקר יצא הזקן מן הבית והביט זמן רב אל הנהר."),
        ("WINDOWS-1256", "في الصباح خرج الشيخ من البيت ونظر طويلا إلى النهر."),
        ("GB18030", "早上老人走出家门，看了很久的河水，一句话也没有说。"),
        ("BIG5-HKSCS", "早上老人走出家門，看了很久的河水，一句話也沒有說。"),
        ("CP932", "朝、老人は家を出て、長いあいだ川を見ていた。"),
        ("EUC-JP", "朝、老人は家を出て、長いあいだ川を見ていた。"),
        ("ISO-2022-JP", "朝、老人は家を出て、長いあいだ川を見ていた。"),
        ("ISO-2022-JP-3", "朝、ﾛｳｼﾞﾝは家を出て、長いあいだ川を見ていた。"),
        ("CP949", "아침에 노인은 집을 나와서 오랫동안 강을 바라보았다."),
    ]

    @Test("One sentence tells its encoding", arguments: samples)
    func sentence(_ encoding: String, text: String) throws {
        let bytes = try TestSupport.bytes(of: text, in: encoding)
        #expect(EncodingDetector.encoding(of: bytes)?.name == encoding)
    }

    @Test(
        "A few short cues in UTF-8 or ASCII are never in doubt",
        arguments: [
            "No.", "OK?", "Non, là.", "Да.", "你好", "はい", "네", "Żół", "ναι", "نعم", "ใช่", "Ñ",
        ])
    func shortCues(text: String) {
        for lineEnd in ["\n", "\r\n"] {
            let lines = ["1", "00:00:01,000 --> 00:00:02,500", text, ""]
            let found = EncodingDetector.encoding(
                of: Array(lines.joined(separator: lineEnd).utf8))
            #expect(found == FoundEncoding("UTF-8", by: .form))
        }
    }

    @Test("A mark decides, and UTF-8 and UTF-16 are known without one")
    func unicode() {
        #expect(EncodingDetector.encoding(of: [0xFF, 0xFE, 0x41, 0])?.name == "UTF-16LE")
        #expect(EncodingDetector.encoding(of: Array("Été".utf8))?.name == "UTF-8")
        #expect(EncodingDetector.encoding(of: [])?.name == "UTF-8")
        #expect(
            EncodingDetector.encoding(of: Array("A long line.".utf16).flatMap { [UInt8($0), 0] })?
                .name == "UTF-16LE")
    }

    @Test(
        "A stray byte does not turn a text into another encoding",
        arguments: [
            ("UTF-8", "I’ll go."), ("UTF-8", "L’été, déjà."), ("GB18030", "早上老人走出家门"),
            ("BIG5-HKSCS", "早上老人走出家門"), ("CP932", "朝、老人は家を出て"),
        ])
    func stray(encoding: String, text: String) throws {
        let lines = String(repeating: text + "\n", count: 4)
        var bytes = try TestSupport.bytes(of: lines, in: encoding)
        bytes.insert(encoding == "UTF-8" ? 0xE9 : 0xFF, at: bytes.count - 3)
        #expect(EncodingDetector.encoding(of: bytes)?.name == encoding)
    }

    @Test("Noise is no text")
    func noise() {
        var random = SplitMix64(seed: 7)
        let bytes = (0..<4000).map { _ in UInt8.random(in: .min ... .max, using: &random) | 1 }
        #expect(EncodingDetector.encoding(of: bytes) == nil)
    }
}
