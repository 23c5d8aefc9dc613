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

    @Test("UTF-16 without a mark is told by its NULs")
    func unmarkedUTF16() throws {
        let bytes = "text\nx".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try read("list.csv", bytes).messages.first?.contains("--encoding UTF-16LE") == true)
    }
}
