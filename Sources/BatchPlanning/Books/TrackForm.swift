import Ledger

/// How a chapter's track is made beyond its clips, as the ledger keeps it; a change makes the track
/// again, without a call.
package struct TrackForm: StoredForm, Hashable {
    /// Names what of the book goes into the track's tags.
    var book: String
    /// The track's number, from 1, and of how many.
    package var number: Int
    package var count: Int
    /// The silence between two clips, in milliseconds.
    var gapMilliseconds: Int
    /// How many clips say the title, where it is spoken apart.
    var titleClips = 0

    package init(
        book: String, number: Int, count: Int, gapMilliseconds: Int, titleClips: Int = 0
    ) {
        self.book = book
        self.number = number
        self.count = count
        self.gapMilliseconds = gapMilliseconds
        self.titleClips = titleClips
    }

    /// The silence after a title spoken apart is this many times that between clips.
    private static let titleGapFactor = 2

    /// The silences between so many clips.
    package func gaps(clipCount: Int) -> [Duration] {
        (1..<max(clipCount, 1)).map { clip in
            .milliseconds(gapMilliseconds * (clip == titleClips ? Self.titleGapFactor : 1))
        }
    }

    /// Reads a form that any version wrote.
    package init(from decoder: any Decoder) throws {
        self.init(book: "", number: 1, count: 1, gapMilliseconds: 0)
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.book, into: &book)
        members.read(.number, into: &number)
        members.read(.count, into: &count)
        members.read(.gapMilliseconds, into: &gapMilliseconds)
        members.read(.titleClips, into: &titleClips)
    }
}
