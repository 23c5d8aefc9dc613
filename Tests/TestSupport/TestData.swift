package import Foundation
package import Testing

/// The real files that many tests read: at `KLING_TEST_DATA`, else in `../shared/data` beside the
/// project. They are no part of it, so tests that need them carry `.needsTestData`.
package enum TestData {
    /// The folder of the project.
    package static let projectFolder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The folder of the data.
    package static let folder =
        ProcessInfo.processInfo.environment["KLING_TEST_DATA"]
        ?? URL(filePath: projectFolder).deletingLastPathComponent()
        .appendingPathComponent("shared/data").path

    package static let isPresent = FileManager.default.fileExists(atPath: folder)

    /// The path of one of its files or folders.
    package static func path(_ name: String) -> String { folder + "/" + name }

    /// The names in one of its folders with an ending, sorted; none where the data is missing.
    package static func names(in name: String, ending: String = "") -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path(name))
        return (names ?? []).filter { $0.hasSuffix(ending) }.sorted()
    }

    /// The files in one of its folders with an ending, in the order of their names.
    package static func files(in folder: String, ending: String) -> [URL] {
        names(in: folder, ending: ending).map { URL(filePath: path("\(folder)/\($0)")) }
    }

    /// The bytes of one of its files.
    package static func data(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path(name)))
    }

    /// The text of one of its files, with U+FFFD for what is no UTF-8.
    package static func text(_ name: String) throws -> String {
        String(decoding: try data(name), as: UTF8.self)
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips what needs the shared data where it is missing.
    package static var needsTestData: Self {
        .enabled(if: TestData.isPresent, "../shared/data is not here")
    }
}
