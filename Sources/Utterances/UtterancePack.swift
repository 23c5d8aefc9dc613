import Foundation
package import SpeechTasks
import Texts

/// Utterances of one voice and speed that share a call, to be cut apart again at its silences.
package struct UtterancePack: Hashable, Sendable {
    /// The utterances' places in their list, ascending.
    package let members: [Int]
    /// What is sent: the texts, each ended as a sentence, with a blank line between them.
    package let text: String

    /// Packs utterances, by their order, into calls within a limit.
    ///
    /// - Parameters:
    ///   - texts: what the utterances say.
    ///   - keys: what must be equal within a pack, voice and speed, for each utterance.
    ///   - limit: the longest text of a call.
    package static func packing<Key: Hashable>(
        _ texts: [String], by keys: [Key], limit: TextLimit
    ) -> [UtterancePack] {
        var open = OpenPacks<Key, Int>(limit: limit)
        var packs: [OpenPacks<Key, Int>.Pack] = []
        for (index, (text, key)) in zip(texts, keys).enumerated() {
            if let pack = open.add(index, saying: text, by: key) { packs.append(pack) }
        }
        packs += open.takeAll()
        return packs.map { UtterancePack(members: $0.members, text: $0.text) }
            .sorted { $0.members[0] < $1.members[0] }
    }

    /// The texts of a call, if none of them has a blank line of its own.
    package static func texts(in call: String) -> [String] { call.components(separatedBy: seam) }

    /// What stands between two texts.
    static let seam = "\n\n"

    /// The text with a full stop where it ends in none, so that the voice pauses after it.
    static func endedAsSentence(_ text: String) -> String {
        let marks = ".!?…。！？؟।".unicodeScalars
        let last = text.unicodeScalars.reversed().first { scalar in
            switch scalar.properties.generalCategory {
            case .closePunctuation, .finalPunctuation, .spaceSeparator: false
            default: scalar != "\"" && scalar != "'"
            }
        }
        guard let last, !marks.contains(last) else { return text }
        return text + (last.isIdeographic ? "。" : ".")
    }
}
