import Crypto
import Foundation
package import SystemPackage
import TestSupport

/// Runs a body with an empty folder of a name that is gone afterwards.
package func withFolder<Value>(
    named name: String = "audio", _ body: (FilePath) async throws -> Value
) async throws -> Value {
    try await withTemporaryFolder { parent in
        let folder = FilePath(parent).appending(name)
        try FileManager.default.createDirectory(
            atPath: folder.string, withIntermediateDirectories: true)
        return try await body(folder)
    }
}

/// The files below a folder by their names relative to it, sorted; folders are left out.
package func files(below folder: FilePath) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.string)?.allObjects ?? []
    return names.compactMap { $0 as? String }.filter { name in
        let url = URL(fileURLWithPath: folder.appending(name).string)
        return (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) != true
    }.sorted()
}

/// The bytes of a file.
package func contents(of path: FilePath) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path.string)))
}

/// Writes a file.
package func write(_ bytes: [UInt8], to path: FilePath) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path.string))
}

/// The SHA-256 of some bytes.
package func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

/// A shell script that stands in for ffmpeg.
///
/// - Returns: its path.
package func tool(in folder: FilePath, _ script: String) throws -> String {
    let tool = folder.appending("tool-\(UUID().uuidString)")
    try write(Array("#!/bin/sh\n\(script)\n".utf8), to: tool)
    try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: tool.string)
    return tool.string
}
