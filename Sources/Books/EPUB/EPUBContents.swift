import Markup

/// A book's table of contents, and the parts of the book that the package names.
struct EPUBContents {
    var entries: [ContentsEntry] = []
    var parts: [PageTarget: BookPart] = [:]

    /// Reads the navigation document and the NCX, and chooses between them.
    ///
    /// EPUB 3 reads the navigation document, and so does this, unless it is the poorer: the NCX
    /// leads to more than twice as many places.
    static func read(
        _ package: EPUBPackage, _ files: inout EPUBFiles
    ) throws(BookError) -> EPUBContents {
        var contents = EPUBContents()
        for (type, target) in package.guide {
            contents.parts[target] = BookPart(semantics: [type[...]])
        }
        var entries: [ContentsEntry] = []
        let archive = files.archive
        if let item = package.items.first(where: { $0.properties.contains("nav") }),
            let navigation = try files.withTree(
                of: item.file, { EPUBNavigation($0, file: item.file, archive: archive) })
        {
            entries = navigation.entries
            contents.parts.merge(navigation.parts) { _, landmark in landmark }
        }
        entries = relocated(entries, package, archive)
        let ncx = relocated(try ncxEntries(package, &files), package, archive)
        let isPoor = placeCount(entries, package) * 2 < placeCount(ncx, package)
        contents.entries = isPoor ? ncx : entries
        return contents
    }

    private static func ncxEntries(
        _ package: EPUBPackage, _ files: inout EPUBFiles
    ) throws(BookError) -> [ContentsEntry] {
        let type = "application/x-dtbncx+xml"
        let item =
            package.ncx.flatMap(package.item)
            ?? package.items.first { $0.mediaType == type }
        guard let item else { return [] }
        let archive = files.archive
        return try files.withTree(of: item.file) { root in
            root.first("navmap").map { ncxEntries($0, file: item.file, archive: archive) }
        }.flatMap { $0 } ?? []
    }

    private static func ncxEntries(
        _ node: MarkupNode, file: String, archive: ZIPArchive
    ) -> [ContentsEntry] {
        node.elements.filter { $0.name == "navpoint" }.map { point in
            let label = point.elements.first { $0.name == "navlabel" }
            let link = point.elements.first { $0.name == "content" }?.attribute("src")
            let target = link.flatMap { PageTarget(link: $0, in: file) }?.matching(archive)
            return ContentsEntry(
                title: SpokenText.line(label?.text ?? ""),
                place: target.map { .target($0) } ?? .label,
                children: ncxEntries(point, file: file, archive: archive))
        }
    }

    /// The entries, those that lead to a folder where nothing is to the one page of that name.
    private static func relocated(
        _ entries: [ContentsEntry], _ package: EPUBPackage, _ archive: ZIPArchive
    ) -> [ContentsEntry] {
        entries.map { entry in
            var entry = entry
            if case .target(let target) = entry.place, archive.name(matching: target.file) == nil {
                let name = target.file.split(separator: "/").last
                let like = package.spine.filter { $0.file.split(separator: "/").last == name }
                if like.count == 1, let page = like.first {
                    let place = PageTarget(file: page.file, fragment: target.fragment)
                    entry.place = .target(place)
                }
            }
            entry.children = relocated(entry.children, package, archive)
            return entry
        }
    }

    /// How many places in the book's pages a table of contents leads to.
    private static func placeCount(_ entries: [ContentsEntry], _ package: EPUBPackage) -> Int {
        let pages = Set(package.spine.map(\.file))
        var places: Set<PageTarget> = []
        for entry in entries {
            entry.forEach { entry in
                if case .target(let target) = entry.place, pages.contains(target.file) {
                    places.insert(target)
                }
            }
        }
        return places.count
    }

    /// Every place that an entry leads to.
    var targets: Set<PageTarget> {
        var targets: Set<PageTarget> = []
        for entry in entries {
            entry.forEach { if case .target(let target) = $0.place { targets.insert(target) } }
        }
        return targets
    }
}
