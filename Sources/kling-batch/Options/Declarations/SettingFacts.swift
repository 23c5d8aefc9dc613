package import BatchPlanning

/// All that is said of a setting but the type of its value.
package struct SettingFacts: Sendable, CustomStringConvertible {
    /// The option's name, and the key in the configuration file: `max-chars`.
    package let key: String
    /// Where the setting stands.
    package let section: SettingSection
    /// What it does, as the beginning of a sentence.
    package let meaning: String
    /// What its value is called; nil for a switch.
    package let valueName: String?
    /// The words it takes, where they are few.
    package var choices: [String] = []
    /// What holds where nothing is said; nil for nothing.
    package var usual: String?
    /// What the guide adds to the meaning, which may link to other pages.
    package var note: String?
    /// The commands that take it.
    package var commands: [CommandName]
    /// The inputs for which it does something.
    package var kinds: [InputKind]
    /// Whether only the command line gives it, neither a variable nor the configuration file.
    package var isOptionOnly: Bool
    /// Names that its variable had before, which go on working.
    package var olderVariables: [String] = []
    /// Whether its value may begin with a dash.
    var mayBeginWithDash = false

    init(
        _ key: String, in section: SettingSection, _ meaning: String, valueName: String?
    ) {
        self.key = key
        self.section = section
        self.meaning = meaning
        self.valueName = valueName
        commands = section.commands
        kinds = section.kinds
        isOptionOnly = section.isOptionOnly
    }

    /// The option, as a person writes it.
    package var description: String { "--\(key)" }

    /// The environment variables that give it, the present name first.
    package var variables: [String] {
        guard !isOptionOnly else { return [] }
        let name = key.uppercased().split(separator: "-").joined(separator: "_")
        return [Self.variablePrefix + name] + olderVariables
    }

    /// What the names of this command's own variables begin with.
    package static let variablePrefix = "KLING_BATCH_"

    /// The name of its option.
    ///
    /// A switch that says no is the other half of the option without it: `--wait`, `--no-wait`.
    package var optionName: String {
        valueName == nil && key.hasPrefix("no-") ? String(key.dropFirst(3)) : key
    }
}

extension SettingFacts {
    /// Every setting, in the order of the guide; those of the emulator stand in its own.
    package static let all: [SettingFacts] =
        inputs + voice + tracks + book + details + audiobook + subtitles + batch + making + money
        + service + pace + callbacks + ledger + progress + overnight + results + page + prune
        + costs + audition
}
