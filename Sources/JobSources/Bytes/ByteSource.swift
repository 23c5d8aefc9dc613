#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Where the bytes of a job list come from, chunk by chunk.
package struct ByteSource {
    /// Fills a buffer from its front and returns how many bytes it got; 0 is the end.
    let read: (UnsafeMutableRawBufferPointer) throws(JobSourceError) -> Int

    /// A source that calls a function for each chunk; tests cut their inputs with it.
    package init(read: @escaping (UnsafeMutableRawBufferPointer) throws(JobSourceError) -> Int) {
        self.read = read
    }

    /// A file, or a pipe or device under a path.
    static func file(_ path: String) throws(JobSourceError) -> ByteSource {
        let file = try OpenFile(path: path, flags: 0)
        return ByteSource(read: file.read)
    }

    /// Standard input, which is read once and left open.
    static var standardInput: ByteSource {
        ByteSource(read: OpenFile(standardInput: ()).read)
    }
}

/// An open file that closes itself.
final class OpenFile {
    private let path: String
    private let descriptor: Int32

    init(path: String, flags: Int32) throws(JobSourceError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC | flags)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemReason()) }
    }

    init(standardInput: Void) {
        path = JobInput.standardInputPath
        descriptor = STDIN_FILENO
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// The file's size in bytes; nil for anything but a regular file.
    func regularFileSize() -> Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int(status.st_size)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(JobSourceError) -> Int {
        while true {
            #if canImport(Darwin)
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw .unreadable(path: path, reason: systemReason())
            }
        }
    }
}

/// What the system says about its last error: `No such file or directory`.
func systemReason() -> String {
    String(cString: strerror(errno))
}
