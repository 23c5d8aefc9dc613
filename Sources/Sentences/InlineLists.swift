/// The items of lists that stand within a paragraph: "1) red 2) green 3) blue".
///
/// A number counts as a marker only if it begins a sentence or follows one that does, one higher
/// and written alike; so "for 2. above" is none.
struct InlineLists {
    /// The seams before items, in order.
    private(set) var seams: [Seam] = []

    private struct Item {
        var value: Int
        var start: Int
        var isPlaced: Bool
    }

    private let text: ScannedText
    private let rules: LanguageRules
    private var items: [ListMarker.Style: Item] = [:]

    init(in text: ScannedText, rules: LanguageRules, paragraphStarts: [Int]) {
        self.text = text
        self.rules = rules
        var paragraphs = paragraphStarts[...]
        for index in text.roles.indices {
            if index == paragraphs.first {
                paragraphs.removeFirst()
                items.removeAll(keepingCapacity: true)
            }
            guard index == 0 || text.roles[index - 1].isBlank, !text.roles[index].isBlank else {
                continue
            }
            if text.roles[index] == .bullet { place(index) }
            if let marker = ListMarker(at: index, in: text) { add(marker, at: index) }
        }
        seams.sort { $0.start < $1.start }
    }

    private mutating func add(_ marker: ListMarker, at start: Int) {
        let begins = beginsSentence(start)
        for (style, value) in marker.values {
            if let last = items[style], value == last.value + 1 || value == 1 {
                guard begins || mayFollow(style, marker) else { continue }
                if value > 1, !last.isPlaced { place(last.start) }
                let isPlaced = value > 1 || last.isPlaced
                if isPlaced { place(start) }
                items[style] = Item(value: value, start: start, isPlaced: isPlaced)
            } else if begins {
                items[style] = Item(value: value, start: start, isPlaced: false)
            }
        }
    }

    /// Whether a marker amid a sentence can be one: a number with a full stop may be an ordinal,
    /// and begins an item only where a capital says so.
    private func mayFollow(_ style: ListMarker.Style, _ marker: ListMarker) -> Bool {
        guard case .number(.stop) = style else { return true }
        return !rules.capitalizesNouns && text.isUppercase(text.skippingBlanks(from: marker.end))
    }

    private func beginsSentence(_ index: Int) -> Bool {
        var end = text.trimmingWhiteSpace(before: index)
        while end > 0, text.roles[end - 1] == .closer { end -= 1 }
        return end == 0 || text.roles[end - 1].isTerminator
    }

    private mutating func place(_ start: Int) {
        let end = text.trimmingWhiteSpace(before: start)
        guard end > 0, seams.last?.start != start else { return }
        seams.append(Seam(end: end, start: start, strength: .sentence))
    }
}
