import Foundation

/// Whether a tool is on the search path.
package func isInstalled(_ tool: String) -> Bool { placeOfTool(tool) != nil }

/// Where a tool is on the search path; nil where it is not.
package func placeOfTool(_ tool: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.lazy.map { "\($0)/\(tool)" }
        .first(where: FileManager.default.isExecutableFile(atPath:))
}
