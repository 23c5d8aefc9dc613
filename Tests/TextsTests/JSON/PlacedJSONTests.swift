import Testing
import Texts

struct PlacedJSONTests {
    private func fault(_ text: String, isLines: Bool = false) -> JSONFault? {
        do throws(JSONFault) {
            if isLines {
                _ = try PlacedJSON.readLines(text.utf8)
            } else {
                _ = try PlacedJSON.read(text.utf8)
            }
            return nil
        } catch {
            return error
        }
    }

    @Test("values keep their lines, and numbers their digits")
    func reads() throws {
        let text = """
            {"items": [
              {"price": 0.10, "id": "a\\u00e9\\n"},
              [null, true, false, -1e5, {}, []]
            ]}
            """
        let value = try PlacedJSON.read(text.utf8)
        let items = try #require(value["items"]?.elements)
        #expect(items.map(\.line) == [2, 3])
        #expect(items[0]["price"]?.kind == .number("0.10"))
        #expect(items[0]["id"]?.text == "aé\n")
        let kinds = items[1].elements?.map(\.kind)
        #expect(
            kinds == [
                .null, .boolean(true), .boolean(false), .number("-1e5"), .object([:]), .array([]),
            ])
        #expect(value["other"] == nil)
        #expect(value.text == nil)
    }

    @Test("of a key that stands twice the last value counts")
    func keyTwice() throws {
        #expect(try PlacedJSON.read(#"{"a": 1, "a": 2}"#.utf8)["a"]?.text == "2")
    }

    @Test("lines hold a value each, blank ones none")
    func lines() throws {
        let values = try PlacedJSON.readLines("{\"a\": 1}\n\n {\"a\": 2}\r\n3".utf8)
        #expect(values.map(\.line) == [1, 3, 4])
    }

    @Test(
        "what is wrong is told with its line",
        arguments: [
            ("", 1), ("[1,\n]", 2), ("{\"a\"\n:1,}", 2), ("[1]\n2", 2), ("\n\"\\ud800\"", 2),
            ("[\n[1", 2), ("{1: 2}", 1), ("[1 2]", 1), ("nul", 1),
        ])
    func faults(text: String, line: Int) {
        #expect(fault(text)?.line == line)
    }

    @Test("a value that goes on in the next line, and two on one, are no JSON Lines")
    func badLines() {
        #expect(fault("{\"a\":\n1}", isLines: true)?.line == 1)
        #expect(fault("1\n{} {}", isLines: true)?.line == 2)
    }

    @Test("depth is bounded")
    func depth() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(fault(deep)?.message.contains("512 deep") == true)
        #expect(
            fault(String(repeating: "[", count: 512) + String(repeating: "]", count: 512)) == nil)
    }
}
