import BatchPlanning
import JobLists
import SpeechTasks
import Texts

extension SettingSection {
    static let inputs = SettingSection(
        "Inputs", of: [.run, .plan], note: "see [job-lists.md](job-lists.md)")
    static let voice = SettingSection(
        "Voice", of: [.run, .plan], note: "for what says nothing itself")
}

extension SettingFacts {
    static let inputs = [
        Setting.inputFormat.facts, Setting.encoding.facts, Setting.delimiter.facts,
        Setting.quote.facts, Setting.listColumn.facts, Setting.columnsOf.facts,
        Setting.voiceFrom.facts, Setting.sheet.facts, Setting.skipInvalid.facts,
        Setting.nameTemplate.facts, Setting.packRows.facts,
    ]
    static let voice = [
        Setting.voice.facts, Setting.speed.facts, Setting.volume.facts, Setting.language.facts,
    ]
}

extension Setting<InputFormat> {
    static var inputFormat: Setting {
        .choice(
            "input-format", in: .inputs,
            "the format of all lists, or of all subtitle files, whose names do not matter then"
        ).usually("by name and contents").concerning(.list, .subtitles)
    }
}

extension Setting<CSVQuoting> {
    static var quote: Setting {
        .choice(
            "quote", in: .inputs,
            "what a quote means in a CSV or TSV list: that a field stands in double quotes, or nothing",
            usual: .double
        ).concerning(.list)
    }
}

extension Setting<ColumnChoice> {
    static var listColumn: Setting {
        .read(
            "column", in: .inputs,
            "which column of a list is its text, text_file, id, voice, speed, volume, output, title, "
                + "speaker or language; may be given several times", value: "meaning=name"
        ) { try ColumnChoice($0) }.concerning(.list).optionOnly
    }
}

extension Setting<ListExport> {
    static var columnsOf: Setting {
        .choice(
            "columns-of", in: .inputs, "read lists as exports of this tool"
        ).concerning(.list).optionOnly.note("see [pipelines](pipelines.md)")
    }
}

extension Setting<VoiceChoices> {
    static var voice: Setting {
        .read(
            "voice", in: .voice,
            "the voice of all that names none, see `voices`; by language: zh=ID,en=ID, or given "
                + "once for each", value: "id"
        ) { try VoiceChoices($0) }
    }
}

extension Setting<NameTemplate> {
    static var nameTemplate: Setting {
        .read(
            "name-template", in: .inputs,
            "how tracks are named that have no output column, such as “{row} {title}”",
            value: "template", usual: "{id}"
        ) { try NameTemplate($0) }
    }
}

extension Setting<String> {
    static var encoding: Setting {
        .listOption(
            "encoding", in: .inputs, "the inputs' encoding, by iconv's name, such as GB18030",
            value: "name", usual: "found from the bytes, UTF-8 on standard input"
        ) { $0.encoding = $1 }.alsoTaken(by: .chapters).note(
            "books but plain text, Markdown and HTML say theirs")
    }

    static var delimiter: Setting {
        .listOption(
            "delimiter", in: .inputs, "what parts the fields of a CSV list", value: "character",
            usual: "what a first line `sep=;` says, else a comma, in TSV a tab"
        ) { $0.delimiter = $1 }.concerning(.list)
    }

    static var sheet: Setting {
        .text(
            "sheet", in: .inputs, "the sheet of a workbook, by its name", value: "name",
            usual: "the first"
        ).concerning(.list).optionOnly
    }

    static var voiceFrom: Setting {
        .text(
            "voice-from", in: .inputs,
            "the column of a list that names the speakers, whose voices --roles has",
            value: "column"
        ).concerning(.list).optionOnly
    }

    static var language: Setting {
        .text(
            "language", in: .voice,
            "the language of the texts, such as en, for finding the ends of sentences; of subtitles "
                + "in several, which", value: "code", usual: "found from each text"
        ).alsoTaken(by: .chapters)
    }

    /// A text that the reader of job lists can judge.
    static func listOption(
        _ key: String, in section: SettingSection, _ meaning: String, value: String,
        usual: String? = nil,
        _ set: @escaping @Sendable (inout JobReaderOptions, String) -> Void
    ) -> Setting {
        .read(key, in: section, meaning, value: value, usual: usual) { text in
            var options = JobReaderOptions()
            set(&options, text)
            _ = try JobReader(lists: [], options: options)
            return text
        }
    }
}

extension Setting<Bool> {
    static var skipInvalid: Setting {
        .toggle("skip-invalid", in: .inputs, "leave rows with faults out, and list them")
    }

    static var packRows: Setting {
        .toggle(
            "pack-rows", in: .inputs,
            "an experiment: let rows of a list share calls, and cut the sound apart at its silences"
        ).concerning(.list).note("see [packs](job-lists.md#packs-an-experiment)")
    }
}

extension Setting<Thousandths> {
    static var speed: Setting {
        .number("speed", in: .voice, "the speed", Thousandths.speedRange, usual: .normal)
    }

    static var volume: Setting {
        .number("volume", in: .voice, "the volume", Thousandths.volumeRange, usual: .normal)
    }
}
