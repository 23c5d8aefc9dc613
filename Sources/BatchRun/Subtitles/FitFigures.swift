import Ledger

/// How well a voice track fits its film, as the ledger keeps it.
package struct FitFigures: StoredForm {
    var cues = 0
    var utterances = 0
    /// Utterances that are over within their slot, sped up by 1.2 at most.
    var fitting = 0
    /// Between a cue's start and when it is spoken, over all utterances, in milliseconds.
    var medianDrift = 0
    var worstDrift = 0
    var overruns = 0
    /// Calls that utterances share, utterances cut out of them, and utterances of theirs that were
    /// bought alone after all.
    var packs = 0
    var cut = 0
    var boughtAlone = 0
}

extension FitFigures {
    /// Reads figures that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.cues, into: &cues)
        members.read(.utterances, into: &utterances)
        members.read(.fitting, into: &fitting)
        members.read(.medianDrift, into: &medianDrift)
        members.read(.worstDrift, into: &worstDrift)
        members.read(.overruns, into: &overruns)
        members.read(.packs, into: &packs)
        members.read(.cut, into: &cut)
        members.read(.boughtAlone, into: &boughtAlone)
    }
}
