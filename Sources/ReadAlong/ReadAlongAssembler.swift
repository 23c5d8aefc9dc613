import Crypto
package import DurableFiles
import Foundation
import Markup
import Sentences
import SystemPackage

/// A read-along book that is safely on the disk.
package struct StoredReadAlong: Hashable, Sendable {
    /// Its file's name within the output folder, folders included.
    package let name: String
    /// The file's length in bytes.
    package let byteCount: Int
    /// SHA-256 of the file, 32 bytes.
    package let sha256: [UInt8]
    /// How long all of it plays.
    package let duration: Duration
}

/// Makes read-along books: EPUB 3 with media overlays, of pages and the tracks that speak them.
///
/// Tracks go in as they are. The same pages and tracks make the same bytes.
package struct ReadAlongAssembler: Sendable {
    private let output: OutputFolder

    /// An assembler into a folder.
    package init(output: OutputFolder) {
        self.output = output
    }

    /// Makes a book of pages in this order.
    ///
    /// Throws ``MakingError``s.
    ///
    /// - Parameters:
    ///   - sounds: the tracks by the numbers that pages have of them; a page whose track is not among
    ///     them is there to be read.
    ///   - name: relative to the output folder, its ending with it.
    ///   - replacing: what that name may be taken from.
    package func assemble(
        _ edition: ReadAlongEdition, pages: [ReadAlongPage], sounds: [Int: ReadAlongSound],
        to name: String, replacing: Replaceable
    ) async throws -> StoredReadAlong {
        guard !pages.isEmpty else { throw ReadAlongError.noPages }
        return try await DiskThreads.run { [output] in
            let book = ReadAlongBook(edition, pages, sounds)
            let part = try output.make(name, replacing: replacing) { try book.write(to: &$0) }
            return StoredReadAlong(
                name: name, byteCount: part.byteCount, sha256: part.sha256,
                duration: .milliseconds(book.pages.reduce(0) { $0 + $1.length }))
        }
    }
}

/// A book with the times of all its pages found.
private struct ReadAlongBook {
    let edition: ReadAlongEdition
    let pages: [BookPage]

    private static let folder = "EPUB/"

    init(
        _ edition: ReadAlongEdition, _ pages: [ReadAlongPage], _ sounds: [Int: ReadAlongSound]
    ) {
        self.edition = edition
        let language = Language(code: edition.language.tag).flatMap {
            $0 == .undetermined ? nil : $0
        }
        self.pages = pages.enumerated().map { index, page in
            let seams = SentenceSeams(
                language: language
                    ?? .detect(in: page.passages.map(\.written).joined(separator: "\n")))
            return BookPage(
                page, number: index + 1, sound: page.track.flatMap { sounds[$0] },
                seams: page.passages.map { PassageSentences($0, seams) })
        }
    }

    /// Audio is packed already and is nearly all there is, and what is not packed is the same whatever
    /// zlib is there.
    func write(to part: inout PartFile) throws {
        var file = part
        let archive = ZIPWriter { try file.append($0) }
        do {
            for (name, bytes) in documents() { try archive.store(name, bytes) }
            for page in pages where page.isSpoken {
                guard let track = page.sound else { continue }
                let sound = try CheckedSound(track)
                try archive.store(
                    Self.folder + page.soundPath, byteCount: sound.byteCount,
                    checksum: sound.checksum)
                try sound.copy(to: &file)
            }
            try archive.finish()
        } catch ZIPWriter.Fault.tooLarge {
            throw ReadAlongError.tooLarge
        }
        part = file
    }

    /// All but the sound; the file that names the archive's kind comes first.
    ///
    /// Source: W3C, "EPUB 3.3", section 4.3 (OCF ZIP container).
    private func documents() -> [(name: String, bytes: [UInt8])] {
        let contents = self.contents()
        var hasher = SHA256()
        for (name, bytes) in contents {
            hasher.update(data: Data(name.utf8))
            hasher.update(data: Data(bytes))
        }
        for page in pages { hasher.update(data: Data(page.sound?.recorded.sha256 ?? [])) }
        // What the package document says of the book counts as well.
        let blank = PackageDocument(
            edition: edition, pages: pages, contents: [UInt8](repeating: 0, count: 32))
        hasher.update(data: Data(blank.text.utf8))
        let package = PackageDocument(
            edition: edition, pages: pages, contents: Array(hasher.finalize()))
        return [
            ("mimetype", Array("application/epub+zip".utf8)),
            ("META-INF/container.xml", Array(Self.container.utf8)),
            (Self.folder + "package.opf", Array(package.text.utf8)),
        ] + contents.map { (Self.folder + $0, $1) }
    }

    private func contents() -> [(name: String, bytes: [UInt8])] {
        var texts = [
            ("nav.xhtml", NavigationDocument(edition: edition, pages: pages).text),
            ("style.css", Stylesheet.text),
        ]
        for page in pages {
            texts.append((page.textPath, PageDocument(page: page, edition: edition).text))
            if page.isSpoken { texts.append((page.overlayPath, OverlayDocument(page: page).text)) }
        }
        var files = texts.map { ($0, Array($1.utf8)) }
        if let cover = edition.cover {
            let image =
                "<div><img class=\"cover\" src=\"../\(cover.fileName)\" "
                + "alt=\"\(edition.title.xml)\"/></div>"
            files += [
                ("text/cover.xhtml", Array(xhtml(title: edition.title, edition, body: image).utf8)),
                (cover.fileName, cover.bytes),
            ]
        }
        return files
    }

    private static let container = """
        <?xml version="1.0" encoding="UTF-8"?>
        <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
        <rootfiles>
        <rootfile full-path="\(folder)package.opf" media-type="application/oebps-package+xml"/>
        </rootfiles>
        </container>

        """
}
