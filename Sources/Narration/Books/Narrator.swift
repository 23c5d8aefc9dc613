package import Books
import Texts

/// Turns the chapters of a book into what is spoken of them.
///
/// In this order: the title template, addresses of the web by their host, the lexicon, the
/// voices.
package struct Narrator: Sendable {
    private let metadata: BookMetadata
    private let titleTemplate: TitleTemplate?
    private let roles: Roles?
    private let language: String?
    private var lexicon: LexiconApplier

    /// A narrator for a book.
    ///
    /// - Parameters:
    ///   - titleTemplate: what is said at a chapter's start; nil is its own headings.
    ///   - roles: who speaks what; nil is one voice for all.
    ///   - language: the language of the text as a BCP 47 tag; nil is the one the book names.
    package init(
        metadata: BookMetadata, titleTemplate: TitleTemplate? = nil, lexicon: Lexicon = Lexicon(),
        roles: Roles? = nil, language: String? = nil
    ) {
        self.metadata = metadata
        self.titleTemplate = titleTemplate
        self.roles = roles
        self.language = language ?? metadata.language
        self.lexicon = LexiconApplier(lexicon, language: self.language)
    }

    /// How often the lexicon's entries for the language were spoken so far, unused ones with them.
    package var lexiconUses: [LexiconUse] { lexicon.uses }

    /// What is spoken of a chapter.
    ///
    /// Throws ``SpokenError/badMark(place:paragraph:message:)`` for a voice mark that is damaged or
    /// names no voice of the roles.
    package mutating func spoken(_ item: ChapterList.Item) throws(SpokenError) -> SpokenChapter {
        let chapter = item.chapter
        let written = titleTemplate?.applied(to: item, of: metadata) ?? chapter.blocks
        var blocks: [Block] = []
        var seen: [String] = []
        for block in written {
            let text = spoken(block.text)
            guard !text.isEmpty else { continue }
            blocks.append(Block(block.kind, text))
            seen.append(block.text)
        }
        let voices = VoiceAssignment(roles: roles, place: chapter.place, language: language)
        return SpokenChapter(
            number: item.number, title: item.title, level: chapter.level, place: chapter.place,
            blocks: blocks, written: seen, stretches: try voices.stretches(of: blocks))
    }

    /// A block's text as it is spoken; voice marks stay as they are.
    private mutating func spoken(_ text: String) -> String {
        var spoken = ""
        for piece in VoiceMark.pieces(of: WebAddress.shortened(in: text)) {
            switch piece {
            case .text(let text): spoken += lexicon.apply(to: String(text))
            case .mark(.end): spoken += "[/voice]"
            case .mark(.voice(let name)): spoken += "[voice:\(name)]"
            case .broken(let mark): spoken += mark
            }
        }
        return spoken.withoutBlankLines
    }
}

extension String {
    /// The text without white space around its lines and without empty lines: those part blocks.
    var withoutBlankLines: String {
        guard unicodeScalars.contains(where: \.isLineBreak) else { return String(trimmed) }
        return split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }
            .joined(separator: "\n")
    }
}

extension Unicode.Scalar {
    /// Whether the character ends a line, as `Character.isNewline` has it.
    fileprivate var isLineBreak: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
