extension ReadingOrder {
    /// Whether most entries of a table of contents lead to files that are not there.
    func isMostlyBroken(_ entries: [ContentsEntry]) -> Bool {
        var (all, found) = (0, 0)
        for entry in entries {
            entry.forEach { entry in
                guard case .target = entry.place else { return }
                all += 1
                if position(of: entry) != nil { found += 1 }
            }
        }
        return found * 2 < all
    }

    /// The entries of a table of contents, with the places they mean where those they name are not
    /// there.
    ///
    /// Such a place is the heading of the file that says the entry's title. Without one the entry
    /// counts for the whole file, unless other entries know places in it. Of several entries for
    /// one whole file, those after the first mean its headings too.
    func placed(_ entries: [ContentsEntry]) -> [ContentsEntry] {
        var known: Set<String> = []
        for entry in entries {
            entry.forEach { entry in
                if case .target(let target) = entry.place, has(target) { known.insert(target.file) }
            }
        }
        var reached: [String: Int] = [:]
        return entries.map { placed($0, known: known, reached: &reached) }
    }

    /// - Parameter reached: the last place in each file that an entry for the whole of it got.
    private func placed(
        _ entry: ContentsEntry, known: Set<String>, reached: inout [String: Int]
    ) -> ContentsEntry {
        var entry = entry
        if case .target(let target) = entry.place {
            if !has(target) {
                if let heading = heading(titled: entry.title, in: target.file) {
                    entry.place = .piece(heading)
                } else if known.contains(target.file) {
                    entry.place = .label
                }
            } else if target.fragment == nil {
                if let last = reached[target.file],
                    let heading = heading(titled: entry.title, in: target.file, after: last)
                {
                    entry.place = .piece(heading)
                }
                reached[target.file] = position(of: entry)
            }
        }
        entry.children = entry.children.map { placed($0, known: known, reached: &reached) }
        return entry
    }

    /// The number of the first heading in a file that says a title; nil if none does.
    private func heading(
        titled title: String, in file: String, after last: Int? = nil
    ) -> Int? {
        guard let range = range(of: file) else { return nil }
        let key = ChapterCutter.key(title)
        return range.first { position in
            position > last ?? -1 && pieces[position].isHeading
                && ChapterCutter.key(pieces[position].block.text) == key
        }
    }
}
