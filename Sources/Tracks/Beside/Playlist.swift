import MP3
import Texts

/// A playlist of tracks: extended M3U in UTF-8 (`.m3u8`).
package struct Playlist: Hashable, Sendable {
    /// A track in a playlist.
    package struct Entry: Hashable, Sendable {
        let name: String
        let title: String
        let duration: Duration

        /// A track of this name within the output folder; without a title it is shown by its name.
        package init(name: String, title: String?, duration: Duration) {
            self.name = name
            self.title = TrackTags.title(title) ?? TrackTags.title(name) ?? ""
            self.duration = duration
        }
    }

    /// The playlist's text, ended by a line feed.
    package let text: String

    /// A playlist that is to stand under a name within the output folder.
    ///
    /// Tracks are named relative to the playlist's own folder. A line break in a name becomes `%0A`
    /// or `%0D`, as the format has no other way to write it.
    ///
    /// - Parameter title: the whole list's; nil for none.
    package init(_ entries: [Entry], title: String?, name: String) {
        var lines = ["#EXTM3U"]
        if let title = TrackTags.title(title) { lines.append("#PLAYLIST:\(title)") }
        for entry in entries {
            let seconds = (entry.duration.milliseconds + 500) / 1000
            lines.append("#EXTINF:\(seconds),\(entry.title)")
            lines.append(Self.path(to: entry.name, from: name))
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func path(to name: String, from playlist: String) -> String {
        var target = name.split(separator: "/")[...]
        var folders = playlist.split(separator: "/").dropLast()
        while target.count > 1, let folder = folders.first, folder == target.first {
            target.removeFirst()
            folders.removeFirst()
        }
        let path = (folders.map { _ in ".." } + target).joined(separator: "/")
        // A line that begins with # is a comment, and spaces at its edges are lost on some players.
        let isPlain = path.first.map { $0 != "#" && $0 != " " } ?? true
        return (isPlain ? path : "./" + path)
            .split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "%0D%0A")
            .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "%0A")
            .split(separator: "\r", omittingEmptySubsequences: false).joined(separator: "%0D")
    }
}
