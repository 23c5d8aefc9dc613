import Markup
import Texts

/// What a package document says: the files, their order, and the book's metadata.
struct EPUBPackage {
    /// A file that the manifest lists.
    struct Item {
        let id: String
        /// Its name in the archive, as the archive writes it where it has the file.
        let file: String
        let mediaType: String
        let properties: [Substring]
        let fallback: String?
    }

    /// A place in the spine.
    struct SpineItem {
        let file: String
        let isLinear: Bool
    }

    /// The package document's name in the archive.
    let file: String
    var isVersion3 = false
    var metadata = BookMetadata()
    /// The files that the manifest lists, in its order.
    var items: [Item] = []
    /// The files in reading order, each once.
    var spine: [SpineItem] = []
    /// The identifier of the NCX; nil if the spine names none.
    var ncx: String?
    /// The identifier that EPUB 2 has for the cover's picture.
    var coverID: String?
    /// The places that EPUB 2's guide names.
    var guide: [(type: String, target: PageTarget)] = []
    /// Spine items that lead to no page.
    var faults: [(file: String, reason: String)] = []

    /// The first package document of the container that can be used.
    static func read(_ files: inout EPUBFiles) throws(BookError) -> EPUBPackage {
        let path = files.archive.path
        let name = "META-INF/container.xml"
        guard let names = try files.withTree(of: name, documentNames) else {
            throw .damaged(path: path, reason: "it is no EPUB: \(name) is missing or damaged")
        }
        let archive = files.archive
        for name in names {
            let package = try files.withTree(of: name) {
                EPUBPackage($0, file: name, in: archive)
            }
            if case let package?? = package { return package }
        }
        throw .damaged(
            path: path,
            reason: names.isEmpty
                ? "\(name) names no package document"
                : "its package document \(names.joined(separator: ", ")) is missing or damaged")
    }

    /// The package documents that a container names.
    private static func documentNames(_ container: MarkupNode) -> [String] {
        var names: [String] = []
        container.forEachElement { element in
            if element.name == "rootfile", let name = element.trimmedAttribute("full-path") {
                names.append(name)
            }
        }
        return names
    }

    /// The package that a document describes; nil if it describes none, or one without a spine.
    private init?(_ root: MarkupNode, file: String, in archive: ZIPArchive) {
        guard let manifest = root.first("manifest"), let spine = root.first("spine") else {
            return nil
        }
        self.file = file
        isVersion3 = root.trimmedAttribute("version")?.hasPrefix("3") == true
        if let element = root.first("metadata") {
            metadata = EPUBMetadata.read(element)
            coverID = EPUBMetadata.coverID(element)
        }
        for element in manifest.elements where element.name == "item" {
            guard let id = element.trimmedAttribute("id"), let link = element.attribute("href"),
                let target = PageTarget(link: link, in: file)
            else { continue }
            items.append(
                Item(
                    id: id, file: archive.name(matching: target.file) ?? target.file,
                    mediaType: element.trimmedAttribute("media-type")?.lowercased() ?? "",
                    properties: element.words("properties"),
                    fallback: element.trimmedAttribute("fallback")))
        }
        ncx = spine.trimmedAttribute("toc")
        readSpine(spine)
        readGuide(root, in: archive)
        if self.spine.isEmpty, faults.isEmpty { return nil }
    }

    /// The item of an identifier; nil if the manifest lists none.
    func item(_ id: String) -> Item? {
        items.first { $0.id == id }
    }

    private mutating func readSpine(_ spine: MarkupNode) {
        var seen: Set<String> = []
        let byID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for element in spine.elements where element.name == "itemref" {
            guard let id = element.trimmedAttribute("idref") else { continue }
            guard let item = byID[id] else {
                faults.append((id, "the spine names it and the manifest does not"))
                continue
            }
            guard let page = page(for: item, byID) else {
                faults.append((item.file, "it is \(item.mediaType), which is no page of a book"))
                continue
            }
            // A file may be named for each of its parts; it is read once.
            if seen.insert(page.file).inserted {
                self.spine.append(
                    SpineItem(file: page.file, isLinear: element.trimmedAttribute("linear") != "no")
                )
            }
        }
    }

    /// The item itself or the first of its fallbacks that is a page.
    private func page(for item: Item, _ byID: [String: Item]) -> Item? {
        var next: Item? = item
        // A chain that leads back to itself ends.
        for _ in 0..<16 {
            guard let item = next else { return nil }
            if EPUBPackage.isPage(item) { return item }
            next = item.fallback.flatMap { byID[$0] }
        }
        return nil
    }

    private static func isPage(_ item: Item) -> Bool {
        let types = [
            "application/xhtml+xml", "text/html", "text/x-oeb1-document",
            "application/x-dtbook+xml", "image/svg+xml",
        ]
        let endings = [".xhtml", ".html", ".htm"]
        return types.contains(item.mediaType)
            || endings.contains { item.file.lowercased().hasSuffix($0) }
    }

    private mutating func readGuide(_ root: MarkupNode, in archive: ZIPArchive) {
        guard let guide = root.first("guide") else { return }
        for element in guide.elements where element.name == "reference" {
            guard let link = element.attribute("href"),
                let target = PageTarget(link: link, in: file)
            else { continue }
            self.guide.append(
                (element.trimmedAttribute("type")?.lowercased() ?? "", target.matching(archive)))
        }
    }
}

extension MarkupNode {
    /// An attribute's value without white space around it, as XML has it for identifiers; nil if
    /// it is not there.
    func trimmedAttribute(_ name: StaticString) -> String? {
        attribute(name).map { String($0.trimmed) }
    }
}

extension PageTarget {
    /// The place by the name that the archive has for its file.
    func matching(_ archive: ZIPArchive) -> PageTarget {
        PageTarget(file: archive.name(matching: file) ?? file, fragment: fragment)
    }
}
