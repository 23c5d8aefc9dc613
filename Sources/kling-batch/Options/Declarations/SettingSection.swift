package import BatchPlanning

/// Settings that stand together in the help and in `docs/commands.md`.
package struct SettingSection: Sendable, Equatable {
    /// The heading.
    package let title: String
    /// The commands that take its settings, but for those that say otherwise.
    package let commands: [CommandName]
    /// The inputs for which its settings do something, but for those that say otherwise.
    package let kinds: [InputKind]
    /// What the guide says beside the heading.
    package let note: String

    /// A section of these parts.
    init(
        _ title: String, of commands: [CommandName], for kinds: [InputKind] = InputKind.allCases,
        note: String = ""
    ) {
        self.title = title
        self.commands = commands
        self.kinds = kinds
        self.note = note
    }

    /// A section of the emulator, whose settings are options only.
    init(ofEmulator title: String, note: String = "") {
        self.init(title, of: [.emulator], note: note)
    }

    /// Whether its settings are options only.
    var isOptionOnly: Bool { commands == [.emulator] }
}
