import SystemPackage

extension FileError {
    /// What to do about a file operation that failed, as the end of a sentence: `make room`.
    ///
    /// Nil for a name that cannot be used, which concerns no other file; its own sentence says it.
    package var remedy: String? {
        guard case .disk(_, _, let reason) = self else { return nil }
        return switch reason {
        case .noSpace: "make room on that disk"
        case .diskQuotaExceeded:
            "your quota of that disk is used up: remove files of yours, or have it raised"
        case .permissionDenied, .notPermitted:
            "give the user who runs this the right to write there, or choose another folder"
        case .readOnlyFileSystem: "that disk is mounted read-only: choose another folder"
        case .fileNameTooLong: "choose a shorter folder or shorter names"
        case .fileTooLarge: "that disk, or `ulimit -f`, takes no files this large"
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem:
            "raise the number of open files (`ulimit -n`)"
        case .noSuchFileOrDirectory, .notDirectory:
            "the folder is gone, or a file stands where a folder has to be: put it back, or choose another folder"
        case .ioError: "that disk fails or has gone: see what the system's log says (`dmesg`)"
        default: "see what stands in the way there"
        }
    }
}
