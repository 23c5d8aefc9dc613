import ArgumentParser
import Foundation
import JobLists
import SpeechTasks
import Texts

/// Which job lists are read, and how.
struct ListOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Job lists (.csv, .tsv, .json, .jsonl, - for standard input) books (.epub, .txt, "
                + ".md, .html, and what converters know) and subtitles (.srt, .vtt, .ass, .ttml, "
                + ".sbv, .lrc).", valueName: "input"),
        completion: .file())
    var lists: [String] = []

    @Option(help: Setting.inputFormat.help("The lists' format: csv, tsv, json or jsonl."))
    var inputFormat: RecordFormat?

    @Option(help: Setting.encoding.help("The inputs' encoding, by iconv's name, such as GB18030."))
    var encoding: String?

    @Option(help: Setting.delimiter.help("What parts the fields of a CSV list."))
    var delimiter: String?

    @Flag(
        inversion: .prefixedNo,
        help: Setting.skipInvalid.help("Leave rows with faults out, and list them."))
    var skipInvalid: Bool?

    @Option(
        help: Setting.nameTemplate.help(
            "How tracks are named that have no output column, such as “{row} {title}”."))
    var nameTemplate: String?

    func validate() throws {
        guard !lists.isEmpty else {
            throw ValidationError(
                "Name at least one job list, book or subtitle file, or - for standard input.")
        }
    }

    /// How lists are read, with the voice settings as defaults for all rows.
    func reading(_ settings: Settings, defaults: JobDefaults) throws -> JobReaderOptions {
        var reading = JobReaderOptions()
        reading.format = try settings.value(inputFormat, .inputFormat)
        reading.encoding = try settings.value(encoding, .encoding)
        reading.delimiter = try settings.value(delimiter, .delimiter)
        reading.defaults = defaults
        if let template = try settings.value(nameTemplate, .nameTemplate) {
            reading.nameTemplate = try NameTemplate(template)
        }
        return reading
    }

    /// The batch's name where none is given: the first list's, without folder and extension.
    var usualBatchName: String {
        let first = lists.first ?? "-"
        guard first != "-" else { return "standard-input" }
        return URL(fileURLWithPath: first).deletingPathExtension().lastPathComponent
    }
}

/// What holds for rows that say nothing themselves.
struct VoiceOptions: ParsableArguments {
    @Option(
        help: Setting.voice.help("The voice of rows without one; see `voices`.", valueName: "id"))
    var voice: String?

    @Option(help: Setting.speed.help("The speed of rows without one, 0.5 to 2.0."))
    var speed: Thousandths?

    @Option(help: Setting.volume.help("The volume of rows without one, 0 to 2.0."))
    var volume: Thousandths?

    @Option(
        help: Setting.language.help(
            "The texts' language for finding sentence ends, such as en; else found from the text."))
    var language: String?

    func defaults(_ settings: Settings) throws -> JobDefaults {
        JobDefaults(
            voiceID: try settings.value(voice, .voice), speed: try settings.value(speed, .speed),
            volume: try settings.value(volume, .volume))
    }
}
