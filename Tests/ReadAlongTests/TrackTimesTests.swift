import AudioFixtures
import ReadAlong
import SystemPackage
import Testing

/// When what is on a page is heard.
@Suite("Times of a read-along book")
struct TrackTimesTests {
    private static let first = "The lamp was lit at last."
    private static let second = "Nobody saw it from here."
    private static let third = "The wind blew it out soon."

    /// What is heard of paragraphs in a track of 9.6 s.
    private func heard(
        _ page: ReadAlongPage, _ clips: [SpokenClip]
    ) async throws -> (heard: [Heard], page: String) {
        try await withFolder { folder in
            let press = try Press(in: folder)
            let sound = try press.sound("1.mp3", frames: 400, clips: clips)
            let book = try await press.make([page], [1: sound])
            return (try book.overlay(1), try book.page(1))
        }
    }

    @Test("a seam between clips is known to the millisecond, without any pause")
    func clips() async throws {
        let (heard, page) = try await heard(
            .spoken(Self.first, "\(Self.second) \(Self.third)"),
            [
                SpokenClip(Self.first, at: 0, length: 3100),
                SpokenClip(Self.second, at: 3144, length: 3100),
                SpokenClip(Self.third, at: 6384, length: 3100),
            ])
        #expect(
            heard == [
                Heard(id: "p1", time: 0..<3144), Heard(id: "p2s1", time: 3144..<6384),
                Heard(id: "p2s2", time: 6384..<9600),
            ])
        #expect(page.contains("<p id=\"p1\">\(Self.first)</p>"))
        #expect(
            page.contains(
                "<p id=\"p2\"><span id=\"p2s1\">\(Self.second)</span> "
                    + "<span id=\"p2s2\">\(Self.third)</span></p>"))
    }

    @Test("a long pause where a sentence is expected to end is its end, amid the pause")
    func pauses() async throws {
        let (heard, _) = try await heard(
            .spoken("\(Self.first) \(Self.second)", Self.third),
            [
                SpokenClip(
                    "\(Self.first) \(Self.second)\n\n\(Self.third)", at: 0, length: 9600,
                    pauses: [2900..<3300, 6100..<6700])
            ])
        #expect(
            heard == [
                Heard(id: "p1s1", time: 0..<3100), Heard(id: "p1s2", time: 3100..<6400),
                Heard(id: "p2", time: 6400..<9600),
            ])
    }

    @Test("where two pauses may be the seam alike, what it parts is shown together")
    func doubt() async throws {
        let (heard, page) = try await heard(
            .spoken("\(Self.first) \(Self.second)", Self.third),
            [
                SpokenClip(
                    "\(Self.first) \(Self.second)\n\n\(Self.third)", at: 0, length: 9600,
                    pauses: [2700..<2900, 3300..<3500, 6100..<6700])
            ])
        #expect(
            heard == [Heard(id: "p1", time: 0..<6400), Heard(id: "p2", time: 6400..<9600)])
        #expect(!page.contains("<span"))
    }

    @Test("paragraphs between which no time is known are one element, and no time is estimated")
    func together() async throws {
        let (heard, page) = try await heard(
            .spoken(Self.first, Self.second, Self.third),
            [
                SpokenClip("\(Self.first)\n\n\(Self.second)", at: 0, length: 6400),
                SpokenClip(Self.third, at: 6384, length: 3100),
            ])
        #expect(
            heard == [Heard(id: "p1to2", time: 0..<6384), Heard(id: "p3", time: 6384..<9600)])
        #expect(page.contains("<div id=\"p1to2\">\n<p id=\"p1\">"))
    }

    @Test("pauses that are too few for sentences still tell paragraphs apart")
    func paragraphsAlone() async throws {
        let (heard, _) = try await heard(
            .spoken("\(Self.first) \(Self.second)", Self.third),
            [
                SpokenClip(
                    "\(Self.first) \(Self.second)\n\n\(Self.third)", at: 0, length: 9600,
                    pauses: [6100..<6700])
            ])
        #expect(
            heard == [Heard(id: "p1", time: 0..<6400), Heard(id: "p2", time: 6400..<9600)])
    }

    @Test("a paragraph that two calls share, cut amid a sentence, keeps its sentences whole")
    func sharedSentence() async throws {
        let (heard, _) = try await heard(
            .spoken("“\(Self.first)” he said. \(Self.third)"),
            [
                SpokenClip("“\(Self.first)”", at: 0, length: 3100),
                SpokenClip("he said.", at: 3144, length: 1000),
                SpokenClip(Self.third, at: 4200, length: 3100),
            ])
        #expect(
            heard == [Heard(id: "p1s1", time: 0..<4200), Heard(id: "p1s2", time: 4200..<9600)])
    }

    @Test("a row of stars is there to be read, and no time is its own")
    func silentPassage() async throws {
        let (heard, page) = try await heard(
            .spoken(Self.first, "* * *", Self.second),
            [
                SpokenClip(Self.first, at: 0, length: 3100),
                SpokenClip(Self.second, at: 3144, length: 3100),
            ])
        #expect(
            heard == [Heard(id: "p1", time: 0..<3144), Heard(id: "p3", time: 3144..<9600)])
        #expect(page.contains("<p id=\"p2\">* * *</p>"))
    }

    @Test("what is written is shown while what the lexicon made of it is heard")
    func lexicon() async throws {
        let page = ReadAlongPage(
            title: nil, track: 1,
            passages: [
                ReadAlongPassage(
                    .paragraph, written: "St. Mary came. She sang.",
                    spoken: "Saint Mary came. She sang."),
                ReadAlongPassage(.paragraph, written: Self.third),
            ])
        let (heard, text) = try await heard(
            page,
            [
                SpokenClip("Saint Mary came.", at: 0, length: 3100),
                SpokenClip("She sang.", at: 3144, length: 3100),
                SpokenClip(Self.third, at: 6384, length: 3100),
            ])
        #expect(heard.map(\.id) == ["p1s1", "p1s2", "p2"])
        #expect(text.contains("St. Mary came."))
        #expect(!text.contains("Saint"))
    }

    @Test("clips that say another text than the page are heard with all of it")
    func otherText() async throws {
        let (heard, _) = try await heard(
            .spoken(Self.first, Self.second), [SpokenClip(Self.third, at: 0, length: 9000)])
        #expect(heard == [Heard(id: "p1to2", time: 0..<9600)])
    }

    @Test("a chapter's pairs follow one another from its start to its end, each within its clip")
    func withinClips() async throws {
        let sentences = (1...60).map { "This is sentence number \($0) of the chapter." }
        let texts = stride(from: 0, to: 60, by: 5).map {
            sentences[$0..<($0 + 5)].joined(separator: " ")
        }
        // Pauses of odd lengths at odd places, some of which are ends of sentences.
        let clips = texts.enumerated().map { index, text in
            SpokenClip(
                text, at: index * 10_000, length: 9990,
                pauses: (1..<12).map { ($0 * 800)..<($0 * 800 + 100 + $0 * (index + 7) % 5 * 90) })
        }
        let page = ReadAlongPage(
            title: "A chapter", track: 1,
            passages: stride(from: 0, to: 60, by: 3).map {
                ReadAlongPassage(
                    .paragraph, written: sentences[$0..<($0 + 3)].joined(separator: " "))
            })
        try await withFolder { folder in
            let press = try Press(in: folder)
            let sound = try press.sound("1.mp3", frames: 5000, clips: clips)
            let heard = try await press.make([page], [1: sound]).overlay(1)
            #expect(heard.count > 4)
            #expect(heard.first?.time.lowerBound == 0)
            #expect(heard.last?.time.upperBound == 120_000)
            let ends = heard.map(\.time.upperBound)
            #expect(heard.dropFirst().map(\.time.lowerBound) == ends.dropLast())
            #expect(heard.allSatisfy { !$0.time.isEmpty })
            for pair in heard where pair.id.contains("s") {
                let clip = pair.time.lowerBound / 10_000
                #expect(pair.time.upperBound <= (clip + 2) * 10_000)
            }
        }
    }
}
