import Ledger

/// How a row's track was cut out of a call that rows share, as the ledger keeps it with the track.
package struct RowCut: StoredForm {
    /// How sure its two cuts are, from 0 to 1; nil for a track that was not cut out of another.
    package private(set) var confidence: Double?

    /// A cut, to the thousandth.
    init(confidence: Double) {
        self.confidence = (confidence * 1000).rounded() / 1000
    }

    /// Reads what any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.confidence, into: &confidence)
    }
}
