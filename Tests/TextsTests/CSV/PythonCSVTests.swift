import Foundation
import TestSupport
import Testing
import Texts

/// Tables of random fields, written by Python's csv in several dialects.
@Suite("CSV against Python", .timeLimit(.minutes(10)))
struct PythonCSVTests {
    /// A dialect, in Python's words.
    struct Dialect: CustomTestStringConvertible {
        let delimiter: Character
        let lineTerminator: String
        let quoting: String

        var isUnambiguous: Bool { lineTerminator == "\r\n" || quoting != "QUOTE_MINIMAL" }

        var testDescription: String {
            "\(delimiter.debugDescription) \(lineTerminator.debugDescription) \(quoting)"
        }
    }

    /// A table as Python wrote it, and as it reads that itself, empty lines left out.
    struct Written: Decodable {
        let bytes: Data
        let read: [[String]]
    }

    static let dialects = [",", ";", "\t", "|"].flatMap { delimiter in
        ["\r\n", "\n", "\r"].flatMap { lineTerminator in
            ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC"].map { quoting in
                Dialect(
                    delimiter: Character(delimiter), lineTerminator: lineTerminator,
                    quoting: quoting)
            }
        }
    }

    @Test(
        "random tables come back as Python wrote them",
        .needs("python3"),
        arguments: dialects)
    func roundTrip(dialect: Dialect) throws {
        var generator = SplitMix64(seed: UInt64(dialect.testDescription.utf8.count) * 77)
        let tables = (0..<20).map { _ in PythonCSVTests.table(&generator) }
        let written = try PythonCSVTests.write(tables, dialect)
        #expect(written.count == tables.count)
        for (table, written) in zip(tables, written) {
            // Where a table has one line break and its fields another, Python leaves the fields
            // without quotes and cannot read back what it wrote itself.
            if dialect.isUnambiguous { #expect(written.read == table) }
            for chunk in [1, 7, 100_000] {
                let found = try records(
                    Array(written.bytes), delimiter: dialect.delimiter, chunk: chunk)
                #expect(found == written.read)
            }
        }
    }

    private static func table(_ generator: inout SplitMix64) -> [[String]] {
        let alphabet = Array("ab \"\"',;\t|\n\r.0é中😀")
        let width = Int.random(in: 1...5, using: &generator)
        return (0..<Int.random(in: 1...30, using: &generator)).map { _ in
            (0..<width).map { _ in
                String(
                    (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                        alphabet.randomElement(using: &generator) ?? "a"
                    })
            }
        }
    }

    private static func write(_ tables: [[[String]]], _ dialect: Dialect) throws -> [Written] {
        let script = """
            import base64, csv, io, json, sys
            request = json.load(sys.stdin)
            tables = []
            for table in request["tables"]:
                text = io.StringIO(newline="")
                csv.writer(text, delimiter=request["delimiter"],
                    lineterminator=request["lineTerminator"],
                    quoting=getattr(csv, request["quoting"])).writerows(table)
                read = csv.reader(io.StringIO(text.getvalue(), newline=""),
                    delimiter=request["delimiter"])
                tables.append({
                    "bytes": base64.b64encode(text.getvalue().encode()).decode(),
                    "read": [row for row in read if row]})
            json.dump(tables, sys.stdout)
            """
        struct Request: Encodable {
            let tables: [[[String]]]
            let delimiter, lineTerminator, quoting: String
        }
        let request = try JSONEncoder().encode(
            Request(
                tables: tables, delimiter: String(dialect.delimiter),
                lineTerminator: dialect.lineTerminator, quoting: dialect.quoting))
        let answer = try outputBytes(of: ["python3", "-c", script], input: request)
        return try JSONDecoder().decode([Written].self, from: answer)
    }
}
