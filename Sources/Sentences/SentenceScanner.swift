/// Finds the ends of sentences and paragraphs in a text, in the order in which they stand.
struct SentenceScanner {
    let text: ScannedText
    let rules: LanguageRules
    let enclosures: [ClosedRange<Int>]
    /// Seams known before the scan: line breaks and items of lists.
    private let given: [Seam]

    private var seams: [Seam] = []
    private var nextGiven = 0
    private var nextEnclosure = 0
    /// Where the sentence under the eye begins.
    private(set) var sentenceStart = 0

    init(_ text: String, rules: LanguageRules) {
        var scanned = ScannedText(text, furtherMarks: rules.furtherMarks)
        let lines = Lines(of: scanned)
        let starts = lines.paragraphStarts
        enclosures = Enclosures(in: &scanned, paragraphStarts: starts).pairs
        let lists = InlineLists(in: scanned, rules: rules, paragraphStarts: starts)
        given = Self.merged(lines.seams + lists.seams)
        self.text = scanned
        self.rules = rules
        sentenceStart = scanned.skippingBlanks(from: 0)
    }

    /// All seams of sentences and paragraphs, each place once with the best it is.
    mutating func scan() -> [Seam] {
        var index = 0
        while index < text.count {
            let role = text.roles[index]
            guard role.isTerminator || role == .dash,
                let run = TerminatorRun(at: index, in: text)
            else {
                index += 1
                continue
            }
            advance(to: index)
            if let seam = seam(after: run) {
                seams.append(seam)
                sentenceStart = seam.start
            }
            index = run.end
        }
        advance(to: text.count)
        return Self.merged(seams).filter { isSound($0) }
    }

    /// The pair of marks that encloses an index, if any.
    func enclosure(around index: Int) -> ClosedRange<Int>? {
        guard nextEnclosure < enclosures.count, enclosures[nextEnclosure].contains(index) else {
            return nil
        }
        return enclosures[nextEnclosure]
    }

    private mutating func advance(to index: Int) {
        while nextEnclosure < enclosures.count, enclosures[nextEnclosure].upperBound < index {
            nextEnclosure += 1
        }
        while nextGiven < given.count, given[nextGiven].end <= index {
            var seam = given[nextGiven]
            if seam.strength != .paragraph {
                seam.strength = max(seam.strength, strength(ofSeamAt: seam.end))
            }
            seams.append(seam)
            sentenceStart = seam.start
            nextGiven += 1
        }
    }

    private func strength(ofSeamAt end: Int) -> Seam.Strength {
        guard let pair = enclosure(around: end) else { return .sentence }
        return pair.upperBound >= end && pair.lowerBound < end ? .innerSentence : .sentence
    }

    private func seam(after run: TerminatorRun) -> Seam? {
        let start = text.skippingWhiteSpace(from: run.end)
        guard start < text.count, ends(run, before: start) else { return nil }
        return Seam(end: run.end, start: start, strength: strength(ofSeamAt: run.end))
    }

    private func isSound(_ seam: Seam) -> Bool {
        text.isClusterBoundary(seam.end) && text.isClusterBoundary(seam.start)
    }

    private static func merged(_ seams: [Seam]) -> [Seam] {
        var merged: [Seam] = []
        for seam in seams.sorted(by: { ($0.start, $0.strength) < ($1.start, $1.strength) })
        where merged.last?.start != seam.start {
            merged.append(seam)
        }
        return merged
    }
}
