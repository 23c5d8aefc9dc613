extension ReadingOrder {
    /// The entries of a table of contents, with the places they mean where those they name are not
    /// there.
    ///
    /// Such a place is the heading of the file that says the entry's title. Without one the entry
    /// counts for the whole file, unless other entries know places in it.
    func placed(_ entries: [ContentsEntry]) -> [ContentsEntry] {
        var known: Set<String> = []
        for entry in entries {
            entry.forEach { entry in
                if case .target(let target) = entry.place, has(target) { known.insert(target.file) }
            }
        }
        return entries.map { placed($0, known: known) }
    }

    private func placed(_ entry: ContentsEntry, known: Set<String>) -> ContentsEntry {
        var entry = entry
        if case .target(let target) = entry.place, !has(target) {
            if let heading = heading(titled: entry.title, in: target.file) {
                entry.place = .piece(heading)
            } else if known.contains(target.file) {
                entry.place = .label
            }
        }
        entry.children = entry.children.map { placed($0, known: known) }
        return entry
    }

    /// The number of the heading in a file that says a title; nil if none does.
    private func heading(titled title: String, in file: String) -> Int? {
        guard let range = range(of: file) else { return nil }
        let key = ChapterCutter.key(title)
        return range.first { position in
            pieces[position].isHeading && ChapterCutter.key(pieces[position].block.text) == key
        }
    }
}
