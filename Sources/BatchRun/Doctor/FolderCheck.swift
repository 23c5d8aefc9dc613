import DurableFiles
import Foundation
import SystemPackage

/// Whether a folder takes files, and how much room there is.
///
/// A folder that is not there yet is not made.
struct FolderCheck {
    let name: String
    let path: String

    /// A run stops soon with less room: an hour of speech has about 60 MB.
    private static let leastByteCount = 100_000_000
    private static let comfortableByteCount = 1_000_000_000

    var check: DoctorCheck {
        let place = nearest
        let isThere = place == path
        if let problem = problem(of: place, isThere: isThere) { return problem }
        let finding =
            isThere ? "\(path) takes files" : "\(path) is not there yet, and can be made"
        let advice = "Make room on that disk, or choose another"
        guard let byteCount = Self.room(at: place) else { return .ok(name, finding) }
        let sentence = "\(finding); \(Self.size(byteCount)) free"
        return switch byteCount {
        case ..<Self.leastByteCount: .problem(name, sentence, advice: advice)
        case ..<Self.comfortableByteCount: .warning(name, sentence, advice: advice)
        default: .ok(name, sentence)
        }
    }

    /// The folder, or the nearest one above it that is there.
    private var nearest: String {
        var place = URL(fileURLWithPath: path).standardizedFileURL
        while !FileManager.default.fileExists(atPath: place.path), place.path != "/" {
            place.deleteLastPathComponent()
        }
        return place.path
    }

    private func problem(of place: String, isThere: Bool) -> DoctorCheck? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder),
            isFolder.boolValue
        else {
            return .problem(name, "\(place) is no folder", advice: "Move it away, or name another")
        }
        guard isThere else {
            guard access(place, W_OK | X_OK) != 0 else { return nil }
            let fault = FileError.disk(
                action: "make the folder", file: path, reason: Errno(rawValue: errno))
            return .problem(
                name, "\(path) is not there, and cannot be made in \(place)",
                advice: fault.remedy.map(Self.sentence) ?? "Name another folder")
        }
        do {
            _ = try OutputFolder(FilePath(place))
            return nil
        } catch {
            return .problem(
                name, "\(error)", advice: error.remedy.map(Self.sentence) ?? "Name another folder")
        }
    }

    private static func sentence(_ words: String) -> String {
        words.prefix(1).uppercased() + words.dropFirst()
    }

    private static func room(at path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        return (attributes?[.systemFreeSize] as? NSNumber)?.intValue
    }

    private static func size(_ byteCount: Int) -> String {
        byteCount < 10_000_000_000
            ? "\(byteCount / 1_000_000) MB" : "\(byteCount / 1_000_000_000) GB"
    }
}
