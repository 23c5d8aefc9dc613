import Crypto
package import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is open for reading as long as this value lives.
package struct OpenFile: ~Copyable, Sendable {
    /// Open for reading.
    package let descriptor: FileDescriptor
    private let path: FilePath

    /// Opens a file; blocks.
    package init(_ path: FilePath) throws(FileError) {
        self.path = path
        do {
            // Without this, opening a pipe somebody put there would wait for its other end.
            descriptor = try FileDescriptor.open(
                path, .readOnly, options: [.closeOnExec, .nonBlocking])
        } catch {
            throw .disk(action: "open", file: path.string, reason: Errno(error))
        }
    }

    /// Takes over a descriptor, which is closed with this value.
    package init(_ descriptor: FileDescriptor, at path: FilePath) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        try? descriptor.close()
    }

    /// So many bytes at an offset; fewer is an error.
    package func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        try descriptor.bytes(at: offset, count: count, of: path)
    }

    /// Hands over the bytes from an offset to an end, in pieces of at most 256 KiB.
    package func forEachPiece(
        of range: Range<Int>, _ body: ([UInt8]) throws(FileError) -> Void
    ) throws(FileError) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let piece = try bytes(at: offset, count: min(256 * 1024, range.upperBound - offset))
            try body(piece)
            offset += piece.count
        }
    }

    /// SHA-256 of the whole file, 32 bytes.
    package func sha256() throws(FileError) -> [UInt8] {
        var hasher = SHA256()
        try forEachPiece(of: 0..<(try byteCount())) {
            (piece) throws(FileError) in hasher.update(data: piece)
        }
        return Array(hasher.finalize())
    }

    /// The length of a plain file; anything else is refused.
    package func byteCount() throws(FileError) -> Int {
        var status = stat()
        guard fstat(descriptor.rawValue, &status) == 0 else {
            throw .disk(action: "read", file: path.string, reason: .last)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .disk(action: "read", file: path.string, reason: .invalidArgument)
        }
        return Int(status.st_size)
    }
}

extension FileDescriptor {
    /// So many bytes at an offset; fewer is an error, told with the file's place.
    package func bytes(at offset: Int, count: Int, of path: FilePath) throws(FileError) -> [UInt8] {
        var done = 0
        do {
            let bytes = try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                while done < count {
                    let rest = UnsafeMutableRawBufferPointer(
                        UnsafeMutableBufferPointer(rebasing: buffer[done...]))
                    let read = try self.read(fromAbsoluteOffset: Int64(offset + done), into: rest)
                    guard read > 0 else { throw Errno.ioError }
                    done += read
                }
                filled = count
            }
            return bytes
        } catch {
            throw .disk(action: "read", file: path.string, reason: Errno(error))
        }
    }
}

extension Errno {
    /// What the last call of the C library left.
    static var last: Errno { Errno(rawValue: errno) }

    /// The number within an error of swift-system; anything else counts as a failed transfer.
    package init(_ error: any Error) {
        self = error as? Errno ?? .ioError
    }
}
