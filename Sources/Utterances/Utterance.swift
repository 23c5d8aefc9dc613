import Texts

/// Lines that are spoken in one breath, as one paid call, and the time there is for them.
package struct Utterance: Hashable, Sendable {
    /// Its lines, in order, at least one.
    package let lines: [TimedLine]
    /// What is spoken.
    package let text: String
    /// When it begins: with its first line.
    package let start: Duration
    /// When it should be over, so that what follows can begin at its own time.
    package let slotEnd: Duration

    /// The time there is for it.
    package var slot: Duration { max(.zero, slotEnd - start) }
    /// Who says it; nil is one speaker for all that name none.
    package var speaker: String? { lines[0].speaker }
    /// The voice.
    package var voiceID: String { lines[0].voiceID }

    init(lines: [TimedLine], slotEnd: Duration) {
        self.lines = lines
        text = Self.text(joining: lines.map(\.text))
        start = lines[0].start
        self.slotEnd = slotEnd
    }

    /// Where each line begins within what is spoken, as a share from 0 to 1 of its length: by its
    /// share of the characters.
    package var lineStarts: [Double] {
        let counts = lines.map { Double($0.text.unicodeScalars.count) }
        let total = max(1, counts.reduce(0, +))
        var sum = 0.0
        return counts.map { count in
            defer { sum += count }
            return sum / total
        }
    }

    /// Texts one after the other, with a space between them where their scripts have spaces.
    package static func text(joining texts: [String]) -> String {
        texts.dropFirst().reduce(texts.first ?? "", joined)
    }

    static func joined(_ text: String, _ next: String) -> String {
        let last = text.unicodeScalars.last
        let first = next.unicodeScalars.first
        let joins = last?.isIdeographic == true && first?.isIdeographic == true
        return text + (joins ? "" : " ") + next
    }
}
