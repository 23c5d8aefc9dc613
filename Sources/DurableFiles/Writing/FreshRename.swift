#if canImport(Glibc)
    import CRename
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The ways to give a file another name in its folder that replace nothing, the best first.
///
/// Not every file system has each: NFS has no rename of this kind, FAT no links.
package enum FreshRename: CaseIterable, Sendable {
    /// One call that the file system makes sure of. Source: renameat2(2), RENAME_NOREPLACE.
    case atOnce
    /// A second name, which fails where it is taken, and the first one removed.
    case link
    /// A look and a rename, where there is nothing better.
    case afterLook

    /// Renames a file; gives 0 or the number of the error, `EEXIST` where the name is taken.
    package func rename(_ name: String, to finalName: String, in folder: Int32) -> Int32 {
        let result =
            switch self {
            case .atOnce: renameAtOnce(name, finalName, in: folder)
            case .link: relink(name, finalName, in: folder)
            case .afterLook: renameAfterLook(name, finalName, in: folder)
            }
        return result == 0 ? 0 : errno
    }

    private func renameAtOnce(_ name: String, _ finalName: String, in folder: Int32) -> Int32 {
        #if canImport(Glibc)
            renameat2(folder, name, folder, finalName, RENAME_WITHOUT_REPLACING)
        #else
            renameatx_np(folder, name, folder, finalName, UInt32(RENAME_EXCL))
        #endif
    }

    private func relink(_ name: String, _ finalName: String, in folder: Int32) -> Int32 {
        let result = linkat(folder, name, folder, finalName, 0)
        if result == 0 { unlinkat(folder, name, 0) }
        return result
    }

    private func renameAfterLook(_ name: String, _ finalName: String, in folder: Int32) -> Int32 {
        var status = stat()
        guard fstatat(folder, finalName, &status, AT_SYMLINK_NOFOLLOW) != 0 else {
            errno = EEXIST
            return -1
        }
        return renameat(folder, name, folder, finalName)
    }
}

/// Exchanges the names of two files at once; 0, or else the error stands in `errno`.
func swapNames(_ name: String, _ other: String, in folder: Int32) -> Int32 {
    #if canImport(Glibc)
        renameat2(folder, name, folder, other, RENAME_EXCHANGING)
    #else
        renameatx_np(folder, name, folder, other, UInt32(RENAME_SWAP))
    #endif
}
