import Foundation
import Testing

/// The targets that a package description declares.
struct PackageTargets {
    struct Target {
        let name: String
        /// The folder of its sources.
        let folder: String
        var isTest = false
        /// Whether it is a library of the system, without sources of its own.
        var isSystem = false
        /// The targets of the package that it names.
        var targets: [String] = []
        /// The products of other packages that it names.
        var libraries: [String] = []
    }

    private(set) var all: [Target] = []

    init(_ description: String) throws {
        let products = Self.dependencies(.product, in: description)
        let conditional = Self.dependencies(.target, in: description)
        let list = try #require(description.components(separatedBy: "\n    targets: [").last)
        for declaration in list.components(separatedBy: "\n        .").dropFirst() {
            guard let name = declaration.firstMatch(of: /name: "([\w-]+)"/) else { continue }
            let isTest = declaration.hasPrefix("testTarget")
            let folder =
                declaration.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) }
                ?? (isTest ? "Tests/" : "Sources/") + name.1
            var target = Target(name: String(name.1), folder: folder)
            target.isTest = isTest
            target.isSystem = declaration.hasPrefix("systemLibrary")
            target.take(declaration, products, conditional)
            all.append(target)
        }
    }

    private enum Kind: String {
        case product
        /// A target that only a build with a trait takes.
        case target
    }

    /// What a description gives a name of its own before its list of targets.
    private static func dependencies(_ kind: Kind, in description: String) -> [String: String] {
        let named = description.matches(
            of: /let (\w+) = Target\.Dependency\.(product|target)\(\s*name: "(\w+)"/)
        return Dictionary(
            uniqueKeysWithValues: named.filter { $0.2 == kind.rawValue }
                .map { (String($0.1), String($0.3)) })
    }

    /// The modules of all targets and of the products that they name.
    var modules: Set<String> {
        Set(all.flatMap { [$0.name] + $0.libraries }.map(Self.module))
    }

    /// The module of a target or a product.
    static func module(of name: String) -> String { name.replacing("-", with: "_") }
}

extension PackageTargets.Target {
    /// Takes what its declaration says of dependencies.
    fileprivate mutating func take(
        _ declaration: String, _ products: [String: String], _ conditional: [String: String]
    ) {
        let parts = declaration.components(separatedBy: "dependencies: [").dropFirst()
        let code = parts.joined().replacing(/\/\/[^\n]*/, with: "")
        libraries = code.matches(of: /\.product\(name: "(\w+)"/).map { String($0.1) }
        let bare = code.replacing(/\.product\([^)]*\)/, with: "").prefix { $0 != "]" }
        targets = bare.matches(of: /"([\w-]+)"/).map { String($0.1) }
        for word in bare.replacing(/"[^"]*"/, with: "").matches(of: /\w+/) {
            if let product = products[String(word.0)] { libraries.append(product) }
            if let target = conditional[String(word.0)] { targets.append(target) }
        }
    }

    /// What its sources import beside what comes with Swift and the system.
    ///
    /// - Parameter known: the modules of the package and its products. Lines that are set in count for
    ///   these alone: they stand behind `#if`, or in texts of other languages.
    func imports(in project: String, knowing known: Set<String>) throws -> Set<String> {
        let path = project + "/" + folder
        let files = try #require(FileManager.default.enumerator(atPath: path), "\(path)")
        var found: Set<String> = []
        for case let file as String in files where file.hasSuffix(".swift") {
            let code = try String(contentsOfFile: path + "/" + file, encoding: .utf8)
            let lines = code.matches(
                of: /(?m)^( *)(?:@\w+ )?(?:public |package |internal |private )?import (\w+)/)
            let names = lines.filter { $0.1.isEmpty || known.contains(String($0.2)) }
            found.formUnion(names.map { String($0.2) })
        }
        return found.subtracting([
            "Dispatch", "Foundation", "FoundationNetworking", "Synchronization", "Testing",
        ])
    }
}
