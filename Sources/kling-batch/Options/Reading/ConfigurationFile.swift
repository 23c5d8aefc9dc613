import ArgumentParser
import Foundation
import Ledgers
import Texts

/// The configuration file, a JSON object of settings.
struct ConfigurationFile {
    /// What it says, by the keys of the settings.
    let texts: [String: Settings.PlacedText]

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - path: a file that has to be there; nil is the usual one.
    ///   - variables: the environment, which says where the usual one is.
    init(path: String?, variables: [String: String]) throws {
        let file =
            path
            ?? xdgFolder("XDG_CONFIG_HOME", orHome: ".config", variables)
            + "/kling-batch/config.json"
        guard path != nil || FileManager.default.fileExists(atPath: file) else {
            texts = [:]
            return
        }
        let keys = SettingFacts.all.filter { !$0.isOptionOnly }.map(\.key)
        var texts: [String: Settings.PlacedText] = [:]
        for (key, value) in try Self.members(of: file).sorted(by: { $0.value.line < $1.value.line })
        {
            let place = "\(file):\(value.line)"
            guard keys.contains(key) else {
                throw ValidationError(unknown("\(place): the key “\(key)”", key, among: keys))
            }
            guard let text = value.settingText else {
                throw ValidationError(
                    "\(place): “\(key)” must be a string, a number, true or false.")
            }
            guard !text.isEmpty else { continue }
            texts[key] = Settings.PlacedText(text: text, place: "“\(key)” in \(place)")
        }
        self.texts = texts
    }

    private static func members(of file: String) throws -> [String: PlacedJSON] {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("The configuration file \(file) is not there.")
        }
        let kinds: Set<FileKind> = [.json, .text]
        if let misfit = FileKind.misfit(at: file, taking: kinds, wanted: "a JSON object") {
            throw ValidationError("The configuration file \(file): \(misfit).")
        }
        do throws(JSONFault) {
            guard let members = try PlacedJSON.read(data).members else {
                throw JSONFault(
                    line: 1, message: "it has to be an object, such as {\"budget-day\": 20}")
            }
            return members
        } catch {
            throw ValidationError(
                "\(file):\(error.line): the configuration file cannot be read: \(error.message)")
        }
    }
}

extension PlacedJSON {
    /// The value as an option would be given it; nil for a list, an object or null.
    fileprivate var settingText: String? {
        if case .boolean(let isOn) = kind { return "\(isOn)" }
        return text
    }
}
