import Foundation
import Texts

/// A tool that turns books of other forms into one that is read here.
package enum BookConverter: CaseIterable, Hashable, Sendable {
    /// pandoc, to HTML: docx, odt, rtf.
    case pandoc
    /// Calibre's ebook-convert, to EPUB: mobi, azw3 and its kin.
    case calibre
    /// pdftotext of Poppler, to words with their places: pdf.
    case poppler

    /// The tool for a file's extension in lower case; nil where none is known.
    init?(fileExtension: String) {
        let fitting = Self.allCases.first { $0.fileExtensions.contains(fileExtension) }
        guard let fitting else { return nil }
        self = fitting
    }

    /// The extensions of the files it is for, in lower case.
    package var fileExtensions: [String] {
        switch self {
        case .pandoc: ["docx", "odt", "rtf"]
        case .calibre: ["mobi", "azw3", "azw", "prc", "lit", "pdb"]
        case .poppler: ["pdf"]
        }
    }

    /// What its files are by their content, damaged ones too.
    var kinds: Set<FileKind> {
        switch self {
        case .pandoc: [.wordDocument, .openDocument, .richText, .archive, .data]
        case .calibre: [.kindleBook, .archive, .data]
        case .poppler: [.pdf, .data]
        }
    }

    /// What it is called by.
    package var tool: String {
        switch self {
        case .pandoc: "pandoc"
        case .calibre: "ebook-convert"
        case .poppler: "pdftotext"
        }
    }

    /// The Debian package that has it.
    package var package: String {
        switch self {
        case .pandoc: "pandoc"
        case .calibre: "calibre"
        case .poppler: "poppler-utils"
        }
    }

    /// Reads a book with its help.
    ///
    /// - Throws: ``BookError``, or that the task was cancelled.
    func read(_ path: String, options: BookReadingOptions) async throws -> Book {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw BookError.unreadable(path: path, reason: "there is no such file to read")
        }
        switch self {
        case .pandoc: return try await DocumentReader(path: path, options: options).read()
        case .calibre: return try await readEPUB(of: path, options: options)
        case .poppler: return try await PDFReader(path: path, options: options).read()
        }
    }

    /// Runs the tool on a book; its path is absolute, so that it never begins with a hyphen.
    ///
    /// - Parameter arguments: all of them, from the book's path.
    func run(
        on path: String, in folder: String, arguments: (_ source: String) -> [String]
    ) async throws {
        let source = URL(fileURLWithPath: path).standardizedFileURL.path
        try await BookTool(tool, package: package)
            .run(arguments(source), on: path, in: folder)
    }

    private func readEPUB(of path: String, options: BookReadingOptions) async throws -> Book {
        try await withConversionFolder(for: path) { folder in
            let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
            let result = "\(folder)/\(name).epub"
            try await run(on: path, in: folder) { [$0, result] }
            do {
                return try EPUBReader(path: result, options: options).read()
                    .read(from: path, by: result)
            } catch let error as BookError {
                throw error.naming(path)
            }
        }
    }
}

/// Runs a body with a new folder for what is converted, which is gone afterwards.
///
/// - Throws: ``BookError``, and what the body throws.
func withConversionFolder<Value>(
    for path: String, isolation: isolated (any Actor)? = #isolation,
    _ body: (String) async throws -> Value
) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("kling-batch-book-\(UUID().uuidString)")
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
        throw BookError.unreadable(path: path, reason: "\(error)")
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}
