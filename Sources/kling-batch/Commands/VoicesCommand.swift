import ArgumentParser
import BatchPlanning
import ReportForms
import Reports
import SpeechTasks

/// `kling-batch voices`.
struct VoicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voices",
        abstract: "List the voices the Kling platform publishes; an account may know more.",
        discussion: """
            Gender and age are what the platform's names say; where they say nothing, nothing stands there.

            EXAMPLE
              kling-batch voices --language en
              kling-batch voices --audition "It was a dark night." uk_man2 calm_story1
            """)

    @Argument(
        help: ArgumentHelp(
            "Only these voices; with --audition also voices that are not published.",
            valueName: "voice"))
    var voices: [String] = []

    @Option(.voiceLanguage) var language: String?
    @Option(.format) var format: ReportForm
    @OptionGroup(title: "Audition") var audition: AuditionOptions
    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup(title: "Ledger") var ledger: LedgerOptions
    @OptionGroup(title: "Progress") var progress: ProgressOptions

    func validate() throws {
        let given = SettingFacts.given(in: self, of: .voices).filter {
            ![Setting.voiceLanguage.key, Setting.format.key].contains($0.key)
        }
        let idle = given.first?.key ?? (audition.yes ? Setting.yes.key : nil)
        guard audition.audition == nil, let idle else { return }
        throw ValidationError("--\(idle) does nothing without --audition.")
    }

    func run() async throws {
        try await reportingErrors {
            guard let text = audition.audition else {
                return printRows(published.map(\.row), format)
            }
            let ids = voices.isEmpty ? published.map(\.id) : voices
            try await Audition(text: text, voiceIDs: ids, command: self).perform()
        }
    }

    /// The published voices that are asked for.
    private var published: [Voice] {
        Voice.catalog.filter { voice in
            (language == nil || voice.language == language)
                && (voices.isEmpty || voices.contains(voice.id))
        }
    }
}

extension Voice {
    fileprivate var row: ReportRow {
        let person = person
        return ReportRow([
            ("voice_id", .text(id)), ("language", .text(language)), ("name", .text(name)),
            ("gender", person.gender.map { .text($0.rawValue) } ?? .none),
            ("age", person.age.map { .text($0.rawValue) } ?? .none),
        ])
    }
}
