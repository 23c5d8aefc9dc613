import Foundation
import Texts

/// Reads a PDF by the words and their places that Poppler finds in it.
struct PDFReader {
    let path: String
    let options: BookReadingOptions

    /// The book.
    ///
    /// - Throws: ``BookError`` where the file is damaged, encrypted, or pictures of pages only, or that
    ///   the task was cancelled.
    func read() async throws -> Book {
        try await withConversionFolder(for: path) { folder in
            let words = try await words(in: folder)
            guard words.pages.contains(where: { !$0.lines.isEmpty }) else {
                throw BookError.damaged(
                    path: path,
                    reason: words.pages.isEmpty
                        ? "it has no pages"
                        : "it is a scan, whose pages are pictures and hold no text; make a copy "
                            + "with text by ocrmypdf \(path.shellPath) \(copyWithText.shellPath), and "
                            + "give that")
            }
            let outline = try await outline(in: folder)
            let book = PDFBook(words.pages, metadata: words.metadata, outline: outline)
            return try read(book, words.metadata, in: folder)
        }
    }

    /// What a copy of the file with its text is called.
    private var copyWithText: String {
        let stem = path.lowercased().hasSuffix(".pdf") ? String(path.dropLast(4)) : path
        return stem + " with text.pdf"
    }

    private func words(in folder: String) async throws -> PDFWords {
        let result = folder + "/words.html"
        do {
            try await BookConverter.poppler.run(on: path, in: folder) { path in
                ["-bbox-layout", "-enc", "UTF-8", path, result]
            }
        } catch BookError.toolFailed(_, _, let reason) {
            throw fault(reason)
        }
        return PDFWords(Array(try Data(contentsOf: URL(fileURLWithPath: result))))
    }

    /// What Poppler's words mean for a person.
    private func fault(_ reason: String) -> BookError {
        if reason.contains("password") { return .encrypted(path: path) }
        let isBroken = ["xref", "trailer", "Syntax", "PDF file", "couldn't", "Couldn't"]
            .contains { reason.contains($0) }
        return isBroken
            ? .damaged(path: path, reason: "it is no PDF, or a damaged one: \(reason)")
            : .toolFailed(path: path, tool: BookConverter.poppler.tool, reason: reason)
    }

    /// The bookmarks; a file whose bookmarks cannot be had is read without.
    private func outline(in folder: String) async throws -> [PDFOutline.Entry] {
        let result = folder + "/outline"
        do {
            let source = URL(fileURLWithPath: path).standardizedFileURL.path
            let tool = BookTool("pdftohtml", package: BookConverter.poppler.package)
            // One page is converted: the bookmarks come with it.
            try await tool.run(
                ["-xml", "-i", "-q", "-f", "1", "-l", "1", source, result], on: path, in: folder)
        } catch is BookError {
            return []
        }
        let bytes = try? Data(contentsOf: URL(fileURLWithPath: result + ".xml"))
        return PDFOutline.entries(bytes.map { Array($0) } ?? [])
    }

    private func read(
        _ pdf: PDFBook, _ metadata: BookMetadata, in folder: String
    ) throws -> Book {
        var options = options
        var book: Book
        switch pdf.form {
        case .html(let page):
            options.encoding = nil
            book = try HTMLReader(path: path, bytes: Array(page.utf8), options: options).read()
        case .text(let text):
            options.encoding = "UTF-8"
            let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
            let file = "\(folder)/\(name).txt"
            do {
                try Data(text.utf8).write(to: URL(fileURLWithPath: file))
                book = try TextBookReader(path: file, options: options).read()
                    .read(from: path, by: file)
            } catch let error as BookError {
                throw error.naming(path)
            }
            book.metadata.title = metadata.title ?? book.metadata.title
            if !metadata.authors.isEmpty { book.metadata.authors = metadata.authors }
        }
        book.leftOut += pdf.leftOut
        return book
    }
}
