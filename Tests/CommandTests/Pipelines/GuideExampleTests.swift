import TestSupport
import Testing

/// The commands of the guides, run as they stand there.
@Suite(.timeLimit(.minutes(10)))
struct GuideExampleTests {
    @Test("a first real batch goes as the front page says", .needs("ffprobe"))
    func readme() async throws {
        try await runPipeline("A first real batch", of: "README.md") { result in
            #expect(result.made == ["audio/farewell.mp3", "audio/welcome.mp3"])
            #expect(result.output.contains("2 done"))
            #expect(result.output.contains("checked, 0 faults"))
        }
    }

    @Test("the guide to job lists shows what its own commands print")
    func jobLists() async throws {
        let guide = "docs/job-lists.md"
        try await runPipeline("A first list", of: guide) { result in
            let shown = try #require(
                PipelineSection.all(of: guide).first { $0.title == "A first list" })
            let plan = try #require(shown.outputs.first)
            #expect(result.output.hasPrefix(plan), "\(result.output)")
            #expect(
                result.made == ["lines/0003.mp3", "lines/tea.mp3", "lines/welcome.mp3", "made.csv"])
            let made = try result.text("made.csv")
            #expect(made.contains("tea,,tea.mp3,done,"))
        }
    }

    @Test("the guide to books makes a book as it says", .needs("ffmpeg", "ffprobe"))
    func books() async throws {
        try await runPipeline("A first book", of: "docs/books.md") { result in
            #expect(result.made.contains("novel/01 The Tide.mp3"))
            #expect(result.made.contains("novel/The Long Shore.m4b"))
            #expect(result.made.contains("novel/The Long Shore.m3u8"))
            #expect(result.output.contains("2 chapters, 2 calls, 0.10 CNY"))
            let book = try result.text("texts/book.json")
            #expect(book.contains("The Long Shore"))
        }
    }

    @Test("the guide to subtitles makes a voice track as it says", .needs("ffmpeg", "ffprobe"))
    func subtitles() async throws {
        try await runPipeline("A first film", of: "docs/subtitles.md") { result in
            #expect(
                result.made == [
                    "film/film.fit.csv", "film/film.fit.json", "film/film.mp3",
                    "film/film.spoken.srt",
                ])
            #expect(result.output.contains("utterances         4\n"))
        }
    }
}
