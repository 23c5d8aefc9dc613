import Foundation

/// What books and films are called, and with them what is made of them.
///
/// By their files without endings, if that tells them apart; else with the endings, the folders
/// that they are in, or both.
package struct InputNames {
    private var names: [String: String] = [:]

    init(_ paths: [String]) {
        let files = paths.map { URL(fileURLWithPath: $0) }
        let stems = files.map { $0.deletingPathExtension().lastPathComponent }
        let whole = files.map(\.lastPathComponent)
        let folders = files.map { $0.deletingLastPathComponent().lastPathComponent }
        let ways = [
            stems, whole, zip(folders, stems).map { "\($0) \($1)" },
            zip(folders, whole).map { "\($0) \($1)" },
        ]
        let chosen = ways.first { Set($0.map { $0.lowercased() }).count == paths.count } ?? stems
        for (path, name) in zip(paths, chosen) { names[path] = name }
    }

    subscript(path: String) -> String { names[path] ?? path }
}
