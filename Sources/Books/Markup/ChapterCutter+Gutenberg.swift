extension ChapterCutter {
    /// Cuts what Project Gutenberg puts before and after a book off its chapters.
    ///
    /// Its own lines mark the ends (``GutenbergLine``); who made the file stands below the first.
    func cutAtGutenbergFrame(_ segments: [Segment]) -> [Segment] {
        let marks = order.pieces.map { GutenbergLine($0.block.text) }
        let last = marks.firstIndex(of: .end)
        let first = marks[..<(last ?? marks.count)].lastIndex(of: .start)
        guard first != nil || last != nil else { return segments }
        let end = last ?? order.pieces.count
        let start = first.map { min(endOfCredits(from: $0 + 1), end) } ?? 0
        return segments.flatMap { segment -> [Segment] in
            guard let range = segment.ranges.first else { return [] }
            let bounds = [
                range.lowerBound, clamp(start, range), clamp(end, range), range.upperBound,
            ]
            var pieces = zip(bounds, bounds.dropFirst()).map { Segment(ranges: [$0..<$1]) }
            pieces[0].part = .front
            pieces[2].part = .back
            pieces[1] = segment
            pieces[1].ranges = [bounds[1]..<bounds[2]]
            return pieces
        }
    }

    /// Where the thanks to those who made the file end that stand below its header.
    private func endOfCredits(from start: Int) -> Int {
        let rest = order.pieces[start...].prefix(12)
        return rest.firstIndex { piece in
            piece.isHeading || !GutenbergFrame.isCredit(piece.block.text)
        } ?? rest.endIndex
    }

    private func clamp(_ position: Int, _ range: Range<Int>) -> Int {
        min(max(position, range.lowerBound), range.upperBound)
    }
}
