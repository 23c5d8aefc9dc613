import Ledger

/// How the track of a chapter or a row is made beyond its clips, as the ledger keeps it; a change makes
/// the track again, without a call.
package struct TrackForm: StoredForm, Hashable {
    /// Names what of the book goes into the track's tags; empty for a row of a list.
    var book: String
    /// The track's number, from 1, and of how many.
    package var number: Int
    package var count: Int
    /// The silence between two clips, in milliseconds.
    var gapMilliseconds: Int
    /// How many clips say the title, where it is spoken apart.
    var titleClips = 0
    /// What kind of file the track is; nil is an MP3 of the clips as they are.
    package var sound: StoredSound?
    /// The call that a row shares with others; nil where it has its own.
    package var pack: Pack?

    package init(
        book: String, number: Int, count: Int, gapMilliseconds: Int, titleClips: Int = 0,
        sound: StoredSound? = nil
    ) {
        self.book = book
        self.number = number
        self.count = count
        self.gapMilliseconds = gapMilliseconds
        self.titleClips = titleClips
        self.sound = sound
    }

    /// The form of a row of a list.
    init(ofRow sound: StoredSound? = nil) {
        self.init(book: "", number: 1, count: 1, gapMilliseconds: 0, sound: sound)
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
        members.read(.sound, into: &sound)
        members.read(.pack, into: &pack)
    }
}
