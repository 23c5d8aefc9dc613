import TestSupport
import Testing

/// What spreadsheets give and get.
@Suite(.timeLimit(.minutes(10)))
struct SpreadsheetPipelineTests {
    @Test(
        "a spreadsheet's CSV becomes files named by id, and comes back with what became of it",
        .needs("ffprobe"))
    func csv() async throws {
        try await runPipeline("A spreadsheet's CSV") { result in
            #expect(result.made == ["audio/tea.mp3", "audio/welcome.mp3", "made.csv"])
            let sound = try result.sound("audio/tea.mp3", "codec_name")
            #expect(sound == "mp3")
            let made = try result.text("made.csv")
            #expect(made.contains("welcome,"))
        }
    }
}
