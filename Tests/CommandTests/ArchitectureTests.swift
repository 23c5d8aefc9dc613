import Foundation
import TestSupport
import Testing

/// The table of targets in `docs/architecture.md`, held to `Package.swift`.
struct ArchitectureTests {
    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: TestData.projectFolder + "/" + path, encoding: .utf8)
    }

    @Test("every target has a row, in an order in which each leans on those above it alone")
    func order() throws {
        let rows = try TargetTable(Self.text("docs/architecture.md"))
        let targets = try PackageTargets(Self.text("Package.swift"))
        #expect(Set(rows.names) == Set(targets.all.map(\.name)))
        #expect(rows.names.count == targets.all.count)
        for target in targets.all {
            let above = rows.names.prefix { $0 != target.name }
            #expect(Set(target.targets).subtracting(above) == [], "\(target.name)")
        }
    }

    @Test("each row names the libraries from outside that its target takes")
    func libraries() throws {
        let rows = try TargetTable(Self.text("docs/architecture.md"))
        for target in try PackageTargets(Self.text("Package.swift")).all {
            #expect(rows.libraries[target.name] == target.libraries.sorted(), "\(target.name)")
        }
    }
}

/// The rows under "Targets", from the first to the last.
private struct TargetTable {
    private(set) var names: [String] = []
    /// The libraries of each target, in the order of the row.
    private(set) var libraries: [String: [String]] = [:]

    init(_ document: String) throws {
        let section = try #require(document.components(separatedBy: "\n## Targets\n").last)
        let lines = section.split(separator: "\n").drop { !$0.hasPrefix("|") }
        for line in lines.prefix(while: { $0.hasPrefix("|") }).dropFirst(2) {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            for name in cells[1].components(separatedBy: ", ") {
                names.append(name)
                libraries[name] = cells[3].isEmpty ? [] : cells[3].components(separatedBy: ", ")
            }
        }
    }
}

/// The targets that a package description declares, tests aside.
private struct PackageTargets {
    struct Target {
        let name: String
        var targets: [String] = []
        var libraries: [String] = []
    }

    private(set) var all: [Target] = []

    init(_ description: String) throws {
        let products = Dictionary(
            uniqueKeysWithValues:
                description.matches(
                    of: /let (\w+) = Target\.Dependency\.product\(name: "(\w+)"/
                ).map { (String($0.1), String($0.2)) })
        let list = try #require(description.components(separatedBy: "\n    targets: [").last)
        for declaration in list.components(separatedBy: "\n        .").dropFirst() {
            guard !declaration.hasPrefix("testTarget"),
                let name = declaration.firstMatch(of: /name: "([\w-]+)"/)
            else { continue }
            var target = Target(name: String(name.1))
            let dependencies = declaration.components(separatedBy: "dependencies: [").dropFirst()
            let code = dependencies.joined().replacing(/\/\/[^\n]*/, with: "")
            target.libraries = code.matches(of: /\.product\(name: "(\w+)"/).map { String($0.1) }
            let bare = code.replacing(/\.product\([^)]*\)/, with: "")
            target.targets = bare.matches(of: /"([\w-]+)"/).map { String($0.1) }
            for word in bare.replacing(/"[^"]*"/, with: "").matches(of: /\w+/) {
                if let product = products[String(word.0)] { target.libraries.append(product) }
            }
            all.append(target)
        }
    }
}
