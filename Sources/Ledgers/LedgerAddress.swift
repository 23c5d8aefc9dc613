import Foundation

/// Whether a ledger's name is the address of a server, and no file's.
package func isServerAddress(_ ledger: String) -> Bool {
    ["postgresql://", "postgres://"].contains { ledger.hasPrefix($0) }
}

/// Where a ledger's clips lie: in `clips` beside its file; beside the usual ledger's file where it is on a
/// server.
package func clipsFolder(ofLedger name: String) -> String {
    let file = isServerAddress(name) ? usualLedger() : name
    return URL(fileURLWithPath: file).deletingLastPathComponent()
        .appendingPathComponent("clips").path
}

/// The ledger that is used where no other is named.
package func usualLedger() -> String {
    xdgFolder("XDG_DATA_HOME", orHome: ".local/share") + "/kling-batch/ledger.sqlite"
}

/// A folder of the XDG Base Directory Specification.
///
/// - Parameters:
///   - variable: the variable that names it; counts only where it is an absolute path.
///   - path: the folder below the person's home otherwise.
///   - variables: the environment.
package func xdgFolder(
    _ variable: String, orHome path: String,
    _ variables: [String: String] = ProcessInfo.processInfo.environment
) -> String {
    let folder = variables[variable] ?? ""
    let home = variables["HOME"] ?? NSHomeDirectory()
    return folder.hasPrefix("/") ? folder : home + "/" + path
}
