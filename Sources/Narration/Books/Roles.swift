import Books

/// Which voices speak what: headings, quoted speech, and the stretches that marks name.
///
/// A roles file is a JSON object; each member may be absent:
///
///     {
///       "voices": {"ANNA": "oversea_male1", "TITLE": "calm_story1"},
///       "headings": {"1": "TITLE", "*": "calm_story1"},
///       "dialogue": "ANNA"
///     }
///
/// `voices` gives names to voices, by the service's identifiers; the marks `[voice:ANNA]` in a text
/// use these names. `headings` says who speaks the headings of a level from 1 to 6, `*` of every
/// level not named; `dialogue` who speaks quoted speech. Both take a name of `voices` or else a
/// voice's identifier. What a file names nobody for is spoken by the batch's voice.
package struct Roles: Hashable, Sendable {
    /// The voices of heading levels 1 to 6.
    package let headings: [Int: String]
    /// The voice of the headings of all other levels; nil is the batch's.
    package let otherHeadings: String?
    /// The voice of quoted speech; nil is the batch's.
    package var dialogue: String?
    /// The voices that marks may name.
    package let voices: [String: String]

    /// Roles of these parts; voices are identifiers.
    package init(
        headings: [Int: String] = [:], otherHeadings: String? = nil, dialogue: String? = nil,
        voices: [String: String] = [:]
    ) {
        self.headings = headings
        self.otherHeadings = otherHeadings
        self.dialogue = dialogue
        self.voices = voices
    }

    /// The voice of a block as such; nil is the batch's.
    func voice(of kind: Block.Kind) -> String? {
        guard case .heading(let level) = kind else { return nil }
        return headings[level] ?? otherHeadings
    }
}
