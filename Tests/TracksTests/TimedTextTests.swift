import AudioFixtures
import DurableFiles
import Foundation
import SystemPackage
import Testing
import Tracks

@Suite("Timed text")
struct TimedTextTests {
    static let text = TimedText(
        [
            .init(lines: ["Chapter\n1"], duration: .seconds(2), gap: .milliseconds(1500)),
            .init(lines: ["Four", " ", "<b>&x"], duration: .milliseconds(900)),
            .init(lines: ["[01:00] 有 😀"], duration: .seconds(7200)),
        ], title: "One\n& only")

    @Test("gives each line its clip's share by characters, gaps between")
    func cues() {
        let cues = Self.text.cues
        #expect(cues.map(\.line) == ["Chapter 1", "Four", "<b>&x", "[01:00] 有 😀"])
        #expect(cues.map(\.start) == [0, 3500, 3900, 4400].map { .milliseconds($0) })
        #expect(cues.map(\.end) == [2000, 3900, 4400, 7_204_400].map { .milliseconds($0) })
    }

    @Test("as LRC has minutes past the hour, and says that times are estimated")
    func lrc() {
        #expect(
            Self.text.lrc == """
                [#:Times are estimated from the share of characters in each clip.]
                [ti:One & only]
                [00:00.00]Chapter 1
                [00:03.50]Four
                [00:03.90]<b>&x
                [00:04.40] [01:00] 有 😀
                [120:04.40]

                """)
    }

    @Test("as WebVTT escapes markup, and says that times are estimated")
    func webVTT() {
        #expect(
            Self.text.webVTT == """
                WEBVTT - One &amp; only

                NOTE Times are estimated from the share of characters in each clip.

                00:00:00.000 --> 00:00:02.000
                Chapter 1

                00:00:03.500 --> 00:00:03.900
                Four

                00:00:03.900 --> 00:00:04.400
                &lt;b&gt;&amp;x

                00:00:04.400 --> 02:00:04.400
                [01:00] 有 😀

                """)
    }

    @Test("of nothing is a file without lines")
    func empty() {
        let text = TimedText([.init(lines: ["", " "], duration: .seconds(1))])
        #expect(text.cues.isEmpty)
        #expect(text.webVTT.hasPrefix("WEBVTT\n\nNOTE ") && text.lrc.hasPrefix("[#:"))
    }
}

@Suite("A playlist")
struct PlaylistTests {
    @Test("names its tracks relative to itself, with whole seconds and titles")
    func playlist() {
        let playlist = Playlist(
            [
                .init(name: "book/01 有.mp3", title: "One\ntwo", duration: .milliseconds(1500)),
                .init(name: "book/#2.mp3", title: nil, duration: .milliseconds(1499)),
                .init(name: "other/a\nb.mp3", title: "", duration: .zero),
            ], title: "A book", name: "book/list.m3u8")
        #expect(
            playlist.text == """
                #EXTM3U
                #PLAYLIST:A book
                #EXTINF:2,One two
                01 有.mp3
                #EXTINF:1,book/#2.mp3
                ./#2.mp3
                #EXTINF:0,other/a b.mp3
                ../other/a%0Ab.mp3

                """)
    }

    @Test("is written inside the output folder only, and over nothing else unless allowed")
    func written() async throws {
        try await withFolder { folder in
            let output = try OutputFolder(folder.appending("out"))
            let text = Playlist([], title: nil, name: "a.m3u8").text
            let stored = try await output.write(text, to: "b/a.m3u8", replacing: .nothing)
            #expect(try contents(of: output.path.appending(stored.name)) == Array(text.utf8))
            #expect(stored.byteCount == text.utf8.count)
            await #expect(throws: FileError.self) {
                try await output.write("other", to: "b/a.m3u8", replacing: .nothing)
            }
            _ = try await output.write("other", to: "b/a.m3u8", replacing: .anything)
            for name in ["../a", "/a", String(repeating: "有", count: 90)] {
                await #expect(throws: FileError.self) {
                    try await output.write(text, to: name, replacing: .anything)
                }
            }
        }
    }
}
