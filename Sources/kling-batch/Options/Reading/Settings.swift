import ArgumentParser
import Foundation

/// What environment and configuration file say; an option that is given counts more.
package struct Settings {
    /// Where values come from, the first counting most.
    private let sources: [[String: PlacedText]]

    /// A text, and where a person finds it.
    struct PlacedText {
        let text: String
        let place: String
    }

    /// Reads the environment and the configuration file.
    ///
    /// - Parameters:
    ///   - path: the file of `--config`, which then has to be there; nil is the usual one.
    ///   - variables: the environment.
    /// - Throws: `ValidationError` for a variable or a key that is not known, which would be ignored
    ///   in silence.
    package init(
        configurationFile path: String? = nil,
        variables: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        sources = [
            try environmentTexts(variables),
            try ConfigurationFile(path: path, variables: variables).texts,
        ]
    }

    /// The option's value, or else the variable's, or else the file's; nil where nothing says it.
    func value<Value>(_ setting: Setting<Value>, _ option: Value?) throws -> Value? {
        if let option { return option }
        guard let placed = sources.lazy.compactMap({ $0[setting.key] }).first else { return nil }
        do {
            return try setting.read(placed.text)
        } catch {
            throw ValidationError(
                "The value '\(placed.text)' is invalid for \(placed.place): \(error)")
        }
    }

    /// Puts the value in a place that holds its default, where something says it.
    func take<Value>(
        _ setting: Setting<Value>, _ option: Value?, into place: inout Value
    ) throws {
        place = try value(setting, option) ?? place
    }

    /// Puts the value in a place that holds none, where something says it.
    func take<Value>(
        _ setting: Setting<Value>, _ option: Value?, into place: inout Value?
    ) throws {
        place = try value(setting, option) ?? place
    }

    /// A switch, off unless something says otherwise.
    func isOn(_ setting: Setting<Bool>, _ option: Bool?) throws -> Bool {
        try value(setting, option) ?? false
    }
}

/// Refuses an option that is given where it does nothing.
///
/// - Parameters:
///   - option: nil where it is not given: a variable and the configuration file are for all batches.
///   - reason: what keeps it from doing anything: `without --video`.
func require<Value>(
    _ setting: Setting<Value>, _ option: Value?, where holds: Bool, else reason: String
) throws {
    guard option == nil || holds else {
        throw ValidationError("--\(setting.key) does nothing \(reason).")
    }
}

/// What the environment says, by the keys of the settings; a variable that is empty says nothing.
private func environmentTexts(
    _ variables: [String: String]
) throws -> [String: Settings.PlacedText] {
    let names = SettingFacts.all.flatMap(\.variables)
    let own = variables.keys.sorted().filter { $0.hasPrefix(SettingFacts.variablePrefix) }
    for name in own where !names.contains(name) {
        throw ValidationError(
            unknown("The environment variable \(name)", name, among: names))
    }
    var texts: [String: Settings.PlacedText] = [:]
    for setting in SettingFacts.all {
        let said = setting.variables.filter { variables[$0]?.isEmpty == false }
        guard let name = said.first, let text = variables[name] else { continue }
        guard Set(said.map { variables[$0] }).count == 1 else {
            throw ValidationError(
                "\(said.listed(by: "and")) say different things, and are names of one setting: "
                    + "unset one of them.")
        }
        texts[setting.key] = Settings.PlacedText(text: text, place: name)
    }
    return texts
}

/// What is said of a name that is not known, with the known one that it is near to.
func unknown(_ subject: String, _ name: String, among names: [String]) -> String {
    if name.lowercased().contains("token"), !name.lowercased().contains("file") {
        return "\(subject) is not known; the token stands in KLING_API_TOKEN or in a file of its "
            + "own (token-file)."
    }
    if let option = SettingFacts.all.first(where: { $0.isOptionOnly && $0.isSpelt(name) }) {
        return "\(subject) is not known: \(option) stands on the command line alone."
    }
    guard let near = nearest(to: name, among: names) else {
        return "\(subject) is not known, and no other is like it; docs/commands.md lists them all."
    }
    return "\(subject) is not known; did you mean \(near)?"
}
