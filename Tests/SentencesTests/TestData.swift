import Foundation

/// The data shared by all tests, outside the project: `KLING_TEST_DATA`, else `../shared/data`.
enum TestData {
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["KLING_TEST_DATA"] {
            return URL(filePath: path)
        }
        let package = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return package.deletingLastPathComponent().appending(path: "shared/data")
    }()

    static let isPresent = FileManager.default.fileExists(
        atPath: root.appending(path: "sentences/golden-rules/en.json").path)

    static func data(_ path: String) throws -> Data {
        try Data(contentsOf: root.appending(path: path))
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try data(path), as: UTF8.self)
    }
}
