extension SettingFacts {
    /// Settings for who watches a run closely.
    static let watching = [Setting.eventsFile.facts, Setting.explainPace.facts]
}

extension Setting<String> {
    static var eventsFile: Setting {
        .text(
            "events-file", in: .progress,
            "write every event into this file, as JSON Lines, after what is there", value: "file"
        ).note("see [Events](#events)")
    }
}

extension Setting<Bool> {
    static var explainPace: Setting {
        .toggle(
            "explain-pace", in: .progress,
            "write each decision of the pace to standard error, with its time and its reason"
        ).note("see [Events](#events)")
    }
}
