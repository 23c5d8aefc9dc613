#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Where the bytes of a job list come from, chunk by chunk.
package struct ByteSource {
    /// Fills a buffer from its front and returns how many bytes it got; 0 is the end.
    let read: (UnsafeMutableRawBufferPointer) throws(TextError) -> Int

    /// A source that calls a function for each chunk; tests cut their inputs with it.
    package init(read: @escaping (UnsafeMutableRawBufferPointer) throws(TextError) -> Int) {
        self.read = read
    }

    /// A source of bytes that are at hand.
    package init(_ bytes: some Sequence<UInt8>) {
        var rest = Array(bytes)[...]
        self.init { buffer in
            let count = Swift.min(buffer.count, rest.count)
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
    }

    /// A file, or a pipe or device under a path.
    package static func file(_ path: String) throws(TextError) -> ByteSource {
        let file = try InputFile(path: path, flags: 0)
        return ByteSource(read: file.read)
    }

    /// Standard input, which is read once and left open.
    package static var standardInput: ByteSource {
        ByteSource(read: InputFile(standardInput: ()).read)
    }
}

/// An open file that closes itself.
package final class InputFile {
    private let path: String
    private let descriptor: Int32

    package init(path: String, flags: Int32) throws(TextError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC | flags)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemReason()) }
    }

    package init(standardInput: Void) {
        path = "-"
        descriptor = STDIN_FILENO
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// The file's size in bytes; nil for anything but a regular file.
    package func regularFileSize() -> Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int(status.st_size)
    }

    /// The bytes from a place on, fewer where the file ends; nil where they cannot be read.
    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = bytes.withUnsafeMutableBytes { buffer in
            pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        }
        return read < 0 ? nil : Array(bytes.prefix(read))
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(TextError) -> Int {
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
package func systemReason() -> String {
    String(cString: strerror(errno))
}
