package import Books
package import Texts

/// A chapter as it is spoken: its text, and who speaks which stretch of it.
///
/// Blocks are parted by blank lines, at which a voice pauses; so a heading needs no punctuation of
/// its own. Verse and code keep their lines.
package struct SpokenChapter: Hashable, Sendable {
    /// A stretch in one voice.
    package struct Stretch: Hashable, Sendable {
        /// What is spoken, without white space around it.
        package var text: String
        /// The voice's identifier; nil is the batch's voice.
        package var voiceID: String?

        /// A stretch of this text.
        package init(text: String, voiceID: String? = nil) {
            self.text = text
            self.voiceID = voiceID
        }
    }

    /// What stands between blocks.
    package static let joiner = "\n\n"

    /// Its number among the chapters that are spoken, from 1.
    package let number: Int
    /// Its title for people; nil if it has none.
    package let title: String?
    /// Its depth in the table of contents, from 1.
    package let level: Int
    /// Where it begins.
    package let place: SourcePlace
    /// Its blocks as they are spoken, voice marks with them.
    package let blocks: [Block]
    /// What a reader sees of each block, before the lexicon; voice marks with it.
    private let written: [String]
    /// Who speaks what, in order: neighbours have different voices, and each says a letter or digit.
    ///
    /// Empty where nothing in the chapter can be spoken.
    package let stretches: [Stretch]

    /// A chapter of these parts.
    ///
    /// - Parameter written: what a reader sees of each block; nil where that is what is spoken.
    package init(
        number: Int, title: String?, level: Int = 1, place: SourcePlace, blocks: [Block],
        written: [String]? = nil, stretches: [Stretch]
    ) {
        self.number = number
        self.title = title
        self.level = level
        self.place = place
        self.blocks = blocks
        self.written = written ?? blocks.map(\.text)
        self.stretches = stretches
    }

    /// Its whole text, voice marks with it.
    package var text: String {
        blocks.map(\.text).joined(separator: SpokenChapter.joiner)
    }

    /// The length of what is spoken in Unicode scalars.
    package var scalarCount: Int {
        stretches.reduce(0) { $0 + $1.text.unicodeScalars.count }
    }
}

extension SpokenChapter {
    /// A block as a reader sees it, and as it is spoken.
    package struct Passage: Hashable, Sendable {
        /// What it is.
        package let kind: Block.Kind
        /// What a reader sees.
        package let written: String
        /// What is spoken.
        package let spoken: String
    }

    /// Its blocks without voice marks; those that are nothing but a mark are left out.
    package var passages: [Passage] {
        zip(blocks, written).compactMap { block, written in
            let passage = Passage(
                kind: block.kind, written: VoiceMark.removed(from: written),
                spoken: VoiceMark.removed(from: block.text))
            return passage.written.isEmpty ? nil : passage
        }
    }
}

/// Joins what follows one another to stretches that can be spoken.
struct StretchBuilder {
    private var stretches: [SpokenChapter.Stretch] = []
    /// Whether the last stretch has a letter or a digit.
    private var isLastSpoken = false

    /// Adds text; without a letter or digit it goes with what stands before it, or after it.
    mutating func add(_ text: some StringProtocol, voiceID: String?) {
        guard !text.isEmpty else { return }
        let isSpoken = text.saysSomething
        let last = stretches.count - 1
        if last < 0 || (isSpoken && isLastSpoken && stretches[last].voiceID != voiceID) {
            stretches.append(SpokenChapter.Stretch(text: String(text), voiceID: voiceID))
            isLastSpoken = isSpoken
        } else {
            stretches[last].text += text
            if isSpoken, !isLastSpoken { stretches[last].voiceID = voiceID }
            isLastSpoken = isLastSpoken || isSpoken
        }
    }

    /// The stretches without white space around them; none if nothing can be spoken.
    var finished: [SpokenChapter.Stretch] {
        guard isLastSpoken else { return [] }
        return stretches.map { stretch in
            SpokenChapter.Stretch(text: String(stretch.text.trimmed), voiceID: stretch.voiceID)
        }
    }
}
