import DurableFiles
import Foundation
import Ledger
import SystemPackage
import Tracks

/// The files beside tracks that a batch may replace: those that it has made.
struct OwnFiles: Sendable {
    let output: OutputFolder
    /// What was made last, by name.
    let current: [String: StoredFile]
    /// What was made before, or of something that did not become whole, by name.
    let earlier: [String: StoredFile]
    /// Whether the person allows any file to be replaced.
    let replacesFiles: Bool

    /// What a file of a name may take the place of.
    func replaceable(_ name: String, _ other: StoredFile? = nil) -> Replaceable {
        Replaceable(
            replacesFiles: replacesFiles, [current[name], earlier[name], other].compactMap { $0 })
    }
}

extension Replaceable {
    /// Any file where the person allows it, else what was made as one of these.
    init(replacesFiles: Bool, _ files: [StoredFile]) {
        self = replacesFiles ? .anything : .ours(files.map(\.made))
    }
}

extension StoredFile {
    /// Its bytes.
    var made: MadeFile { MadeFile(byteCount: byteCount, sha256: sha256) }

    /// Where it is, if names are of a folder; what stands beside a film goes by its whole path.
    func path(in folder: String) -> String {
        file.hasPrefix("/") ? file : folder + "/" + file
    }
}

extension ClaimedJob {
    /// Its clips with what they hold.
    var clipsInTrack: [ClipInTrack] { clips.map { ClipInTrack(hash: $0.hash, sha256: $0.sha256) } }
}

extension OutputFolder {
    /// Whether a file of this name is there.
    func holds(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path.appending(name).string)
    }

    /// Whether a file of this name is there, with so many bytes.
    func holds(_ name: String, byteCount: Int) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: path.appending(name).string)
        return (attributes?[.size] as? Int) == byteCount
    }
}
