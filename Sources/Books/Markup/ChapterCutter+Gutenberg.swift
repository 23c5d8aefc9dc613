extension ChapterCutter {
    /// Cuts what Project Gutenberg puts before and after a book off its chapters.
    ///
    /// Its own lines mark the ends: `*** START OF THE PROJECT GUTENBERG EBOOK` and `*** END OF`,
    /// in older books `End of the Project Gutenberg EBook`.
    func cutAtGutenbergFrame(_ segments: [Segment]) -> [Segment] {
        let texts = order.pieces.map { piece in
            // Few lines begin like this, so few are looked at closely.
            let isLikely = ["***", "End of", "END OF"].contains { piece.block.text.hasPrefix($0) }
            return isLikely ? piece.block.text.prefix(60).lowercased() : ""
        }
        let first = texts.lastIndex { text in
            text.hasPrefix("*** start of th") && text.contains("gutenberg")
        }
        let last = texts.firstIndex { text in
            let starts = ["*** end of th", "end of the project", "end of project"]
            return starts.contains(where: text.hasPrefix) && text.contains("gutenberg")
        }
        guard first != nil || last != nil else { return segments }
        let text = min((first ?? -1) + 1, last ?? order.pieces.count)..<(last ?? order.pieces.count)
        return segments.flatMap { segment -> [Segment] in
            guard let range = segment.ranges.first else { return [] }
            let bounds = [
                range.lowerBound, clamp(text.lowerBound, range), clamp(text.upperBound, range),
                range.upperBound,
            ]
            var pieces = zip(bounds, bounds.dropFirst()).map { Segment(ranges: [$0..<$1]) }
            pieces[0].part = .front
            pieces[2].part = .back
            pieces[1] = segment
            pieces[1].ranges = [bounds[1]..<bounds[2]]
            return pieces
        }
    }

    private func clamp(_ position: Int, _ range: Range<Int>) -> Int {
        min(max(position, range.lowerBound), range.upperBound)
    }
}
