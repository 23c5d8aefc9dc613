import ArgumentParser

// Options and flags as a setting declares them.

extension Option {
    /// An option that may be left out.
    init<Given>(_ setting: Setting<Given>) where Value == Given? {
        self.init(
            name: .customLong(setting.key),
            parsing: setting.facts.mayBeginWithDash ? .unconditional : .next,
            help: setting.facts.argumentHelp, completion: setting.facts.completion,
            transform: setting.read)
    }

    /// An option that may be given several times.
    init<Given>(_ setting: Setting<Given>) where Value == [Given] {
        self.init(
            wrappedValue: [], name: .customLong(setting.key), help: setting.facts.argumentHelp,
            completion: setting.facts.completion, transform: setting.read)
    }
}

extension Option where Value: Sendable {
    /// An option that has its setting's default where it is not given.
    init(_ setting: Setting<Value>) {
        guard let usual = setting.facts.usual.flatMap({ try? setting.read($0) }) else {
            self.init(
                name: .customLong(setting.key), help: setting.facts.argumentHelp,
                completion: setting.facts.completion, transform: setting.read)
            return
        }
        self.init(
            wrappedValue: usual, name: .customLong(setting.key),
            help: setting.facts.argumentHelp,
            completion: setting.facts.completion, transform: setting.read)
    }
}

extension Flag where Value == Bool? {
    /// A switch that is on, off, or not given.
    init(_ setting: Setting<Bool>) {
        self.init(
            name: .customLong(setting.facts.optionName), inversion: .prefixedNo,
            help: setting.facts.argumentHelp)
    }
}

extension Flag where Value == Bool {
    /// A switch that neither environment nor configuration file can turn on.
    init(_ setting: Setting<Bool>) {
        self.init(
            wrappedValue: false, name: .customLong(setting.key), help: setting.facts.argumentHelp)
    }
}

extension SettingFacts {
    /// The meaning, the default and the variables.
    fileprivate var argumentHelp: ArgumentHelp {
        var words = [meaning.prefix(1).uppercased() + meaning.dropFirst() + "."]
        if let usual, usual != "off" { words.append("(default: \(usual))") }
        words += variables.map { "[\($0)]" }
        return ArgumentHelp(
            words.joined(separator: " "), valueName: valueName,
            visibility: Self.hidesRarer && !isEveryday ? .hidden : .default)
    }

    /// What a shell offers for the value.
    fileprivate var completion: CompletionKind? {
        switch valueName {
        case "file": .file()
        case "folder": .directory
        case "id": Completions.voices
        case "name" where key == "batch": Completions.batches
        default: choices.isEmpty ? nil : .list(choices)
        }
    }
}
