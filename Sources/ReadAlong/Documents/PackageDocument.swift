import Crypto
import Texts

/// The package document: what the book is, and what it is made of.
///
/// Source: W3C, "EPUB 3.3", section 5 and section 9.3 (packaging of media overlays).
struct PackageDocument {
    let edition: ReadAlongEdition
    let pages: [BookPage]
    /// A hash of all that the book holds, 32 bytes, which names it.
    let contents: [UInt8]

    /// The document's text.
    var text: String {
        let language = edition.language
        let direction = language.isRightToLeft ? "rtl" : "ltr"
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" \
            xml:lang="\(language.tag)" dir="\(direction)">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            \(metadata.joined(separator: "\n"))
            </metadata>
            <manifest>
            \(manifest.joined(separator: "\n"))
            </manifest>
            <spine page-progression-direction="\(direction)">
            \(spine.joined(separator: "\n"))
            </spine>
            </package>

            """
    }

    private var metadata: [String] {
        var lines = [
            "<dc:identifier id=\"id\">urn:uuid:\(identifier)</dc:identifier>",
            "<dc:title>\(edition.title.xml)</dc:title>",
            "<dc:language>\(edition.language.tag)</dc:language>",
        ]
        lines += edition.authors.map { "<dc:creator>\($0.xml)</dc:creator>" }
        if let publisher = edition.publisher {
            lines.append("<dc:publisher>\(publisher.xml)</dc:publisher>")
        }
        if let year = edition.year { lines.append("<dc:date>\(year)</dc:date>") }
        // The same book made again has the same bytes; another has another identifier.
        lines.append(property("dcterms:modified", "2000-01-01T00:00:00Z"))
        for page in pages where page.isSpoken {
            lines.append(
                "<meta property=\"media:duration\" refines=\"#overlay-\(page.name)\">"
                    + "\(clock(page.length))</meta>")
        }
        lines.append(property("media:duration", clock(pages.reduce(0) { $0 + $1.length })))
        if let narrator = edition.narrator { lines.append(property("media:narrator", narrator)) }
        lines.append(property("media:active-class", Stylesheet.activeClass))
        lines.append(property("media:playback-active-class", Stylesheet.playingClass))
        return lines + accessibility
    }

    /// What the book offers to whom, in the words of schema.org.
    private var accessibility: [String] {
        [
            property("schema:accessMode", "textual"), property("schema:accessMode", "auditory"),
            property("schema:accessModeSufficient", "textual"),
            property("schema:accessibilityFeature", "synchronizedAudioText"),
            property("schema:accessibilityFeature", "tableOfContents"),
            property("schema:accessibilityHazard", "none"),
        ]
    }

    private func property(_ name: String, _ value: String) -> String {
        "<meta property=\"\(name)\">\(value.xml)</meta>"
    }

    private var manifest: [String] {
        var items = [
            "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" "
                + "properties=\"nav\"/>",
            "<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>",
        ]
        if let cover = edition.cover {
            items += [
                "<item id=\"cover\" href=\"text/cover.xhtml\" media-type=\"application/xhtml+xml\"/>",
                "<item id=\"cover-image\" href=\"\(cover.fileName)\" "
                    + "media-type=\"\(cover.mediaType)\" properties=\"cover-image\"/>",
            ]
        }
        for page in pages {
            let overlay = page.isSpoken ? " media-overlay=\"overlay-\(page.name)\"" : ""
            items.append(
                "<item id=\"\(page.name)\" href=\"\(page.textPath)\" "
                    + "media-type=\"application/xhtml+xml\"\(overlay)/>")
            guard page.isSpoken else { continue }
            items += [
                "<item id=\"overlay-\(page.name)\" href=\"\(page.overlayPath)\" "
                    + "media-type=\"application/smil+xml\"/>",
                "<item id=\"audio-\(page.name)\" href=\"\(page.soundPath)\" "
                    + "media-type=\"audio/mpeg\"/>",
            ]
        }
        return items
    }

    private var spine: [String] {
        let cover = edition.cover == nil ? [] : ["<itemref idref=\"cover\"/>"]
        return cover + pages.map { "<itemref idref=\"\($0.name)\"/>" }
    }

    /// A UUID of the contents, of the version for values of one's own.
    ///
    /// Source: RFC 9562 section 5.8.
    private var identifier: String {
        var bytes = Array(contents.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(hexadecimal(bytes))
        let ends = [0, 8, 12, 16, 20, 32]
        return zip(ends, ends.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
    }
}
