import Foundation
import JobLists
import SpeechTasks
import TestSupport
import Testing
import Texts

@Suite("Encodings")
struct EncodingTests {
    static let list = "id,text\r\n1,你好，世界\r\n2,日本\r\n"

    private func options(_ encoding: String?) -> JobReaderOptions {
        var options = JobReaderOptions.withVoice
        options.encoding = encoding
        return options
    }

    @Test(
        "a list in any encoding of iconv reads as in UTF-8",
        .needs("iconv"),
        arguments: [
            "GB18030", "GBK", "UTF-16LE", "UTF-16BE", "UTF-32LE", "Shift_JIS", "EUC-JP",
            "ISO-2022-JP", "UTF-8", "utf8",
        ])
    func named(encoding: String) throws {
        let text = encoding.contains("J") ? "id,text\n1,日本語テスト\n" : EncodingTests.list
        let expected = try read("list.csv", text)
        let encoded = try bytes(of: text, in: encoding)
        for chunk in [1, 3, 1000] {
            #expect(try read("list.csv", encoded, chunk: chunk, options(encoding)) == expected)
        }
    }

    @Test("Big5 and Windows-1252 are read by their bytes")
    func bytesOfTheirOwn() throws {
        let big5 = Array("text\n".utf8) + [0xA7, 0x41, 0xA6, 0x6E]
        #expect(try read("list.csv", big5, options("Big5")).texts == ["你好"])
        let western = Array("text\n".utf8) + [0x80, 0x20, 0x63, 0x61, 0x66, 0xE9]
        #expect(
            try read("list.csv", western, options("Windows-1252")).texts == ["€ café"])
    }

    @Test("a byte order mark tells UTF-8, UTF-16 and UTF-32, whatever encoding is given")
    func marks() throws {
        let expected = try read("list.csv", EncodingTests.list)
        let utf16 = EncodingTests.list.utf16
        let marked: [[UInt8]] = [
            [0xEF, 0xBB, 0xBF] + EncodingTests.list.utf8,
            [0xFF, 0xFE] + utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            [0xFE, 0xFF] + utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
            [0xFF, 0xFE, 0, 0]
                + EncodingTests.list.unicodeScalars.flatMap {
                    [UInt8($0.value & 0xFF), UInt8($0.value >> 8 & 0xFF), 0, 0]
                },
        ]
        for bytes in marked {
            for chunk in [1, 2, 7] {
                #expect(try read("list.csv", bytes, chunk: chunk) == expected)
                #expect(try read("list.csv", bytes, chunk: chunk, options("GB18030")) == expected)
            }
        }
    }

    @Test("bytes that are not UTF-8 end the list with their place, after the rows before them")
    func malformed() throws {
        let bytes =
            Array("id,text\n1,One\n2,Zw\u{F6}lf ".utf8) + [0xFF, 0x41] + Array("\n3,x\n".utf8)
        for chunk in [1, 2, 7, 1000] {
            let reading = try read("list.csv", bytes, chunk: chunk)
            #expect(reading.texts == ["One"])
            #expect(reading.faults.map(\.endsInput) == [true])
            let message = try #require(reading.messages.first)
            #expect(message.hasPrefix("list.csv:3:9: the bytes FF 41 0A 33 at byte offset 23 are"))
            #expect(message.contains("--encoding"))
            #expect(message.contains("GB18030"))
        }
    }

    @Test(
        "every form that UTF-8 forbids is refused",
        arguments: [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE4, 0xBD], [0xC3],
        ] as [[UInt8]])
    func forbiddenForms(bytes: [UInt8]) throws {
        let reading = try read("list.csv", Array("text\n".utf8) + bytes)
        #expect(reading.jobs == [])
        #expect(reading.places == ["2:1"])
    }

    @Test("every scalar that Unicode has is accepted")
    func allScalars() throws {
        var text = "text\n\""
        for value in UInt32(0x23)...0x10FFFF {
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        let reading = try read("list.csv", text + "\"\n")
        #expect(reading.texts == [String(text.dropFirst(6))])
    }

    @Test("bytes that do not decode in a given encoding say where")
    func undecodable() throws {
        let reading = try read(
            "list.csv", Array("text\nab".utf8) + [0x81, 0x0A], options("Windows-1252"))
        #expect(reading.places == ["2:3"])
        #expect(reading.messages.first?.contains("byte offset 7") == true)
        let cut = try read("list.csv", Array("text\nab".utf8) + [0x81], options("GB18030"))
        #expect(cut.messages.first?.contains("ends within a character") == true)
    }

    @Test("an encoding that iconv does not know is refused before reading")
    func unknown() {
        for name in ["klingon", "", "UTF-8//IGNORE"] {
            #expect(throws: JobListError.text(.unknownEncoding(name))) {
                try JobReader(lists: [], options: options(name))
            }
        }
        #expect("\(TextError.unknownEncoding("x"))".contains("iconv -l"))
    }

    @Test(
        "random bytes in any encoding never stop the reader, and chunks never change what it says",
        arguments: [nil, "GB18030", "Big5", "Shift_JIS", "UTF-16LE", "ISO-2022-JP"])
    func randomBytes(encoding: String?) throws {
        var generator = SplitMix64(seed: 1252)
        for _ in 0..<150 {
            let head = Bool.random(using: &generator) ? Array("text,id\n".utf8) : []
            let count = Int.random(in: 0...60, using: &generator)
            let bytes = head + (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for name in ["list.csv", "list.json", "list.jsonl"] {
                let whole = try read(name, bytes, options(encoding))
                for chunk in [1, 2, 7] {
                    #expect(try read(name, bytes, chunk: chunk, options(encoding)) == whole)
                }
            }
        }
    }

    /// Lists as spreadsheets save them where people write so.
    private static let saved: [(encoding: String, text: String)] = [
        ("GB18030", "编号,内容\n1,早上老人走出家门，看了很久的河水。\n2,他一句话也没有说。\n"),
        ("BIG5-HKSCS", "編號,內容\n1,早上老人走出家門，看了很久的河水。\n2,他一句話也沒有說。\n"),
        ("CP932", "番号,本文\n1,朝、老人は家を出て、川を見ていた。\n2,何も言わなかった。\n"),
        ("WINDOWS-1251", "номер,текст\n1,Утром старик вышел из дома.\n2,Он ничего не сказал.\n"),
        ("WINDOWS-1252", "id,note\n1,L’été dernier, à la plage déjà.\n2,Les garçons mangeaient.\n"),
        ("UTF-16LE", "id,note\n1,The old man left the house.\n2,He said nothing at all.\n"),
    ]

    @Test(
        "a file in another encoding is read as its bytes tell", .needs("iconv"),
        arguments: saved)
    func found(_ encoding: String, text: String) throws {
        let list = text.replacing(/^.*?,.*?\n/, with: "id,text\n")
        try withTemporaryFolder { folder in
            let path = folder + "/list.csv"
            // The first row keeps its commas in quotes.
            let quoted = list.replacing(/(?m)^([12]),(.*)$/) { "\($0.1),\"\($0.2)\"" }
            try Data(try bytes(of: quoted, in: encoding)).write(to: URL(fileURLWithPath: path))
            var reader = try JobReader(lists: [JobInput(path: path)], options: .withVoice)
            try reader.open(JobInput(path: path))
            #expect(reader.foundEncoding?.name == encoding)
            #expect(
                try read([JobInput(path: path)]).texts
                    == read("list.csv", quoted).texts)
        }
    }

    @Test(
        "a file that may be in several encodings is refused with what it would read as",
        .needs("iconv"))
    func doubtful() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/list.csv"
            let text = "Kur mes šiąnakt eisime drauguži?"
            try Data(try bytes(of: "id,text\n1,\(text)\n", in: "WINDOWS-1257"))
                .write(to: URL(fileURLWithPath: path))
            var reader = try JobReader(lists: [JobInput(path: path)], options: .withVoice)
            let error = #expect(throws: JobListError.self) {
                try reader.open(JobInput(path: path))
            }
            #expect(error?.description.contains("cannot be told for certain") == true)
            #expect(error?.description.contains("--encoding") == true)
            #expect(
                try read([JobInput(path: path)], options("Windows-1257")).texts == [text])
        }
    }

    @Test("UTF-8 stays UTF-8 however long and wherever a chunk ends, and broken UTF-8 says where")
    func streamed() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/list.csv"
            let long = String(repeating: "老人走出家门。", count: 40_000)
            try Data("id,text\n1,x\(long)\n".utf8).write(to: URL(fileURLWithPath: path))
            #expect(try read([JobInput(path: path)]).texts == ["x" + long])
            try Data(Array("id,text\n1,Zwölf, ".utf8) + [0xFF, 0x0A])
                .write(to: URL(fileURLWithPath: path))
            let message = try #require(try read([JobInput(path: path)]).messages.first)
            #expect(message.contains("are not UTF-8"))
        }
    }

    @Test("UTF-16 without a mark is told by its NULs")
    func unmarkedUTF16() throws {
        let bytes = "text\nx".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try read("list.csv", bytes).messages.first?.contains("--encoding UTF-16LE") == true)
    }
}
