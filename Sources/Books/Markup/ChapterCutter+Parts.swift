import Texts

extension ChapterCutter {
    /// What most of its text is by the elements around it, else what the package calls its place,
    /// else what its title says.
    func part(of segment: Segment) -> BookPart? {
        var counts: [BookPart: Int] = [:]
        var total = 0
        for piece in segment.ranges.lazy.flatMap({ order.pieces[$0] }) {
            let count = piece.block.text.characterTotal
            total += count
            if let part = piece.part { counts[part, default: 0] += count }
        }
        if let most = counts.max(by: { $0.value < $1.value }), most.value * 2 > total {
            return most.key
        }
        let front = counts.filter { $0.key != .body }.max { $0.value < $1.value }
        if let front, front.value > counts[.body, default: 0], front.value * 4 > total {
            return front.key
        }
        let start = segment.ranges.first?.lowerBound
        let said = start.flatMap { parts[$0] } ?? titledPart(of: segment) ?? sign(of: segment)
        // A list of chapters has no prose; a story called "Contents" has.
        if said == .contents, !isList(segment) { return nil }
        return said
    }

    /// The part that the title names, if the text is such a part's.
    private func titledPart(of segment: Segment) -> BookPart? {
        guard let part = segment.title.flatMap(TitleWords.part) else { return nil }
        let blocks = segment.ranges.flatMap { order.pieces[$0] }.map(\.block)
        return PartEvidence(blocks).allows(part) ? part : nil
    }

    /// The stretches of a page that are parts of their own: the book's contents in it, and at its
    /// ends what its elements call front and back matter.
    func stretches(
        of page: Range<Int>, in segment: Segment, _ contents: ContentsPages
    ) -> [(range: Range<Int>, part: BookPart?)] {
        let (start, end) = (endOfFront(in: page), startOfBack(in: page))
        var stretches: [(range: Range<Int>, part: BookPart?)] = []
        stretches.append((page.lowerBound..<start, .front))
        var at = start
        for lines in contents.stretches(
            in: start..<max(start, end), keepsHeading: segment.joinsNext)
        {
            stretches.append((at..<lines.lowerBound, nil))
            stretches.append((lines, .contents))
            at = lines.upperBound
        }
        stretches.append((at..<max(at, end), nil))
        stretches.append((max(at, end)..<page.upperBound, .back))
        return stretches.filter { !$0.range.isEmpty }
    }

    /// Where the text begins after front matter that has a heading of its own.
    private func endOfFront(in page: Range<Int>) -> Int {
        let front = order.pieces[page].prefix { $0.part == .front }
        let isWhole = front.endIndex == page.upperBound
        return isWhole || !front.contains(where: \.isHeading) ? page.lowerBound : front.endIndex
    }

    /// Where back matter begins that stands below the text.
    private func startOfBack(in page: Range<Int>) -> Int {
        let start = order.pieces[page].lastIndex { $0.part != .back }.map { $0 + 1 }
        return start ?? page.upperBound
    }

    private func isList(_ segment: Segment) -> Bool {
        let pieces = segment.ranges.flatMap { order.pieces[$0] }
        return pieces.reduce(0) { $0 + $1.block.text.characterTotal } < 80 * pieces.count
    }

    /// No page apart from the text has as many characters; longer ones are not looked at.
    private static let longestApart = 30_000

    /// What a page is by its text, where nothing names it.
    func sign(of segment: Segment) -> BookPart? {
        let count = segment.ranges.reduce(0) { $0 + order.characterCount($1) }
        guard count <= ChapterCutter.longestApart else { return nil }
        if leadsOn(segment), isList(segment) { return .contents }
        let texts = segment.ranges.flatMap { order.pieces[$0] }.map(\.block.text)
        return ImprintSigns.areOn(texts) ? .front : nil
    }

    /// Whether nearly all that a page says are links to where other pages and headings begin.
    ///
    /// A heading of its own, other than the book's title, makes it a chapter that begins so.
    private func leadsOn(_ segment: Segment) -> Bool {
        let pieces = segment.ranges.flatMap { order.pieces[$0] }
        let others = pieces.filter(\.links.isEmpty)
        let title = metadata.title.map(ChapterCutter.key)
        guard others.allSatisfy({ !$0.isHeading || ChapterCutter.key($0.block.text) == title }),
            others.filter({ !$0.isHeading }).reduce(0, { $0 + $1.block.text.count }) <= 30
        else { return false }
        let leading = pieces.filter { !$0.links.isEmpty }
        let links = leading.flatMap(\.links).filter { link in
            guard let place = order.position(of: link.target) else { return false }
            return order.isBeginning(place) && !segment.ranges.contains { $0.contains(place) }
        }
        let linked = links.reduce(0) { $0 + $1.characterCount }
        let total = leading.reduce(0) { $0 + $1.block.text.count { !$0.isWhitespace } }
        // The numbers of chapters often stand beside the links.
        return Set(links.map(\.target)).count >= 2 && linked * 5 >= total * 3
    }

    /// Short pages before the text that say little more than the book's title are title pages.
    func markTitlePages(_ segments: inout [Segment]) {
        guard let lines = TitlePageLines(metadata) else { return }
        for index in segments.indices.dropLast() {
            guard segments[index].part == nil else {
                if segments[index].part == .body { return }
                continue
            }
            let blocks = segments[index].ranges.flatMap { order.pieces[$0] }.map(\.block)
            if lines.isTooLong(blocks) { return }
            if lines.isTitlePage(blocks) { segments[index].part = .front }
        }
    }

    /// What is front matter by its kind and comes after all of the text is back matter.
    func markEnd(_ segments: inout [Segment]) {
        let isBody = { (segment: Segment) in segment.part == nil || segment.part == .body }
        guard let last = segments.lastIndex(where: isBody) else { return }
        for index in segments.indices[(last + 1)...] where segments[index].part == .front {
            segments[index].part = .back
        }
    }
}

extension BookPart {
    /// Which of several words for one place counts.
    var rank: Int {
        switch self {
        case .contents: 0
        case .front: 1
        case .back: 2
        case .body: 3
        }
    }
}
