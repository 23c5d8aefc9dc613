import ChildProcesses
import Foundation
import Subprocess
import SystemPackage

/// A tool that turns books of other forms into one that is read here.
package enum BookConverter: CaseIterable, Hashable, Sendable {
    /// pandoc, to EPUB: docx, odt, rtf.
    case pandoc
    /// Calibre's ebook-convert, to EPUB: mobi, azw3 and its kin.
    case calibre
    /// pdftotext of Poppler, to text: pdf.
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

    /// What it is turned into.
    var target: BookFormat { self == .poppler ? .text : .epub }

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

    /// The paths are absolute, so none begins with a hyphen.
    ///
    /// - Parameter metadata: a file with the title of a document that has none itself.
    private func arguments(
        from source: String, to target: String, metadata: String
    ) -> [String] {
        switch self {
        case .pandoc:
            ["--to", "epub3", "--metadata-file", metadata, "--output", target, source]
        case .calibre: [source, target]
        case .poppler: ["-enc", "UTF-8", source, target]
        }
    }

    /// Converts a file and hands over the result, which is gone afterwards.
    ///
    /// - Throws: ``BookError``, and what the body throws.
    func converted<Result>(
        _ path: String, _ body: (String) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("kling-batch-book-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
        } catch {
            throw BookError.unreadable(path: path, reason: "\(error)")
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let ending = target == .text ? "txt" : "epub"
        let result = folder.appendingPathComponent("\(name).\(ending)").path
        try await convert(path, named: name, to: result, in: folder)
        return try await body(result)
    }

    /// The tool's messages go through a file, whatever their length.
    private func convert(
        _ path: String, named name: String, to result: String, in folder: URL
    ) async throws {
        let messages = folder.appendingPathComponent("messages").path
        let metadata = folder.appendingPathComponent("metadata.json")
        let source = URL(fileURLWithPath: path).standardizedFileURL.path
        guard FileManager.default.isReadableFile(atPath: source) else {
            throw BookError.unreadable(path: path, reason: "there is no such file to read")
        }
        do {
            try JSONEncoder().encode(["title": name]).write(to: metadata)
            let errors = try FileDescriptor.open(
                FilePath(messages), .readWrite, options: [.create, .exclusiveCreate],
                permissions: .ownerReadWrite)
            defer { try? errors.close() }
            let ended = try await run(
                .name(tool),
                arguments: Arguments(
                    arguments(from: source, to: result, metadata: metadata.path)),
                environment: .withoutSecrets, input: .none, output: .discarded,
                error: .fileDescriptor(errors, closeAfterSpawningProcess: false))
            try Task.checkCancellation()
            guard !ended.terminationStatus.isSuccess else { return }
            let words = (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
            let line = words.split(whereSeparator: \.isNewline).last.map(String.init)
            throw BookError.toolFailed(
                path: path, tool: tool, reason: line ?? "\(ended.terminationStatus)")
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw BookError.toolMissing(path: path, tool: tool, package: package)
        } catch let error as SubprocessError {
            throw BookError.toolFailed(path: path, tool: tool, reason: "\(error)")
        } catch let error as BookError {
            throw error
        } catch let error where !(error is CancellationError) {
            throw BookError.unreadable(path: path, reason: "\(error)")
        }
    }
}
