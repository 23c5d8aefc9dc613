import ArgumentParser
import BatchPlanning
import Texts

/// A setting: what is said of it once, for its option, its variable, its key in the configuration
/// file and its line in the guide.
struct Setting<Value: Sendable>: Sendable {
    /// All but the type.
    private(set) var facts: SettingFacts
    /// Reads the value; throws what can be printed behind "is invalid".
    let read: @Sendable (String) throws -> Value

    /// The key, which is the option's name as well.
    var key: String { facts.key }
}

/// Why a text is no value of a setting.
struct UnfitValue: Error, CustomStringConvertible {
    /// What it has to be: `from 1 to 1024`.
    let expected: String
    /// A fit value that the text is probably meant to be.
    var near: String?

    var description: String {
        "it must be \(expected)" + (near.map { "; did you mean \($0)?" } ?? "")
    }
}

extension Setting {
    /// A setting whose values are read by a function.
    ///
    /// - Parameters:
    ///   - value: what the value is called.
    ///   - usual: what holds where nothing is said.
    static func read(
        _ key: String, in section: SettingSection, _ meaning: String, value: String,
        usual: String? = nil, _ read: @escaping @Sendable (String) throws -> Value
    ) -> Setting {
        var facts = SettingFacts(key, in: section, meaning, valueName: value)
        facts.usual = usual
        return Setting(facts: facts, read: read)
    }

    /// The same setting with a part of its declaration changed.
    private func with(_ change: (inout SettingFacts) -> Void) -> Setting {
        var setting = self
        change(&setting.facts)
        return setting
    }

    /// Does something for these inputs alone.
    func concerning(_ kinds: InputKind...) -> Setting { with { $0.kinds = kinds } }

    /// Is taken by these commands beside those of its section.
    func alsoTaken(by commands: CommandName...) -> Setting { with { $0.commands += commands } }

    /// Is taken by these commands alone.
    func taken(by commands: CommandName...) -> Setting { with { $0.commands = commands } }

    /// The guide adds this to the meaning.
    func note(_ note: String) -> Setting { with { $0.note = note } }

    /// Has neither variable nor key.
    var optionOnly: Setting { with { $0.isOptionOnly = true } }

    /// Another default in words.
    func usually(_ usual: String) -> Setting { with { $0.usual = usual } }

    /// Variables of an older name give it as well.
    func olderVariable(_ variable: String) -> Setting { with { $0.olderVariables = [variable] } }

    /// Its value may begin with a dash.
    var mayBeginWithDash: Setting { with { $0.mayBeginWithDash = true } }

    /// Takes one of a few words.
    func choosing(among words: [String]) -> Setting { with { $0.choices = words } }
}

extension Setting where Value: ExpressibleByArgument {
    /// A value of a kind, such as an amount.
    ///
    /// - Parameter expected: what a text must be to be one.
    static func value(
        _ key: String, in section: SettingSection, _ meaning: String, value: String,
        expected: String, usual: String? = nil
    ) -> Setting {
        .read(key, in: section, meaning, value: value, usual: usual) { text in
            guard let value = Value(argument: text) else {
                let near = respellings(of: text).first { Value(argument: $0) != nil }
                throw UnfitValue(expected: expected, near: near)
            }
            return value
        }
    }
}

extension Setting where Value: ExpressibleByArgument & Comparable & CustomStringConvertible {
    /// A number within a range.
    ///
    /// - Parameters:
    ///   - unit: the unit, which is what the value is called as well.
    ///   - usual: the default.
    static func number(
        _ key: String, in section: SettingSection, _ meaning: String, _ range: ClosedRange<Value>,
        value: String = "n", usual: Value? = nil
    ) -> Setting {
        let ends = "\(plain(range.lowerBound)) to \(plain(range.upperBound))"
        return .read(
            key, in: section, "\(meaning), \(ends)", value: value, usual: usual.map(plain)
        ) { text in
            func number(_ text: String) -> Value? {
                Value(argument: text).flatMap { range.contains($0) ? $0 : nil }
            }
            guard let number = number(text) else {
                let near = respellings(of: text).first { number($0) != nil }
                throw UnfitValue(expected: "from \(ends)", near: near)
            }
            return number
        }
    }

    /// A number without the fraction that says nothing.
    private static func plain(_ number: Value) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension Setting where Value: CaseIterable & RawRepresentable<String> {
    /// One of a few words.
    static func choice(
        _ key: String, in section: SettingSection, _ meaning: String, usual: Value? = nil
    ) -> Setting {
        let words = Value.allCases.map(\.rawValue)
        return .read(
            key, in: section, meaning, value: words.joined(separator: "|"), usual: usual?.rawValue
        ) { text in
            guard let value = Value(rawValue: text) else {
                throw UnfitValue(
                    expected: words.listed(by: "or"),
                    near: nearest(to: text, among: words, within: max(1, text.count / 4)))
            }
            return value
        }.choosing(among: words)
    }
}

extension Setting<String> {
    /// A text that is looked at where it is used.
    static func text(
        _ key: String, in section: SettingSection, _ meaning: String, value: String,
        usual: String? = nil
    ) -> Setting {
        .read(key, in: section, meaning, value: value, usual: usual) { $0 }
    }
}

extension Setting<Bool> {
    /// A switch, off unless something else is said.
    static func toggle(
        _ key: String, in section: SettingSection, _ meaning: String, usual: String = "off"
    ) -> Setting {
        var facts = SettingFacts(key, in: section, meaning, valueName: nil)
        facts.usual = usual
        return Setting(facts: facts) { text in
            switch text.lowercased() {
            case "1", "true", "yes", "on": true
            case "0", "false", "no", "off": false
            default: throw UnfitValue(expected: "true or false")
            }
        }
    }
}

extension [String] {
    /// The words as a sentence lists them: `a, b or c`.
    func listed(by word: String) -> String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(word) \(last)"
    }
}
