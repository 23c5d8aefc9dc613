import Markup

/// The pages of a book, read.
struct EPUBPages {
    /// How many bytes of pages are kept as trees between the search for notes and the reading.
    ///
    /// Parsing again is half of all the work; a tree takes a few times its page. More than the
    /// longest novels have.
    private static let keptByteCount = 16 * 1024 * 1024

    /// Those of the reading order.
    var inOrder: [PageText] = []
    /// Those outside it, whose notes may be wanted.
    var apart: [PageText] = []
    var leftOut: [LeftOut] = []

    static func read(
        _ package: EPUBPackage, contents: EPUBContents, files: inout EPUBFiles,
        options: BookReadingOptions
    ) throws(BookError) -> EPUBPages {
        var pages = EPUBPages()
        for fault in package.faults { files.list(fault.file, fault.reason) }
        let targets = contents.targets
        for file in Set(targets.map(\.file)).sorted()
        where files.archive.name(matching: file) == nil {
            files.list(file, "the table of contents leads to it, and it is not in the archive")
        }
        var trees: [String: KeptTree] = [:]
        let links = try noteLinks(package, &files, keeping: &trees)
        let starts = Dictionary(grouping: targets, by: \.file)
        let archive = files.archive
        for item in package.spine {
            let names = Set((starts[item.file] ?? []).compactMap(\.fragment))
            let tree =
                if let kept = trees.removeValue(forKey: item.file) { kept } else {
                    try files.tree(of: item.file)?.tree
                }
            var nothing: [Never] = []
            let page = tree?.read(updating: &nothing) { root, _ in
                let setting = PageReader.Setting(
                    options: options, links: links, starts: names,
                    resolve: { PageTarget(link: $0, in: item.file)?.matching(archive) })
                return PageReader.read(root, file: item.file, setting: setting)
            }
            guard let page else {
                files.markLost(item.file)
                continue
            }
            if item.isLinear || starts[item.file] != nil {
                pages.inOrder.append(page)
            } else {
                pages.setApart(page, contents)
            }
        }
        pages.inOrder = UnlinkedNotes(in: pages.inOrder, wanted: options.notes).pages
        return pages
    }

    private static func noteLinks(
        _ package: EPUBPackage, _ files: inout EPUBFiles, keeping trees: inout [String: KeptTree]
    ) throws(BookError) -> NoteLinks {
        var links = NoteLinks()
        let archive = files.archive
        var left = keptByteCount
        for item in package.spine {
            guard let (tree, byteCount) = try files.tree(of: item.file) else { continue }
            left -= byteCount
            if left > 0 { trees[item.file] = tree }
            tree.read(updating: &links) { root, links in
                links.scan(root, file: item.file) {
                    PageTarget(link: $0, in: item.file)?.matching(archive)
                }
            }
        }
        return links
    }

    /// A page outside the reading order is not spoken; a reader would open it by a link.
    private mutating func setApart(_ page: PageText, _ contents: EPUBContents) {
        apart.append(page)
        let text = page.pieces.map(\.block.text).joined(separator: "\n")
        guard !text.isEmpty else { return }
        let named = contents.parts.first { $0.key.file == page.file }?.value
        let reason: LeftOut.Reason =
            switch page.pieces.lazy.compactMap(\.part).first ?? named {
            case .contents: .contents
            case .front: .frontMatter
            case .back, .body, nil: .backMatter
            }
        leftOut.append(LeftOut(reason, place: page.file, text: text))
    }
}
