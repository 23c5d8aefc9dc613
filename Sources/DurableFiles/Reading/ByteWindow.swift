package import SystemPackage

/// Bytes to walk over: all of them in memory, or a file's through a sliding window.
///
/// A file is read and not mapped: a failing disk is then an error and not the end of the process.
package struct ByteWindow {
    /// How many bytes there are in all.
    package let count: Int
    /// The file's place, for messages; nil for bytes in memory.
    package var path: FilePath? { file?.path }
    private var bytes: [UInt8]
    private var start = 0
    private let file: (descriptor: FileDescriptor, path: FilePath)?

    private static let fileWindow = 256 * 1024
    /// Bytes kept before the offset asked for: more than the walk ever looks ahead, so that looking
    /// ahead past the window and coming back reads nothing twice.
    private static let history = 16 * 1024

    /// Bytes in memory.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        count = bytes.count
        file = nil
    }

    /// The first `count` bytes of a file, which stays open for as long as the window is used.
    package init(_ file: FileDescriptor, at path: FilePath, count: Int) {
        bytes = []
        self.count = count
        self.file = (file, path)
    }

    /// The four bytes at an offset, most significant first; nil where fewer are left.
    package mutating func word(at offset: Int) throws(FileError) -> UInt32? {
        guard offset >= 0, offset + 4 <= count else { return nil }
        if offset < start || offset + 4 > start + bytes.count { try load(at: offset) }
        let index = offset - start
        return UInt32(bytes[index]) << 24 | UInt32(bytes[index + 1]) << 16
            | UInt32(bytes[index + 2]) << 8 | UInt32(bytes[index + 3])
    }

    /// The byte at an offset, which is within the bytes.
    package mutating func byte(at offset: Int) throws(FileError) -> UInt8 {
        if offset < start || offset >= start + bytes.count { try load(at: offset) }
        return bytes[offset - start]
    }

    /// Whether an ASCII text stands at an offset.
    package mutating func has(_ text: StaticString, at offset: Int) throws(FileError) -> Bool {
        guard offset >= 0, offset + text.utf8CodeUnitCount <= count else { return false }
        for index in 0..<text.utf8CodeUnitCount
        where try byte(at: offset + index) != text.utf8Start[index] {
            return false
        }
        return true
    }

    private mutating func load(at offset: Int) throws(FileError) {
        guard let file else { return }
        start = max(0, offset - Self.history)
        bytes = try file.descriptor.bytes(
            at: start, count: min(Self.fileWindow, count - start), of: file.path)
    }
}
