package import SystemPackage

/// What can go wrong with files and their names.
package enum FileError: MakingError, Hashable {
    /// A name that does not stay inside the output folder, and why.
    case unsafeName(String, reason: String)
    /// A file of the name is there that was not made for it.
    case nameTaken(String)
    /// A folder has the name.
    case folderInPlace(String)
    /// A file operation failed.
    case disk(action: String, file: String, reason: Errno)

    /// The error as a sentence for people.
    package var description: String {
        switch self {
        case .unsafeName(let name, let reason):
            "\"\(name)\" is refused as a track's name: \(reason)"
        case .nameTaken(let path):
            "\(path) is there already and was not made by this batch, or was changed since; move it "
                + "away, or replace it with --overwrite"
        case .folderInPlace(let path):
            "\(path) is a folder; move it away, then run `kling-batch retry`"
        case .disk(let action, let file, let reason): "cannot \(action) \(file): \(reason)"
        }
    }
}
