import Books
import Foundation
import Markup
import Narration
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
        let bytes = try #require(Transcoding.bytes(of: text, in: encoding))
        #expect(EncodingDetector.encoding(of: bytes) == encoding)
        let book = try TextData.withFile(bytes, named: "a.txt") {
            try TextBookReader(path: $0).read()
        }
        #expect(book.bodyText == text)
    }

    @Test("A mark decides, and UTF-8 and UTF-16 are known without one")
    func unicode() {
        #expect(EncodingDetector.encoding(of: [0xFF, 0xFE, 0x41, 0]) == "UTF-16LE")
        #expect(EncodingDetector.encoding(of: Array("Été".utf8)) == "UTF-8")
        #expect(EncodingDetector.encoding(of: []) == "UTF-8")
        #expect(
            EncodingDetector.encoding(of: Array("A long line.".utf16).flatMap { [UInt8($0), 0] })
                == "UTF-16LE")
    }

    @Test("Damaged UTF-8 is refused, not read as something else")
    func damaged() {
        let bytes = Array(String(repeating: "Été à la plage. ", count: 20).utf8) + [0xFF]
        #expect(throws: BookError.self) {
            try TextData.withFile(bytes, named: "a.txt") { try TextBookReader(path: $0).read() }
        }
    }

    @Test(
        "A stray byte does not turn a text into another encoding",
        arguments: [
            ("UTF-8", "I’ll go."), ("UTF-8", "L’été, déjà."), ("GB18030", "早上老人走出家门"),
            ("BIG5-HKSCS", "早上老人走出家門"), ("CP932", "朝、老人は家を出て"),
        ])
    func stray(encoding: String, text: String) throws {
        let lines = String(repeating: text + "\n", count: 4)
        var bytes = try #require(Transcoding.bytes(of: lines, in: encoding).map { Array($0) })
        bytes.insert(encoding == "UTF-8" ? 0xE9 : 0xFF, at: bytes.count - 3)
        #expect(EncodingDetector.encoding(of: bytes) == encoding)
    }

    @Test("Noise is no text")
    func noise() {
        var state: UInt64 = 7
        let bytes = (0..<4000).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56) | 1
        }
        #expect(EncodingDetector.encoding(of: bytes) == nil)
    }

    @Test("The encoding asked for counts")
    func asked() throws {
        var options = BookReadingOptions()
        options.encoding = "KOI8-R"
        let book = try TextData.withFile([0xC1, 0xC2], named: "a.txt") {
            try TextBookReader(path: $0, options: options).read()
        }
        #expect(book.bodyText == "аб")
        options.encoding = "no-such"
        #expect(throws: BookError.self) {
            try TextData.withFile([0xC1], named: "a.txt") {
                try TextBookReader(path: $0, options: options).read()
            }
        }
    }
}

/// Texts in other encodings, by the iconv command.
enum Transcoding {
    static func bytes(of text: String, in encoding: String) -> [UInt8]? {
        try? TextData.withFile(Array(text.utf8), named: "in.txt") { path in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["iconv", "-f", "UTF-8", "-t", encoding, path]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return process.terminationStatus == 0 ? Array(data) : []
        }
    }
}
