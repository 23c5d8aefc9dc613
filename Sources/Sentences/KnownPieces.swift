import SpeechTasks

/// Pieces that earlier texts were cut into, to be found again in a text that was edited.
package struct KnownPieces: Sendable {
    private let pieces: [[UInt8]]
    /// The pieces by a hash of how they begin.
    private let byStart: [Int: [Int]]

    /// A piece shorter than this is not worth finding: an edit around it costs the same call.
    private static let startByteCount = 32

    /// The pieces that are worth finding; the same text twice counts once.
    package init(_ texts: some Sequence<String>) {
        pieces = Set(texts).map { Array($0.utf8) }.filter { $0.count >= Self.startByteCount }
        byStart = Dictionary(
            grouping: pieces.indices, by: { [pieces] in Self.startHash(pieces[$0], at: 0) })
    }

    /// Whether there is none.
    package var isEmpty: Bool { pieces.isEmpty }

    /// Where pieces stand in a text, each between seams; in order of their starts.
    func places(in text: [UInt8]) -> [Range<Int>] {
        guard !isEmpty, text.count >= Self.startByteCount else { return [] }
        var places: [Range<Int>] = []
        for start in 0...(text.count - Self.startByteCount)
        where text[start] & 0xC0 != 0x80 && Self.isSeam(text, at: start) {
            for index in byStart[Self.startHash(text, at: start)] ?? [] {
                let end = start + pieces[index].count
                if end <= text.count, Self.isSeam(text, at: end),
                    text[start..<end].elementsEqual(pieces[index])
                {
                    places.append(start..<end)
                }
            }
        }
        return places
    }

    private static func startHash(_ bytes: [UInt8], at start: Int) -> Int {
        bytes.withUnsafeBytes { bytes in
            var hasher = Hasher()
            hasher.combine(
                bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<(start + startByteCount)]))
            return hasher.finalize()
        }
    }

    /// Whether a text may be cut here: at white space, or behind the full stop of a script that
    /// puts none after it.
    private static func isSeam(_ text: [UInt8], at offset: Int) -> Bool {
        guard offset > 0, offset < text.count else { return true }
        let before = scalar(in: text, endingAt: offset)
        let after = scalar(in: text, startingAt: offset)
        if before.properties.isWhitespace || after.properties.isWhitespace { return true }
        return !before.isASCII && !before.properties.isAlphabetic && !after.isASCII
    }

    private static func scalar(in text: [UInt8], startingAt start: Int) -> Unicode.Scalar {
        let end = text[(start + 1)...].prefix(3).firstIndex { $0 & 0xC0 != 0x80 }
        return String(decoding: text[start..<(end ?? min(start + 4, text.count))], as: UTF8.self)
            .unicodeScalars.first ?? " "
    }

    private static func scalar(in text: [UInt8], endingAt end: Int) -> Unicode.Scalar {
        var start = end - 1
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        return scalar(in: text, startingAt: start)
    }
}

extension TextPlanner {
    /// The pieces of a text, those known already among them where that leaves the fewest new ones.
    ///
    /// Joined again they are the text, white space at seams aside.
    package func pieces(of text: String, keeping known: KnownPieces) -> [String] {
        let bytes = Array(text.utf8)
        var pieces: [String] = []
        var end = 0
        for kept in keptPlaces(known.places(in: bytes), in: bytes) {
            pieces += self.pieces(of: String(decoding: bytes[end..<kept.lowerBound], as: UTF8.self))
            pieces.append(String(decoding: bytes[kept], as: UTF8.self))
            end = kept.upperBound
        }
        return pieces + self.pieces(of: String(decoding: bytes[end...], as: UTF8.self))
    }

    /// The places to keep, in order and apart, so that the text between them takes the fewest
    /// pieces, and among those ways the one that keeps the most.
    private func keptPlaces(_ places: [Range<Int>], in text: [UInt8]) -> [Range<Int>] {
        guard !places.isEmpty else { return [] }
        let gaps = GapCosts(text, limit: limit)
        // The end of the text is a last place that is always kept.
        let places =
            places.sorted { $0.upperBound < $1.upperBound } + [text.count..<text.count]
        var best: [(cost: GapCost, previous: Int?)] = []
        for (index, place) in places.enumerated() {
            var choice: (cost: GapCost, previous: Int?) = (gaps.cost(0..<place.lowerBound), nil)
            for earlier in 0..<index where places[earlier].upperBound <= place.lowerBound {
                let gap = places[earlier].upperBound..<place.lowerBound
                let cost = best[earlier].cost + gaps.cost(gap)
                if cost < choice.cost { choice = (cost, earlier) }
            }
            best.append(choice)
        }
        var kept: [Range<Int>] = []
        var last = best[best.count - 1].previous
        while let index = last {
            kept.append(places[index])
            last = best[index].previous
        }
        return kept.reversed()
    }
}

/// What the text between kept pieces takes: new pieces first, then its length.
private struct GapCost: Comparable {
    var pieces: Int
    var scalarCount: Int

    static func < (left: GapCost, right: GapCost) -> Bool {
        (left.pieces, left.scalarCount) < (right.pieces, right.scalarCount)
    }

    static func + (left: GapCost, right: GapCost) -> GapCost {
        GapCost(
            pieces: left.pieces + right.pieces, scalarCount: left.scalarCount + right.scalarCount)
    }
}

/// How many pieces any stretch of a text takes at least.
private struct GapCosts {
    private let limit: TextLimit
    /// The scalars before each byte, and the same without white space.
    private var scalars: [Int32] = [0]
    private var visible: [Int32] = [0]

    init(_ text: [UInt8], limit: TextLimit) {
        self.limit = limit
        scalars.reserveCapacity(text.count + 1)
        visible.reserveCapacity(text.count + 1)
        var (count, seen) = (Int32(0), Int32(0))
        for byte in text {
            if byte & 0xC0 != 0x80 { count += 1 }
            if byte > 0x20 { seen += 1 }
            scalars.append(count)
            visible.append(seen)
        }
    }

    func cost(_ gap: Range<Int>) -> GapCost {
        guard visible[gap.upperBound] > visible[gap.lowerBound] else {
            return GapCost(pieces: 0, scalarCount: 0)
        }
        let count = Int(scalars[gap.upperBound] - scalars[gap.lowerBound])
        return GapCost(
            pieces: limit.leastPieces(characters: count, bytes: gap.count), scalarCount: count)
    }
}

extension TextLimit {
    /// How many pieces a text of these lengths, each 1 or more, takes at least.
    fileprivate func leastPieces(characters: Int, bytes: Int) -> Int {
        let byCharacters = (characters - 1) / self.characters
        let byBytes = self.bytes.map { (bytes - 1) / $0 } ?? 0
        return max(byCharacters, byBytes) + 1
    }
}
