import Texts

/// Cuts the pages of a book into chapters.
struct ChapterCutter {
    /// The book's path.
    let path: String
    let order: ReadingOrder
    /// The book's table of contents; empty if it has none.
    let contents: [ContentsEntry]
    /// What the book says about itself, by which its title page is known.
    let metadata: BookMetadata
    /// The parts that the package names, by the pieces they begin with.
    let parts: [Int: BookPart]

    /// A cutter of a book's pages.
    ///
    /// - Parameter parts: The parts that the package names, by where they begin.
    init(
        path: String, order: ReadingOrder, contents: [ContentsEntry] = [],
        parts: [PageTarget: BookPart] = [:], metadata: BookMetadata
    ) {
        (self.path, self.order, self.metadata) = (path, order, metadata)
        self.contents = order.isMostlyBroken(contents) ? [] : order.placed(contents)
        self.parts = parts.reduce(into: [:]) { places, part in
            // A page without text would lend its part to the page after it.
            guard let place = order.position(of: part.key), !order.isPageEmpty(part.key.file)
            else { return }
            places[place] = [places[place], part.value].compactMap { $0 }.min { $0.rank < $1.rank }
        }
    }

    /// A stretch of the book that is a chapter, or a part of one.
    struct Segment {
        var ranges: [Range<Int>]
        var title: String?
        var level = 1
        /// The titles above it, the outermost first.
        var titlesAbove: [String] = []
        var part: BookPart?
        var joinsNext = false
    }

    /// The segments in reading order, each with its part, none without text.
    func segments() -> [Segment] {
        var segments = split(cutAtGutenbergFrame(rawSegments()))
        segments = segments.filter { segment in segment.ranges.contains { !$0.isEmpty } }
        for index in segments.indices {
            segments[index].part = segments[index].part ?? part(of: segments[index])
        }
        markTitlePages(&segments)
        markEnd(&segments)
        return joined(segments)
    }

    // MARK: Cutting

    private func rawSegments() -> [Segment] {
        var starts = starts()
        if starts.count < 2 { starts = plainStarts() ?? starts }
        for index in starts.indices {
            let floor = index > 0 ? starts[index - 1].position + 1 : 0
            starts[index].position = withHeadings(starts[index], notBefore: floor)
        }
        let ends = starts.dropFirst().map(\.position) + [order.pieces.count]
        let opening = pageRanges(0..<(starts.first?.position ?? order.pieces.count)).map {
            Segment(ranges: [$0], title: heading(in: $0))
        }
        return opening
            + zip(starts, ends).map { start, end in
                Segment(
                    ranges: [start.position..<end],
                    title: start.title.isEmpty ? heading(in: start.position..<end) : start.title,
                    level: start.level, titlesAbove: start.parts, joinsNext: start.joinsNext)
            }
    }

    /// Where chapters begin: as the table of contents has it, or the headings, where it says less.
    private func starts() -> [ChapterStarts.Start] {
        var starts = ChapterStarts.chosen(from: contents, in: order)
        if starts.isEmpty || starts.count == 1 && saysLittle(starts[0]) {
            let headed = ChapterStarts.chosen(
                from: HeadingContents.entries(of: order), in: order, areHeadings: true)
            let isBetter = headed.count > 1 && order.pieces.contains(where: \.isHeading)
            if starts.isEmpty || isBetter { starts = headed }
        }
        return starts
    }

    /// Whether a lone entry is no chapter's: it covers more than a track should be, or the text
    /// has not its title.
    private func saysLittle(_ start: ChapterStarts.Start) -> Bool {
        let isLong =
            order.characterCount(0..<order.pieces.count) > ChapterStarts.longestCharacterCount
        let title = ChapterCutter.key(start.title)
        let rest = order.pieces[min(start.position, order.pieces.count)...]
        return isLong
            || rest.first { $0.isHeading && ChapterCutter.key($0.block.text) == title } == nil
    }

    /// The chapters that paragraphs name as a text's headings do; nil if there are none.
    private func plainStarts() -> [ChapterStarts.Start]? {
        var above: [(level: Int, title: String)] = []
        let headings = PlainHeadings(order.pieces.map(\.block.text)).headings
        let starts = headings.map { heading in
            above.removeAll { $0.level >= heading.level }
            let start = ChapterStarts.Start(
                position: heading.paragraphs.lowerBound, title: heading.title,
                level: heading.level, parts: above.map(\.title))
            if heading.isPart { above.append((heading.level, heading.title)) }
            return start
        }
        return starts.isEmpty ? nil : starts
    }

    /// Where a chapter begins if the place it is said to begin at comes after its heading.
    private func withHeadings(_ start: ChapterStarts.Start, notBefore floor: Int) -> Int {
        var position = start.position
        let title = ChapterCutter.key(start.title)
        while position > floor, !title.isEmpty, order.pieces[position - 1].isHeading,
            position < order.pieces.count,
            order.page(at: position - 1) == order.page(at: position)
        {
            let text = order.pieces[position - 1].block.text
            let heading = ChapterCutter.key(text)
            // A number above a title belongs to it.
            guard title.contains(heading) || heading.contains(title) || TitleShape.isNumber(text)
            else { break }
            position -= 1
        }
        return position
    }

    /// A range cut at the beginnings of pages.
    func pageRanges(_ range: Range<Int>) -> [Range<Int>] {
        guard !range.isEmpty else { return [] }
        let (first, last) = (order.page(at: range.lowerBound), order.page(at: range.upperBound - 1))
        let cuts = order.pageStarts[(first + 1)..<(last + 1)]
        let bounds = ([range.lowerBound] + cuts + [range.upperBound]).reduce(into: [Int]()) {
            if $0.last != $1 { $0.append($1) }
        }
        return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
    }

    /// Takes pages that are no part of the book's text out of the chapters they stand in.
    ///
    /// All other pages that no entry leads to belong to the chapter before them.
    private func split(_ segments: [Segment]) -> [Segment] {
        let contents = ContentsPages(segments, in: order)
        return segments.flatMap { segment -> [Segment] in
            guard segment.part == nil, let range = segment.ranges.first, !range.isEmpty else {
                return [segment]
            }
            var kept = segment
            kept.ranges = []
            var (before, after): ([Segment], [Segment]) = ([], [])
            let pages = pageRanges(range)
            let stretches = pages.flatMap { self.stretches(of: $0, in: segment, contents) }
            for stretch in stretches {
                var own = Segment(ranges: [stretch.range], title: heading(in: stretch.range))
                let isFirst = stretch.range.lowerBound < pages[0].upperBound
                own.part = stretch.part ?? (isFirst ? sign(of: own) : part(of: own))
                if own.part == nil || own.part == .body {
                    kept.ranges.append(stretch.range)
                } else if kept.ranges.isEmpty, isFirst {
                    before.append(own)
                } else {
                    after.append(own)
                }
            }
            return before + [kept] + after
        }
    }

    // MARK: Joining

    /// Headings without text go to the chapter after them: a volume's title is spoken before its
    /// first chapter.
    private func joined(_ segments: [Segment]) -> [Segment] {
        var result: [Segment] = []
        var held: [Range<Int>] = []
        var heldTitle: String?
        for var segment in segments {
            let isBody = segment.part == nil || segment.part == .body
            let isEmpty = segment.ranges.allSatisfy { order.characterCount($0) == 0 }
            if isBody, isEmpty || segment.joinsNext {
                held += segment.ranges
                heldTitle = heldTitle ?? segment.title
                continue
            }
            if isBody {
                segment.ranges = held + segment.ranges
            } else {
                settle(held, heldTitle, in: &result, asFront: true)
            }
            (held, heldTitle) = ([], nil)
            result.append(segment)
        }
        settle(held, heldTitle, in: &result, asFront: false)
        return result
    }

    /// Headings that no chapter follows: those of a title page, or the last words of a chapter.
    private func settle(
        _ ranges: [Range<Int>], _ title: String?, in result: inout [Segment], asFront: Bool
    ) {
        guard !ranges.isEmpty else { return }
        if let last = result.lastIndex(where: { $0.part == nil || $0.part == .body }) {
            result[last].ranges += ranges
        } else if asFront, let last = result.indices.last, result[last].part == .front {
            result[last].ranges += ranges
        } else {
            result.append(Segment(ranges: ranges, title: title, part: asFront ? .front : nil))
        }
    }

    // MARK: Words

    /// The first heading of a range; nil if it has none.
    func heading(in range: Range<Int>) -> String? {
        order.pieces[range].first(where: \.isHeading)?.block.text
    }

    /// A text by its letters and numbers alone, to compare titles with headings.
    static func key(_ text: String) -> String {
        text.plainKey ?? text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
