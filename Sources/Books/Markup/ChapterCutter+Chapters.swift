import Texts

extension ChapterCutter {
    /// The chapters, and what of the pages is not spoken.
    ///
    /// - Parameter apart: Pages outside the reading order, whose notes may be wanted.
    func chapters(
        apart: [PageText], options: BookReadingOptions
    ) -> (chapters: [Chapter], leftOut: [LeftOut]) {
        let segments = segments()
        var notes = NoteTexts(order, apart: apart, wanted: options.notes)
        var chapters: [Chapter] = []
        var leftOut: [LeftOut] = []
        for segment in segments {
            let blocks = notes.blocks(of: segment.ranges)
            guard let first = segment.ranges.first(where: { !$0.isEmpty })?.lowerBound,
                !blocks.isEmpty
            else { continue }
            if segment.part == .contents {
                let text = blocks.map(\.text).joined(separator: "\n")
                leftOut.append(LeftOut(.contents, place: file(of: first), text: text))
            } else {
                chapters.append(
                    Chapter(
                        title: segment.title, level: segment.level, parts: segment.titlesAbove,
                        matter: ChapterCutter.matter(of: segment.part), place: place(of: first),
                        blocks: blocks))
            }
        }
        // A book of which all is front or back matter is read for just that.
        if !chapters.contains(where: { $0.matter == .body }) {
            for index in chapters.indices { chapters[index].matter = .body }
        }
        let pages = order.pages + apart
        return (chapters, leftOut + pages.flatMap(\.leftOut) + notes.leftOut())
    }

    private static func matter(of part: BookPart?) -> Chapter.Matter {
        switch part {
        case .front, .contents: .front
        case .back: .back
        case .body, nil: .body
        }
    }

    private func file(of position: Int) -> String {
        order.pages[order.page(at: position)].file
    }

    private func place(of position: Int) -> SourcePlace {
        let file = file(of: position)
        return SourcePlace(
            path: file.isEmpty ? path : "\(path)/\(file)", line: order.pieces[position].line,
            column: 1)
    }
}
