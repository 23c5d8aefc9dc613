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
        let targets = try PackageTargets(Self.text("Package.swift")).all.filter { !$0.isTest }
        #expect(Set(rows.names) == Set(targets.map(\.name)))
        #expect(rows.names.count == targets.count)
        for target in targets {
            let above = rows.names.prefix { $0 != target.name }
            #expect(Set(target.targets).subtracting(above) == [], "\(target.name)")
        }
    }

    @Test("each row names the libraries from outside that its target takes")
    func libraries() throws {
        let rows = try TargetTable(Self.text("docs/architecture.md"))
        let targets = try PackageTargets(Self.text("Package.swift")).all
        for target in targets where !target.isTest {
            #expect(rows.libraries[target.name] == target.libraries.sorted(), "\(target.name)")
        }
    }
}

extension ArchitectureTests {
    @Test("each target names what it imports, and nothing else")
    func imports() throws {
        let targets = try PackageTargets(Self.text("Package.swift"))
        #expect(targets.all.count > 50)
        for target in targets.all where !target.isSystem {
            let imports = try target.imports(
                in: TestData.projectFolder, knowing: targets.modules)
            let named = Set((target.targets + target.libraries).map(PackageTargets.module))
            #expect(imports.subtracting(named) == [], "\(target.name) imports these, unnamed")
            #expect(named.subtracting(imports) == [], "\(target.name) names these for nothing")
        }
    }

    @Test("all that the command writes goes through the two places that clean it for a terminal")
    func output() throws {
        let folder = TestData.projectFolder + "/Sources/kling-batch"
        let files = try #require(FileManager.default.enumerator(atPath: folder))
        var others: [String] = []
        for case let file as String in files where file.hasSuffix(".swift") {
            let code = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            let writes = code.contains(/(^|[^\w.])print\("|Swift\.print|FileHandle\.standard|fputs/)
            let name = URL(fileURLWithPath: file).lastPathComponent
            if writes, name != "Printing.swift", name != "RunScreen.swift" { others.append(file) }
        }
        #expect(others == [])
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
