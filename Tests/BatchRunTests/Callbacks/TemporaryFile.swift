import Foundation

/// A file that is gone with the value.
final class TemporaryFile: Sendable {
    let path: String

    init(_ text: String) throws {
        let folder = FileManager.default.temporaryDirectory
        path = folder.appendingPathComponent("kling-batch-\(UUID().uuidString)").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
