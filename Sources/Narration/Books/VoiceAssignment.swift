import Books
import Texts

/// Gives the blocks of a chapter to voices.
///
/// A mark counts more than quoted speech, and this more than a heading's voice; headings, tables and
/// code have no quoted speech.
struct VoiceAssignment {
    let roles: Roles?
    let place: SourcePlace
    let language: String?

    func stretches(of blocks: [Block]) throws(SpokenError) -> [SpokenChapter.Stretch] {
        let speech = roles?.dialogue.map { voiceID in
            Speech(
                voiceID: voiceID,
                quoted: QuotedSpeech(paragraphs: blocks.map(\.text), language: language))
        }
        var builder = StretchBuilder()
        var voiceOfMark: String?
        for (index, block) in blocks.enumerated() {
            let pieces = VoiceMark.pieces(of: block.text)
            if case .mark(let mark)? = pieces.first, pieces.count == 1 {
                voiceOfMark = try voiceID(mark, paragraph: index + 1)
                continue
            }
            builder.add(SpokenChapter.joiner, voiceID: nil)
            let finder = voiceOfMark == nil && block.kind.mayHoldSpeech ? speech : nil
            let next = index + 1 < blocks.count ? blocks[index + 1] : nil
            for stretch in try marked(pieces, paragraph: index + 1) {
                if let finder, stretch.voiceID == nil {
                    let next = next?.kind.mayHoldSpeech == true ? next?.text : nil
                    finder.add(stretch.text, next: next, to: &builder)
                } else {
                    let usual = voiceOfMark ?? roles?.voice(of: block.kind)
                    builder.add(stretch.text, voiceID: stretch.voiceID ?? usual)
                }
            }
        }
        return builder.finished
    }

    /// A paragraph's text by the marks in it; a nil voice is whoever speaks without marks.
    private func marked(
        _ pieces: [VoiceMark.Piece], paragraph: Int
    ) throws(SpokenError) -> [(text: String, voiceID: String?)] {
        var stretches: [(text: String, voiceID: String?)] = []
        var voice: String?
        for piece in pieces {
            switch piece {
            case .mark(let mark):
                voice = try voiceID(mark, paragraph: paragraph)
            case .broken(let mark):
                let message =
                    "the voice mark `\(mark.prefix(40))` has no name or no closing bracket"
                throw fault(message, paragraph)
            case .text(let text):
                // Where white space stands on both sides of a mark, one side of it is kept.
                let isAfterSpace = stretches.last?.text.last?.isWhitespace ?? true
                let rest = isAfterSpace ? text.drop(while: \.isWhitespace) : text
                if !rest.isEmpty { stretches.append((String(rest), voice)) }
            }
        }
        return stretches
    }

    /// The voice a mark hands over to; nil is whoever speaks without marks.
    private func voiceID(_ mark: VoiceMark, paragraph: Int) throws(SpokenError) -> String? {
        guard case .voice(let name) = mark else { return nil }
        if let id = roles?.voices[name] { return id }
        throw fault("[voice:\(name)] names no voice; \(advice)", paragraph)
    }

    private var advice: String {
        guard let names = roles?.voices.keys.sorted(), !names.isEmpty else {
            return "give it one among `voices` in a file for --roles"
        }
        return "the roles name \(names.joined(separator: ", "))"
    }

    private func fault(_ message: String, _ paragraph: Int) -> SpokenError {
        .badMark(place: place, paragraph: paragraph, message: message)
    }
}

/// Who speaks quoted speech, and how it is found.
private struct Speech {
    let voiceID: String
    let quoted: QuotedSpeech

    /// Adds a paragraph's text with the quotations in it.
    func add(_ text: String, next: String?, to builder: inout StretchBuilder) {
        var start = text.startIndex
        for range in quoted.ranges(in: text, next: next) {
            builder.add(text[start..<range.lowerBound], voiceID: nil)
            builder.add(text[range], voiceID: voiceID)
            start = range.upperBound
        }
        builder.add(text[start...], voiceID: nil)
    }
}

extension Block.Kind {
    fileprivate var mayHoldSpeech: Bool { self == .paragraph || self == .verse }
}
