import ArgumentParser
import Configuration
import Foundation
import SystemPackage

/// What options, environment and configuration file say, in this order.
struct Settings {
    private let environment: ConfigReader
    private let file: ConfigReader
    private let filePath: String

    /// Reads the configuration file, if there is one.
    ///
    /// - Parameter path: the file of `--config`, which then has to be there.
    init(configurationFile path: String?) async throws {
        filePath = path ?? Self.usualPath
        environment = ConfigReader(provider: EnvironmentVariablesProvider())
        if path != nil, !FileManager.default.fileExists(atPath: filePath) {
            throw ValidationError("The configuration file \(filePath) is not there.")
        }
        do {
            file = ConfigReader(
                provider: try await FileProvider<JSONSnapshot>(
                    filePath: FilePath(filePath), allowMissing: true))
        } catch {
            throw ValidationError("The configuration file \(filePath) cannot be read: \(error)")
        }
        try check()
    }

    /// The place of the configuration file by the XDG Base Directory Specification.
    private static var usualPath: String {
        xdgFolder("XDG_CONFIG_HOME", orHome: ".config") + "/kling-batch/config.json"
    }

    /// A misspelt key or a list would be ignored in silence; a token has no place there.
    private func check() throws {
        try checkVariables()
        guard let data = FileManager.default.contents(atPath: filePath),
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { return }
        for key in object.keys.sorted() where Setting(rawValue: key) == nil {
            let hint =
                key.lowercased().contains("token")
                ? "the token stands in KLING_API_TOKEN or in a file of its own (token-file)"
                : "known are " + Setting.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\(filePath): the key “\(key)” is not known; \(hint).")
        }
        for (key, value) in object where !(value is String || value is NSNumber) {
            throw ValidationError(
                "\(filePath): “\(key)” must be a string, a number, true or false.")
        }
    }

    /// A misspelt variable would be ignored in silence as well.
    private func checkVariables() throws {
        let known = Set(Setting.allCases.map(\.variable))
        let unknown = ProcessInfo.processInfo.environment.keys.sorted()
            .filter { $0.hasPrefix("KLING_BATCH_") && !known.contains($0) }
        guard let first = unknown.first else { return }
        throw ValidationError(
            "The environment variable \(first) is not known; known are "
                + known.sorted().joined(separator: ", ") + ".")
    }

    /// The option's value, or else the variable's, or else the file's.
    func value<Value: ExpressibleByArgument>(
        _ option: Value?, _ setting: Setting
    ) throws -> Value? {
        if let option { return option }
        let places = [
            (
                environment,
                ConfigKey(setting.variable.lowercased().split(separator: "_").map(String.init)),
                setting.variable
            ),
            (file, ConfigKey([setting.rawValue]), "“\(setting.rawValue)” in \(filePath)"),
        ]
        for (reader, key, place) in places {
            guard let text = text(reader, key), !text.isEmpty else { continue }
            guard let value = Value(argument: text) else {
                throw ValidationError(
                    "\(place) is “\(text)”, which --\(setting.rawValue) cannot be.")
            }
            return value
        }
        return nil
    }

    /// A switch, off unless something says otherwise.
    func flag(_ option: Bool?, _ setting: Setting) throws -> Bool {
        try choice(option, setting) ?? false
    }

    /// A switch whose default is not known here; nil where nothing says it.
    func choice(_ option: Bool?, _ setting: Setting) throws -> Bool? {
        try value(option.map(SwitchValue.init), setting)?.isOn
    }

    /// The file may hold a value as a number or a Boolean as well.
    private func text(_ reader: ConfigReader, _ key: ConfigKey) -> String? {
        reader.string(forKey: key) ?? reader.int(forKey: key).map(String.init)
            ?? reader.double(forKey: key).map { "\($0)" }
            ?? reader.bool(forKey: key).map { "\($0)" }
    }
}

/// A switch as an environment variable spells it.
private struct SwitchValue: ExpressibleByArgument {
    let isOn: Bool

    init(_ isOn: Bool) {
        self.isOn = isOn
    }

    init?(argument: String) {
        switch argument.lowercased() {
        case "1", "true", "yes", "on": isOn = true
        case "0", "false", "no", "off": isOn = false
        default: return nil
        }
    }
}

/// A folder of the XDG Base Directory Specification.
///
/// - Parameters:
///   - variable: the variable that names it; counts only where it is an absolute path.
///   - path: the folder below the person's home otherwise.
func xdgFolder(_ variable: String, orHome path: String) -> String {
    let folder = ProcessInfo.processInfo.environment[variable] ?? ""
    let home = ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()
    return folder.hasPrefix("/") ? folder : home + "/" + path
}
