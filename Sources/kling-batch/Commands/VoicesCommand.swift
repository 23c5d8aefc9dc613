import ArgumentParser
import ReportForms
import Reports
import SpeechTasks

/// `kling-batch voices`.
struct VoicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voices",
        abstract: "List the voices the Kling platform publishes; an account may know more.",
        discussion: """
            EXAMPLE
              kling-batch voices --language en
            """)

    @Option(.voiceLanguage) var language: String?
    @Option(.format) var format: ReportForm

    func run() {
        let voices = Voice.catalog.filter { language == nil || $0.language == language }
        printRows(
            voices.map { voice in
                var row = ReportRow()
                row.add("voice_id", .text(voice.id))
                row.add("language", .text(voice.language))
                row.add("name", .text(voice.name))
                return row
            }, format)
    }
}
