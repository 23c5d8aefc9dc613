import Books
import Markup
import TestSupport
import Testing
import Texts

/// The small EPUBs that test what reading systems make of errors.
@Suite(.needsTestData)
struct EdgeBookTests {
    /// Those whose spine holds nothing to speak, or nothing that can be reached.
    private static let empty: Set<String> = [
        "ec-epub2-opf-manifest-item-missing-error", "ec-epub3-content-xhtml-iframe-basic-valid",
        "ec-epub3-fallback-chain-circular-error", "ec-epub3-fallback-chain-n-to-1-valid",
        "ec-zip-ocf-container-not-ocf-error", "w3c-pub-foreign_bad-fallback",
    ]

    @Test(
        "what can be read is read, and what is fatal is refused with a reason",
        arguments: TestData.names(in: "books/edge"))
    func book(file: String) throws {
        let name = String(file.dropLast(".epub".count))
        let path = TestData.path("books/edge/\(file)")
        do {
            let book = try EPUBReader(path: path).read()
            #expect(!name.hasSuffix("-fatal") && !Self.empty.contains(name))
            #expect(book.chapters.allSatisfy { !$0.blocks.isEmpty })
        } catch {
            #expect(name.hasSuffix("-fatal") || Self.empty.contains(name))
            #expect("\(error)".hasPrefix("\(path): "))
        }
    }

    @Test("the first of several packages, an external entity and a name in code page 437")
    func details() throws {
        func texts(_ name: String) throws -> [[String]] {
            try EPUBReader(path: TestData.path("books/edge/\(name).epub")).read().texts
        }
        #expect(try texts("w3c-ocf-package_multiple").flatMap { $0 }.count == 1)
        #expect(
            try texts("ec-zip-ocf-filename-not-utf8-error") == [["Loomings", "Call me Ishmael."]])
        #expect(try texts("w3c-pkg-spine-duplicate-item-rendering").count == 2)
    }
}
