#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The first bytes of a file, by which its form is known.
package enum FileStart {
    /// So many bytes at most, and whether they are all of the file.
    ///
    /// Nil for what cannot be read, and for a pipe or a device, which reading would empty.
    package static func bytes(
        ofFileAt path: String, limit: Int
    ) -> (bytes: [UInt8], isWhole: Bool)? {
        guard let file = try? InputFile(path: path, flags: O_NONBLOCK),
            let size = file.regularFileSize()
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: min(size, limit))
        let count = bytes.withUnsafeMutableBytes { try? file.read(into: $0) }
        guard let count else { return nil }
        return (Array(bytes.prefix(count)), count == size)
    }
}
