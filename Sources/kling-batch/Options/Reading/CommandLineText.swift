import ArgumentParser
import BatchPlanning
import Foundation
import Texts

/// A command line before it is parsed: what is asked of the help, and what the parser would take in
/// silence or refuse without saying what is near.
struct CommandLineText {
    /// What the parser is given.
    let arguments: [String]
    /// Whether the help is asked for, and not all of it.
    let asksForShortHelp: Bool
    /// The word in the place of the command's name.
    private let command: String?

    /// What stands behind the command's name in the shell.
    init(_ given: [String]) {
        let words = given.prefix { $0 != "--" }
        let asksForAll = words.contains("--help-all")
        arguments = given.map { $0 == "--help-all" ? "--help-hidden" : $0 }
        let asks = words.contains { ["-h", "--help"].contains($0) } || words.first == "help"
        asksForShortHelp = asks && !asksForAll
        command = words.first == "help" ? words.dropFirst().first : words.first
    }

    /// Refuses a command that there is not.
    func checkCommand() throws {
        guard let command, !command.hasPrefix("-"), command != "help",
            CommandName(rawValue: command) == nil
        else { return }
        let names = CommandName.allCases.map(\.rawValue)
        if let near = nearest(to: command, among: names, within: max(2, command.count / 4)) {
            throw ValidationError(
                "There is no command “\(command)”; did you mean kling-batch \(near)?")
        }
        if command.contains(".") || FileManager.default.fileExists(atPath: command) {
            throw ValidationError(
                "The command's name is missing before \(command); did you mean kling-batch run "
                    + "\(command)?")
        }
        throw ValidationError(
            "There is no command “\(command)”; there are \(names.listed(by: "and")).")
    }

    /// Refuses an option that is given twice with two values, of which only the last would count.
    ///
    /// - Parameter parsed: the command that was made of it, which knows what takes several values.
    func checkRepeated(in parsed: any ParsableArguments) throws {
        guard let name = command.flatMap(CommandName.init) else { return }
        let lists = SettingFacts.repeatable(in: parsed)
        let single = Set(
            SettingFacts.declared(for: name).filter { $0.valueName != nil }.map(\.key)
        ).subtracting(lists)
        var values: [String: String] = [:]
        for (option, value) in optionValues where single.contains(option) {
            if let before = values.updateValue(value, forKey: option), before != value {
                throw ValidationError(
                    "--\(option) is given twice, as \(before) and as \(value): give it once.")
            }
        }
    }

    /// The options with the words behind them, `--a b` and `--a=b`.
    private var optionValues: [(option: String, value: String)] {
        let words = Array(arguments.prefix { $0 != "--" })
        return words.indices.compactMap { index in
            guard words[index].hasPrefix("--") else { return nil }
            let parts = words[index].dropFirst(2).split(separator: "=", maxSplits: 1)
            guard let option = parts.first else { return nil }
            let next = index + 1 < words.count ? words[index + 1] : ""
            return (String(option), parts.count > 1 ? String(parts[1]) : next)
        }
    }

    /// What the parser says, and where it does not know an option what may be meant by it.
    func advised(_ message: String) -> String {
        // The parser's own guess counts letters alone, and comes to `--notes` for `--token`.
        let refusal = /(Unknown option '--([^']+)')(. Did you mean [^?]*\?)?/
        guard let found = message.firstMatch(of: refusal),
            let advice = advice(onOption: String(found.output.2))
        else { return message }
        return message.replacingCharacters(in: found.range, with: found.output.1 + ". " + advice)
    }

    /// What may be meant by an option that the command does not take; nil where nothing is near.
    private func advice(onOption option: String) -> String? {
        if ["token", "apitoken", "key", "apikey"].contains(String(lettersAndDigits(of: option))) {
            return "The token stands in KLING_API_TOKEN, or in a file that --token-file names; "
                + "never on the command line, where others on this machine see it."
        }
        let takers = CommandName.allCases.filter { command in
            command != .emulator
                && SettingFacts.declared(for: command).contains { $0.optionName == option }
        }
        if !takers.isEmpty {
            return "--\(option) is for \(takers.map(\.rawValue).listed(by: "and"))."
        }
        let own = command.flatMap(CommandName.init).map { SettingFacts.declared(for: $0) } ?? []
        return nearest(to: option, among: own.map(\.key)).map { "Did you mean --\($0)?" }
    }

    /// What stands below the short help of a command that has more options.
    func moreHelp(in help: String) -> String {
        guard asksForShortHelp, let name = command.flatMap(CommandName.init) else { return "" }
        let hidden = SettingFacts.declared(for: name).count { !$0.isEveryday }
        guard hidden > 0 else { return "" }
        return "\n\(counted(hidden, "more option")): kling-batch \(name.rawValue) --help-all\n"
    }
}

extension SettingFacts {
    /// The options beside which `run --help` shows no others.
    private static let everydayKeys: Set<String> = [
        "voice", "column", "track", "chapters", "book", "video", "output", "batch", "budget",
        "token-file",
    ]

    /// Whether the short help shows it: all but what `run` shares and few people need.
    package var isEveryday: Bool {
        !commands.contains(.run) || Self.everydayKeys.contains(key)
    }

    /// Whether this process prints the short help alone, so that rarer options stay out of it.
    static let hidesRarer = CommandLineText(Array(CommandLine.arguments.dropFirst()))
        .asksForShortHelp

    /// The settings a command takes.
    static func declared(for command: CommandName) -> [SettingFacts] {
        (all + ofEmulator).filter { $0.commands.contains(command) }
    }
}
