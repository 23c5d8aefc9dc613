import Foundation
import Texts

/// How a chapter's track is made beyond its clips, as the ledger keeps it; a change makes the track
/// again, without a call.
package struct TrackForm: Codable, Hashable {
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

    /// The form as JSON with its keys in order, so that equal forms are equal texts.
    func json() throws -> String {
        try canonicalJSON(self)
    }
}

extension TrackForm {
    /// The form that some JSON holds; nil if it holds none.
    package init?(json: String) {
        guard let form = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
            return nil
        }
        self = form
    }
}
