import AudioFiles
import Foundation
import SystemPackage

/// The files beside tracks that a batch may replace: those that it has made.
struct OwnFiles: Sendable {
    let output: OutputFolder
    /// What was made last.
    let current: Set<String>
    /// What was made before, or of something that did not become whole, with its lengths in bytes.
    let earlier: [String: Int]
    /// Whether the person allows any file to be replaced.
    let replacesFiles: Bool

    /// Whether a file may take the place of one of its name.
    ///
    /// An earlier one is ours only as long as it has the length it was made with: in its place the
    /// person may have put another.
    func mayReplace(_ name: String) -> Bool {
        replacesFiles || current.contains(name)
            || earlier[name].map { output.holds(name, byteCount: $0) } ?? false
    }
}

extension OutputFolder {
    /// Whether a file of this name is there, with so many bytes.
    func holds(_ name: String, byteCount: Int) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: path.appending(name).string)
        return (attributes?[.size] as? Int) == byteCount
    }
}
