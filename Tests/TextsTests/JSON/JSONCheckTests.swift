import Foundation
import TestSupport
import Testing
import Texts

@Suite("JSON by RFC 8259")
struct JSONCheckTests {
    @Test(
        "what must be accepted is, and what must be refused is",
        .needsTestData, arguments: [1, 7, 1 << 20])
    func suite(chunk: Int) throws {
        let files = TestData.files(in: "json/test_parsing", ending: ".json")
        #expect(files.count == 198)
        for file in files {
            let name = file.lastPathComponent
            let bytes = try Array(Data(contentsOf: file))
            let fault = JSONCheck.fault(in: ByteSource(bytes, chunk: chunk))
            if name.hasPrefix("y_") { #expect(fault == nil, "\(name)") }
            if name.hasPrefix("n_") { #expect(fault != nil, "\(name)") }
        }
    }

    @Test("a depth of 512 is read and one more is refused")
    func depth() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 512)
        let close = [UInt8](repeating: UInt8(ascii: "]"), count: 512)
        #expect(JSONCheck.fault(in: ByteSource(deep + close)) == nil)
        #expect(
            JSONCheck.fault(in: ByteSource([UInt8(ascii: "[")] + deep))?.contains("512 deep")
                == true)
    }

    @Test("what is valid is what Foundation takes, too")
    func foundation() throws {
        var generator = SplitMix64(seed: 8259)
        for _ in 0..<3000 {
            let text = generator.jsonPieces()
            let isValid = JSONCheck.fault(in: ByteSource(Array(text.utf8))) == nil
            // Foundation accepts more than RFC 8259 does, but nothing less for these pieces.
            if isValid {
                #expect(throws: Never.self) {
                    try JSONSerialization.jsonObject(
                        with: Data(text.utf8), options: .fragmentsAllowed)
                }
            }
        }
    }
}

extension JSONCheck {
    /// What is wrong with an input; nil if it is valid by RFC 8259.
    fileprivate static func fault(in source: ByteSource) -> String? {
        var json = JSONWindow(source: source)
        do {
            guard try json.peek() != nil else { return "there is no value" }
            json.consume(try json.scanValue())
            return try json.peek() == nil ? nil : "text stands after the value"
        } catch {
            return "\(error)"
        }
    }
}
