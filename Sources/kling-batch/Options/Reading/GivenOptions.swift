package import ArgumentParser
package import BatchPlanning

extension SettingFacts {
    /// The settings that stand on the command line, of those a command takes.
    package static func given(
        in arguments: some ParsableArguments, of command: CommandName
    ) -> [SettingFacts] {
        let names = givenProperties(of: arguments)
        return all.filter { $0.commands.contains(command) && names.contains($0.propertyName) }
    }

    /// The keys of the settings that a command takes several values of.
    static func repeatable(in arguments: any ParsableArguments) -> Set<String> {
        let names = properties(of: arguments) { $0.takesSeveral }
        return Set((all + ofEmulator).filter { names.contains($0.propertyName) }.map(\.key))
    }

    /// The name of the property that holds its option, in small letters.
    private var propertyName: String {
        optionName.split(separator: "-").joined()
    }
}

/// The names of the properties whose options are given, in small letters.
private func givenProperties(of arguments: Any) -> Set<String> {
    properties(of: arguments) { $0.isGiven }
}

/// The names of the properties whose options are of a kind, in small letters.
private func properties(
    of arguments: Any, where isWanted: (any OptionProperty) -> Bool
) -> Set<String> {
    var names: Set<String> = []
    for child in Mirror(reflecting: arguments).children {
        switch child.value {
        case let group as any GroupProperty:
            names.formUnion(properties(of: group.arguments, where: isWanted))
        case let option as any OptionProperty where isWanted(option):
            // A wrapper's own property begins with an underscore.
            if let label = child.label { names.insert(label.dropFirst().lowercased()) }
        default: break
        }
    }
    return names
}

/// A group of options within another.
private protocol GroupProperty {
    var arguments: Any { get }
}

extension OptionGroup: GroupProperty {
    fileprivate var arguments: Any { wrappedValue }
}

/// An option or a flag.
private protocol OptionProperty {
    associatedtype Value
    var wrappedValue: Value { get }
}

extension OptionProperty {
    /// Whether it is on the command line: an optional that is there, an array that is not empty.
    fileprivate var isGiven: Bool { !Mirror(reflecting: wrappedValue).children.isEmpty }

    /// Whether it is given once for each of several values.
    fileprivate var takesSeveral: Bool { Value.self is any ListValue.Type }
}

/// The values of an option that may be given several times.
private protocol ListValue {}

extension Array: ListValue {}

extension Option: OptionProperty {}
extension Flag: OptionProperty {}

/// Refuses options that do something for other kinds of input alone.
///
/// - Parameters:
///   - given: what stands on the command line.
///   - inputs: the inputs with their kinds; where one is not known, nothing is refused here.
package func refuseIdle(
    _ given: [SettingFacts], for inputs: [(path: String, kind: InputKind?)]
) throws {
    let kinds = inputs.compactMap(\.kind)
    guard kinds.count == inputs.count else { return }
    for setting in given where Set(kinds).isDisjoint(with: setting.kinds) {
        let wanted = setting.kinds.map(\.several).listed(by: "and")
        let found = InputKind.allCases.filter(kinds.contains)
        let others =
            inputs.count == 1
            ? "\(inputs[0].path) is \(found[0].single)"
            : "the inputs are \(found.map(\.several).listed(by: "and"))"
        throw ValidationError(
            "--\(setting.key) does nothing here: it is for \(wanted), and \(others).")
    }
}

extension InputKind {
    /// One of the kind, in a sentence.
    fileprivate var single: String {
        switch self {
        case .list: "a job list"
        case .book: "a book"
        case .subtitles: "a subtitle file"
        }
    }

    /// Several of the kind, in a sentence.
    package var several: String {
        switch self {
        case .list: "job lists"
        case .book: "books"
        case .subtitles: "subtitles"
        }
    }
}
