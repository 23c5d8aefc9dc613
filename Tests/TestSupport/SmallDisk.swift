import Foundation

/// A file system in memory of a few megabytes.
package enum SmallDisk {
    /// Whether this user may make one.
    package static let canBeMade: Bool = {
        let folder = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let command =
            "mkdir '\(folder)' && mount -t tmpfs -o size=1m tmpfs '\(folder)' && umount '\(folder)'"
        return (try? shell(command)) != nil
    }()

    /// Does something in one, which is gone after.
    package static func with(
        megabytes: Int, isolation: isolated (any Actor)? = #isolation,
        _ body: (String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try shell("mount -t tmpfs -o size=\(megabytes)m tmpfs '\(folder)'")
            defer { _ = try? shell("umount -l '\(folder)'") }
            try await body(folder)
        }
    }
}
