package import SpeechTasks

/// Packs that are being filled, one for each kind of call, in the order that their members come in.
///
/// It holds no more than one call's text for each kind.
package struct OpenPacks<Key: Hashable, Member> {
    /// Members that share a call.
    package struct Pack {
        /// The members, in the order they came in.
        package private(set) var members: [Member]
        /// What is sent: the texts, each ended as a sentence, with a blank line between them.
        package private(set) var text: String

        fileprivate init(_ member: Member, text: String) {
            members = [member]
            self.text = text
        }

        fileprivate mutating func add(_ member: Member, text: String) {
            members.append(member)
            self.text = text
        }
    }

    private let limit: TextLimit
    private var open: [Key: Pack] = [:]

    /// No packs yet.
    ///
    /// - Parameter limit: the longest text of a call.
    package init(limit: TextLimit) {
        self.limit = limit
    }

    /// Adds a member to the pack of its kind.
    ///
    /// - Returns: the pack that was full before it; nil where there is none.
    package mutating func add(_ member: Member, saying text: String, by key: Key) -> Pack? {
        let part = UtterancePack.endedAsSentence(text)
        if let pack = open[key] {
            let joined = pack.text + UtterancePack.seam + part
            if limit.allows(joined) {
                open[key]?.add(member, text: joined)
                return nil
            }
        }
        return open.updateValue(Pack(member, text: part), forKey: key)
    }

    /// The packs that are not full, and none are open after; in no order.
    package mutating func takeAll() -> [Pack] {
        defer { open = [:] }
        return Array(open.values)
    }
}
