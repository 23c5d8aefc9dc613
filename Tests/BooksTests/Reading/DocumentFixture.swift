import Books
import Foundation
import TestSupport
import Testing

/// A small DOCX or ODT, made to show one thing.
enum DocumentFixture {
    private static let word = """
        xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
        xmlns:v="urn:schemas-microsoft-com:vml"
        """
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"

    /// A paragraph in the style of a heading of a level, in `Title`, or plain.
    static func paragraph(_ text: String, style: String = "", language: String = "") -> String {
        let properties = style.isEmpty ? "" : "<w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>"
        let run = language.isEmpty ? "" : "<w:rPr><w:lang w:val=\"\(language)\"/></w:rPr>"
        return "<w:p>\(properties)<w:r>\(run)<w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
    }

    /// A DOCX whose headings have the style ids `H1` to `H9`, as in no language.
    static func docx(
        _ body: String, language: String = "en-US", footnotes: String = "", core: String = ""
    ) -> [UInt8] {
        let headings = (1...9).map {
            "<w:style w:type=\"paragraph\" w:styleId=\"H\($0)\"><w:name w:val=\"heading \($0)\"/></w:style>"
        }.joined()
        let styles = """
            <w:styles \(word)><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="\(language)"/>\
            </w:rPr></w:rPrDefault></w:docDefaults>\(headings)<w:style w:type="paragraph" \
            w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>
            """
        let main =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        let files = [
            "[Content_Types].xml": """
            <Types xmlns="\(package)/content-types"><Default Extension="xml" \
            ContentType="application/xml"/><Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Override PartName="/word/document.xml" ContentType="\(main)"/></Types>
            """,
            "_rels/.rels": """
            <Relationships xmlns="\(package)/relationships"><Relationship Id="a" \
            Type="\(office)/officeDocument" Target="word/document.xml"/></Relationships>
            """,
            "word/_rels/document.xml.rels": """
            <Relationships xmlns="\(package)/relationships"><Relationship Id="s" \
            Type="\(office)/styles" Target="styles.xml"/><Relationship Id="f" \
            Type="\(office)/footnotes" Target="footnotes.xml"/></Relationships>
            """,
            "word/styles.xml": styles,
            "word/footnotes.xml": "<w:footnotes \(word)>\(footnotes)</w:footnotes>",
            "docProps/core.xml":
                "<core xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\(core)</core>",
            "word/document.xml": "<w:document \(word)><w:body>\(body)</w:body></w:document>",
        ]
        return archive(files)
    }

    /// An ODT of these paragraphs, `text:p` and `text:h`.
    static func odt(_ body: String, language: String = "none", meta: String = "") -> [UInt8] {
        let names =
            ["office", "text", "draw", "style", "table"].map {
                "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
            }.joined(separator: " ")
            + " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
            + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        return archive([
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": """
            <office:document-content \(names)><office:body><office:text>\(body)</office:text>\
            </office:body></office:document-content>
            """,
            "styles.xml": """
            <office:document-styles \(names)><office:styles><style:default-style \
            style:family="paragraph"><style:text-properties fo:language="\(language)" \
            fo:country="none"/></style:default-style></office:styles></office:document-styles>
            """,
            "meta.xml": """
            <office:document-meta \(names)><office:meta>\(meta)</office:meta>\
            </office:document-meta>
            """,
        ])
    }

    private static func archive(_ files: [String: String]) -> [UInt8] {
        ZIPWriter().archive(
            files.sorted { $0.key > $1.key }.map { ZIPWriter.File($0.key, $0.value) })
    }

    /// The book of a file's bytes.
    static func read(
        _ bytes: some Sequence<UInt8>, named name: String,
        options: BookReadingOptions = BookReadingOptions()
    ) async throws -> Book {
        try await withTemporaryFolder { folder in
            let path = folder + "/" + name
            try Data(bytes).write(to: URL(filePath: path))
            let format = try #require(BookFormat(path: path))
            return try await readBook(at: path, format: format, options: options)
        }
    }
}
