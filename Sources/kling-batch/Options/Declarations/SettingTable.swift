import BatchPlanning

/// A table of settings in a guide.
package struct SettingTable {
    private let settings: [SettingFacts]
    /// Whether a column says for which inputs each is.
    private let hasKinds: Bool

    /// The table of some settings, which stand together by their sections.
    package init(of settings: [SettingFacts]) {
        self.settings = settings
        hasKinds = settings.contains { !$0.kinds.words.isEmpty }
    }

    /// The table, in Markdown, from its heading to its last row.
    package var markdown: String {
        var lines = [
            row(["option", "default", "for", "meaning"]),
            hasKinds ? "|---|---|---|---|" : "|---|---|---|",
        ]
        var section: SettingSection?
        for setting in settings {
            if setting.section != section { lines.append(row(setting.section.cells)) }
            section = setting.section
            lines.append(row(setting.cells))
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ cells: [String]) -> String {
        let shown = cells.enumerated().filter { hasKinds || $0.offset != 2 }.map { _, cell in
            cell.isEmpty ? "" : cell.replacing("|", with: "\\|") + " "
        }
        return "| " + shown.joined(separator: "| ") + "|"
    }
}

extension SettingSection {
    fileprivate var cells: [String] {
        let takers = isOptionOnly ? "" : " (\(commands.listed))"
        return ["**\(title)**\(takers)", "", kinds.words, note]
    }
}

extension SettingFacts {
    fileprivate var cells: [String] {
        let isOnly = isOptionOnly && !section.isOptionOnly
        let words = [meaning, note, isOnly ? "an option only" : nil, otherCommands, older]
        return [
            "`--\(key)\(shownValue)`", quoted(usual ?? "none"),
            kinds == section.kinds ? "" : kinds.words,
            quoted(words.compactMap { $0 }.joined(separator: "; ")),
        ]
    }

    /// A text with its options and its names in braces set as code.
    private func quoted(_ text: String) -> String {
        text.replacing(/--[a-z-]+|^{[a-z]+}$/) { "`\($0.output)`" }
    }

    /// What stands behind the option: words of its own in capitals, units as they are written.
    private var shownValue: String {
        guard let valueName else { return "" }
        let isName =
            choices.isEmpty && valueName.allSatisfy { $0.isLowercase || ":=-".contains($0) }
        return " " + (isName ? valueName.uppercased() : valueName)
    }

    /// The commands that take it beside those of its section, or in place of them.
    private var otherCommands: String? {
        guard commands != section.commands else { return nil }
        guard commands.starts(with: section.commands) else { return "\(commands.listed) only" }
        let more = Array(commands.dropFirst(section.commands.count))
        return "\(more.listed) takes it too"
    }

    private var older: String? {
        olderVariables.isEmpty
            ? nil
            : "the variable may also be called " + olderVariables.map { "`\($0)`" }.listed(by: "or")
    }
}

extension [CommandName] {
    fileprivate var listed: String { map { "`\($0.rawValue)`" }.joined(separator: ", ") }
}

extension [InputKind] {
    /// The kinds, or nothing where it is all of them.
    fileprivate var words: String {
        count == InputKind.allCases.count ? "" : map(\.several).joined(separator: ", ")
    }
}
