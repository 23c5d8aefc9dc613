import ReportForms
import Reports
import SpeechTasks

extension SettingSection {
    static let ledger = SettingSection(
        "Ledger",
        of: [
            .run, .plan, .chapters, .status, .report, .serve, .retry, .reconcile, .settle,
            .callbacks, .verify, .doctor, .batches, .prune, .voices,
        ], note: "see [ledger.md](ledger.md)")
    static let progress = SettingSection("Progress", of: [.run, .plan, .retry, .voices])
    static let results = SettingSection(
        "Results",
        of: [.plan, .chapters, .status, .report, .reconcile, .doctor, .batches, .voices])
}

extension SettingFacts {
    static let ledger = [Setting.ledger.facts, Setting.config.facts]
    static let progress =
        [Setting.quiet.facts, Setting.events.facts, Setting.verbose.facts] + watching
        + runPage
    static let results = [
        Setting.format.facts, Setting.reportFormat.facts, Setting.details.facts, Setting.dump.facts,
        Setting.allBatches.facts, Setting.jobs.facts,
        Setting.chargedPrice.facts, Setting.number.facts, Setting.voiceLanguage.facts,
        Setting.from.facts,
        Setting.column.facts, Setting.since.facts, Setting.until.facts, Setting.lateness.facts,
        Setting.oursAlone.facts, Setting.settle.facts,
    ]
}

extension Setting<String> {
    static var ledger: Setting {
        .text(
            "ledger", in: .ledger, "the ledger's file, beside which clips lie, or postgresql://…",
            value: "file", usual: "$XDG_DATA_HOME/kling-batch/ledger.sqlite"
        ).note("see [machines.md](machines.md)")
    }

    static var config: Setting {
        .text(
            "config", in: .ledger, "the configuration file", value: "file",
            usual: "$XDG_CONFIG_HOME/kling-batch/config.json"
        ).optionOnly
    }

    static var dump: Setting {
        .text(
            "dump", in: .results, "write the spoken texts into this folder", value: "folder"
        ).taken(by: .chapters).optionOnly
    }

    static var voiceLanguage: Setting {
        let languages = Set(Voice.catalog.map(\.language)).sorted()
        return .read(
            "language", in: .results, "only voices of this language",
            value: languages.joined(separator: "|")
        ) { text in
            guard languages.contains(text) else {
                throw UnfitValue(expected: languages.listed(by: "or"))
            }
            return text
        }.taken(by: .voices).optionOnly
    }

    static var from: Setting {
        .text(
            "from", in: .results, "where the bill comes from: service, or a file",
            value: "service|file", usual: "service"
        ).taken(by: .reconcile).optionOnly.note("see [reconcile.md](reconcile.md)")
    }

    static var column: Setting {
        .text(
            "column", in: .results,
            "which column of the file holds request_id, time, price, quota, duration, type, model or "
                + "characters; may be given several times", value: "field=name"
        ).taken(by: .reconcile).optionOnly
    }
}

extension Setting<Bool> {
    static var quiet: Setting {
        .toggle("quiet", in: .progress, "show no progress, only warnings and the end")
    }

    static var events: Setting {
        .toggle("events", in: .progress, "write every event to standard output, as JSON Lines")
            .note("see [Events](#events)")
    }

    static var verbose: Setting {
        .toggle(
            "verbose", in: .progress,
            "write every call and callback to standard error, never its text or the token"
        ).alsoTaken(by: .callbacks)
    }

    static var allBatches: Setting {
        .toggle("all", in: .results, "report on every batch, and on their sums by service")
            .taken(by: .report).optionOnly
    }

    static var jobs: Setting {
        .toggle("jobs", in: .results, "list every job, with the other columns of its list")
            .taken(by: .report).optionOnly
    }

    static var details: Setting {
        .toggle(
            "details", in: .results,
            "list each place of subtitles that is not spoken, with the reason"
        ).taken(by: .plan).optionOnly
    }

    static var oursAlone: Setting {
        .toggle(
            "ours-alone", in: .results,
            "say that nobody else calls with this token, from no other ledger either: then a charge "
                + "without a known request id is one of ours"
        ).taken(by: .reconcile).optionOnly
    }

    static var settle: Setting {
        .toggle("settle", in: .results, "write what was found into the ledger")
            .taken(by: .reconcile).optionOnly
    }
}

extension Setting<Bool> {
    static var number: Setting {
        .toggle(
            "number", in: .results,
            "take CALL for a call's number, though another call has it as its request id"
        ).taken(by: .settle).optionOnly
    }
}

extension Setting<ReportForm> {
    static var format: Setting {
        .choice("format", in: .results, "how the result is printed", usual: .table)
            .taken(by: .plan, .chapters, .status, .reconcile, .doctor, .batches, .voices)
            .optionOnly
    }
}

extension Setting<ReportFile> {
    static var reportFormat: Setting {
        .choice(
            "format", in: .results,
            "how the report is written; with --jobs also as a workbook", usual: .table
        ).taken(by: .report).optionOnly
    }
}

extension Setting<Money> {
    static var chargedPrice: Setting {
        .amount("price", in: .results, "what the call cost", usual: "the batch's price")
            .taken(by: .settle).optionOnly
    }
}

extension Setting<DateArgument> {
    static var since: Setting {
        .date("since", "only calls since then")
    }

    static var until: Setting {
        .date(
            "until", "until when the file holds every charge since its first row or --since"
        ).usually("its last row's time")
    }

    private static func date(_ key: String, _ meaning: String) -> Setting {
        .value(
            key, in: .results, meaning, value: "date",
            expected: "a date such as 2026-11-01, \"2026-11-01 12:00\", or ISO 8601"
        ).taken(by: .reconcile).optionOnly
    }
}

extension Setting<Int> {
    static var lateness: Setting {
        .number(
            "lateness", in: .results,
            "how long after a call its charge may still come, so that it is not called free",
            0...525_600, value: "minutes"
        ).usually("10, and 720 for Kling's own bill").taken(by: .reconcile).optionOnly
    }
}
