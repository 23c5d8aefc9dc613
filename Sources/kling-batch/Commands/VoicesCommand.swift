import ArgumentParser
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

    @Option(help: "Only voices of this language: zh or en.")
    var language: String?

    @Option(help: "How the list is printed: table, csv or json.")
    var format = ReportForm.table

    func validate() throws {
        let languages = Set(Voice.catalog.map(\.language)).sorted()
        guard language.map(languages.contains) ?? true else {
            throw ValidationError("Voices are listed for \(languages.joined(separator: " and ")).")
        }
    }

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
