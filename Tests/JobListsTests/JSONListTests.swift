import Foundation
import JobLists
import TestSupport
import Testing

@Suite("Lists in JSON")
struct JSONListTests {
    @Test(
        "no file of the suite stops the list reader",
        .needsTestData,
        arguments: ["test_parsing", "test_transform"])
    func lists(folder: String) throws {
        for file in TestData.files(in: "json/\(folder)", ending: ".json") {
            let bytes = try Array(Data(contentsOf: file))
            for name in ["list.json", "list.jsonl"] {
                let whole = try read(name, bytes)
                #expect(try read(name, bytes, chunk: 3) == whole)
            }
        }
    }

    @Test("random pieces never stop the list reader, and chunks never change what it says")
    func randomBytes() throws {
        var generator = SplitMix64(seed: 8259)
        for _ in 0..<3000 {
            let text = generator.jsonPieces()
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
