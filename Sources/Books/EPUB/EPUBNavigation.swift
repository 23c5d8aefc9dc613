import Markup

/// What EPUB 3's navigation document says.
struct EPUBNavigation: Sendable {
    private(set) var entries: [ContentsEntry] = []
    private(set) var parts: [PageTarget: BookPart] = [:]

    private let file: String
    private let archive: ZIPArchive

    init(_ root: MarkupNode, file: String, archive: ZIPArchive) {
        self.file = file
        self.archive = archive
        var lists: [MarkupNode] = []
        root.forEachElement { if $0.name == "nav" { lists.append($0) } }
        if let toc = lists.first(where: { $0.semantics.contains("toc") }) {
            entries = toc.elements.filter { $0.name == "ol" }.flatMap(entries)
        }
        for list in lists where list.semantics.contains("landmarks") { readLandmarks(list) }
    }

    /// The entries of a list.
    ///
    /// A list that is hidden is no part of the table that readers are shown: it begins no chapters.
    private func entries(of list: MarkupNode) -> [ContentsEntry] {
        list.elements.filter { $0.name == "li" }.compactMap { item in
            let label = item.elements.first { $0.name != "ol" }
            let link = label?.first("a")?.attribute("href")
            let children = item.elements.filter { $0.name == "ol" && !$0.isHidden }
            return ContentsEntry(
                title: SpokenText.line(label.map(EPUBNavigation.text) ?? ""),
                place: link.flatMap(target).map { .target($0) } ?? .label,
                children: children.flatMap(entries))
        }
    }

    /// The text of a label; where a picture stands for it, what the picture shows.
    private static func text(of label: MarkupNode) -> String {
        let text = label.singleSpacedText
        guard text.isEmpty else { return text }
        return label.first("img")?.attribute("alt") ?? label.attribute("title") ?? ""
    }

    private mutating func readLandmarks(_ list: MarkupNode) {
        list.forEachElement { element in
            if element.name == "a", let link = element.attribute("href"),
                let target = target(link), let part = BookPart(semantics: element.semantics)
            {
                parts[target] = part
            }
        }
    }

    private func target(_ link: String) -> PageTarget? {
        PageTarget(link: link, in: file)?.matching(archive)
    }
}
