import Foundation

/// The real books beside the project; what needs them is skipped where they are missing.
enum BookData {
    /// The folder of books, at `KLING_TEST_DATA` or beside the package.
    static var folder: String {
        let root =
            ProcessInfo.processInfo.environment["KLING_TEST_DATA"]
            ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "../shared/data").path
        return "\(root)/books"
    }

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: "\(folder)/epub")
    }

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// The names of a folder's files, sorted; none where the data is missing.
    static func names(in folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path(folder))
        return (names ?? []).sorted()
    }
}

/// A folder for one test's files, which goes with it.
final class TestFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and returns its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }
}
