import Markup

/// Reads a DOCX for what it says of itself.
enum WordDocument {
    /// ECMA-376, part 1, 17.3 and 17.13: what is deleted or moved away, and codes of fields, is not seen;
    /// a fallback repeats what stands before it.
    private static let names = DocumentParagraphs.Names(
        paragraphs: ["p"], texts: ["t"],
        hidden: ["del", "movefrom", "instrtext", "fallback", "deltext"],
        spaces: ["tab", "br", "cr"])

    static func facts(_ archive: ZIPArchive) -> DocumentFacts {
        var facts = DocumentFacts(place: "word/document.xml")
        read("docProps/core.xml", in: archive) { root in
            (root.first("title")?.text, root.first("creator")?.text)
        }.map { (facts.title, facts.author) = $0 }
        facts.usualLanguage =
            read("word/styles.xml", in: archive) { root in
                root.first("docdefaults")?.first("lang")?.attribute("val")
            } ?? nil
        let main = read("word/document.xml", in: archive) { root in
            (DocumentParagraphs(root, names).paragraphs, markedLanguage(root))
        }
        guard let main else { return facts }
        let notes = ["word/footnotes.xml", "word/endnotes.xml"].compactMap { name in
            read(name, in: archive) { DocumentParagraphs($0, names).paragraphs }
        }
        facts.paragraphs = main.0 + notes.joined()
        facts.markedLanguage = main.1
        return facts
    }

    private static func read<Value: Sendable>(
        _ name: String, in archive: ZIPArchive, _ body: @Sendable (MarkupNode) -> Value
    ) -> Value? {
        guard let bytes = try? archive.bytes(of: name) else { return nil }
        return try? MarkupTree.withTree(.xml(bytes), body)
    }

    /// The language that more than half of the text is marked with, run by run.
    private static func markedLanguage(_ root: MarkupNode) -> String? {
        var (counts, total): ([String: Int], Int) = ([:], 0)
        root.forEachElement { run in
            guard run.name == "r" else { return }
            let count = run.elements.filter { $0.name == "t" }.reduce(0) { $0 + $1.text.count }
            total += count
            let properties = run.elements.first { $0.name == "rpr" }
            if let code = properties?.first("lang")?.attribute("val") {
                counts[code, default: 0] += count
            }
        }
        guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
            most.value * 2 > total
        else { return nil }
        return most.key
    }
}
