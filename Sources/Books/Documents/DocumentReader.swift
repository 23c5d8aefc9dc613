import Foundation
import Markup
import Texts

/// Reads a document of a word processor: DOCX, ODT or RTF, through pandoc's HTML.
struct DocumentReader {
    let path: String
    let options: BookReadingOptions

    /// The book, with what pandoc has lost of the document.
    ///
    /// - Throws: ``BookError``, or that the task was cancelled.
    func read() async throws -> Book {
        try await withConversionFolder(for: path) { folder in
            let (source, facts) = try source(in: folder)
            let (template, filter, result) = (
                folder + "/page.html", folder + "/levels.lua", folder + "/book.html"
            )
            try write(DocumentReader.template, to: template)
            try write(DocumentReader.filter, to: filter)
            try await BookConverter.pandoc.run(on: path, in: folder) { path in
                [
                    "--from", form, "--to", "html5", "--standalone", "--wrap=none",
                    "--template", template, "--lua-filter", filter, "--output", result,
                    source ?? path,
                ]
            }
            return try book(in: result, facts)
        }
    }

    private var form: String { URL(fileURLWithPath: path).pathExtension.lowercased() }

    /// What the document says of itself, and what is converted in its place; nil is the document.
    private func source(in folder: String) throws -> (path: String?, facts: DocumentFacts) {
        guard form == "rtf" else {
            let archive = try BookError.wrapping { () throws(ArchiveError) in
                try ZIPArchive(path: path)
            }
            return (nil, form == "odt" ? OpenDocument.facts(archive) : WordDocument.facts(archive))
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        guard let document = RichText(Array(bytes)) else {
            throw BookError.damaged(path: path, reason: "it is no RTF")
        }
        let copy = folder + "/document.rtf"
        try write(document.ascii, to: copy)
        return (copy, document.facts)
    }

    private func write(_ bytes: some Sequence<UInt8>, to file: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: file))
    }

    private func write(_ text: String, to file: String) throws { try write(text.utf8, to: file) }

    private func book(in file: String, _ facts: DocumentFacts) throws -> Book {
        var options = options
        options.encoding = "UTF-8"
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        var book = try HTMLReader(path: path, bytes: bytes, options: options).read()
        let text = try? MarkupTree.withTree(.html(String(decoding: bytes, as: UTF8.self))) { root in
            root.blockText
        }
        book.metadata.title = book.metadata.title ?? nonEmpty(facts.title)
        if book.metadata.authors.isEmpty {
            book.metadata.authors = [nonEmpty(facts.author)].compactMap { $0 }
        }
        book.metadata.language = facts.markedLanguage
        book.metadata.usualLanguage = facts.usualLanguage
        if let loss = facts.loss(in: text ?? "", by: "pandoc") {
            book.leftOut.append(loss)
        }
        return book
    }

    private func nonEmpty(_ text: String?) -> String? {
        text.map(SpokenText.line).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The title page apart, and nothing else that pandoc would put around the text.
    private static let template = """
        <html><head><meta charset="utf-8">
        $if(title)$<title>$pagetitle$</title>$endif$
        $for(author-meta)$<meta name="author" content="$author-meta$">$endfor$
        $if(date-meta)$<meta name="date" content="$date-meta$">$endif$
        </head><body>
        $if(title)$<section epub:type="titlepage"><p>$title$</p>
        $if(subtitle)$<p>$subtitle$</p>$endif$
        $for(author)$<p>$author$</p>$endfor$
        $if(date)$<p>$date$</p>$endif$</section>$endif$
        $if(abstract)$<div>$abstract$</div>$endif$
        $body$
        </body></html>
        """

    /// Below the sixth level pandoc writes headings as paragraphs.
    private static let filter = """
        function Header(heading)
          heading.level = math.min(heading.level, 6)
          return heading
        end
        """
}

extension MarkupNode {
    /// All text within, what parts it as a space.
    fileprivate var blockText: String {
        var text = ""
        func read(_ node: MarkupNode) {
            switch node.kind {
            case .text: text += node.content
            case .entity: text += node.text
            case .other: break
            case .element:
                let name = node.name
                let parts = name == "br" || name == "title" || ElementKinds.blocks.contains(name)
                if parts { text += "\n" }
                for child in node.children { read(child) }
                if parts { text += "\n" }
            }
        }
        read(self)
        return text
    }
}
