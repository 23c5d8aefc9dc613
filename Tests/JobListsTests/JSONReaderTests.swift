import Foundation
import JobLists
import Testing
import Texts

@Suite("JSON by RFC 8259")
struct JSONReaderTests {
    @Test(
        "what must be accepted is, and what must be refused is",
        .enabled(if: TestData.isPresent, "no shared data"), arguments: [1, 7, 1 << 20])
    func suite(chunk: Int) throws {
        let files = try TestData.files("json/test_parsing", ending: ".json")
        #expect(files.count == 198)
        for file in files {
            let name = file.lastPathComponent
            let bytes = try Array(Data(contentsOf: file))
            let fault = JSONCheck.fault(in: source(bytes, chunk: chunk))
            if name.hasPrefix("y_") { #expect(fault == nil, "\(name)") }
            if name.hasPrefix("n_") { #expect(fault != nil, "\(name)") }
        }
    }

    @Test(
        "no file of the suite stops the list reader",
        .enabled(if: TestData.isPresent, "no shared data"),
        arguments: ["test_parsing", "test_transform"])
    func lists(folder: String) throws {
        for file in try TestData.files("json/\(folder)", ending: ".json") {
            let bytes = try Array(Data(contentsOf: file))
            for name in ["list.json", "list.jsonl"] {
                let whole = try read(name, bytes)
                #expect(try read(name, bytes, chunk: 3) == whole)
            }
        }
    }

    @Test("a depth of 512 is read and one more is refused")
    func depth() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 512)
        let close = [UInt8](repeating: UInt8(ascii: "]"), count: 512)
        #expect(JSONCheck.fault(in: source(deep + close)) == nil)
        #expect(
            JSONCheck.fault(in: source([UInt8(ascii: "[")] + deep))?.contains("512 deep") == true)
    }

    @Test("random bytes never stop the reader, and chunks never change what it says")
    func randomBytes() throws {
        var generator = SeededGenerator(state: 8259)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u12", "\\ud83d\\ude00", "1", "-0.5e3",
            "true", "null", " ", "\n", "\"text\"", "\"a\"", "{\"text\":\"x\"}", "é", "\"jobs\":",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...14, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let isValid = JSONCheck.fault(in: source(Array(text.utf8))) == nil
            // Foundation accepts more than RFC 8259 does, but nothing less for these pieces.
            if isValid {
                #expect(throws: Never.self) {
                    try JSONSerialization.jsonObject(
                        with: Data(text.utf8), options: .fragmentsAllowed)
                }
            }
            for name in ["list.json", "list.jsonl"] {
                let whole = try read(name, text)
                for chunk in [1, 2, 7] { #expect(try read(name, text, chunk: chunk) == whole) }
            }
        }
    }

    @Test("the strings read are those that Foundation decodes")
    func strings() throws {
        let json = #"["\"\\\/\b\f\n\r\t","\u4f60\u597d","\ud83d\ude00","é\u0301","plain"]"#
        let expected = try JSONDecoder().decode([String].self, from: Data(json.utf8))
        let list = json.dropFirst().dropLast().split(separator: ",")
            .map { #"{"text": "x", "note": \#($0)}"# }.joined(separator: ",")
        let reading = try read("list.json", "[\(list)]", chunk: 5)
        #expect(reading.faults == [])
        #expect(reading.jobs.map { $0.otherColumns.first?.value } == expected)
    }
}
