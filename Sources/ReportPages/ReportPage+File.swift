import DurableFiles
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension ReportPage {
    /// The line by which a page of ours is known.
    static let mark = "<meta name=\"generator\" content=\"kling-batch report\">"

    /// The mark stands within so many bytes.
    private static let markReach = 400

    /// Bytes are written in pieces of about so many.
    private static let pieceLength = 1 << 18

    /// Writes the page into a file, whole or not at all, in place of an earlier report of that name.
    ///
    /// - Throws: ``PageFault`` where anything else has the name; `FileError`.
    package func write(toFile path: String) throws {
        let file = FilePath(path)
        guard let name = file.lastComponent?.string else { throw PageFault.noFile(path) }
        let above = file.removingLastComponent()
        let folder = try Folder(above.isEmpty ? "." : above)
        if try !Self.isFree(file) { throw PageFault.isOther(path) }
        _ = try PartFile.make(name, in: folder) { part in
            var piece: [UInt8] = []
            try write { text in
                piece += text.utf8
                guard piece.count > Self.pieceLength else { return }
                try part.append(piece)
                piece.removeAll(keepingCapacity: true)
            }
            try part.append(piece)
        }
    }

    /// Whether a page may have a name: nothing has it, or an earlier report.
    ///
    /// - Throws: ``PageFault/isLink(_:)`` where a symbolic link has it.
    private static func isFree(_ path: FilePath) throws -> Bool {
        let descriptor: FileDescriptor
        do {
            // Without waiting for the other end of a pipe.
            descriptor = try FileDescriptor.open(
                path, .readOnly, options: [.nonBlocking, .noFollow, .closeOnExec])
        } catch Errno.noSuchFileOrDirectory {
            return true
        } catch Errno.tooManySymbolicLinkLevels {
            throw PageFault.isLink(path.string)
        } catch Errno.noSuchAddressOrDevice {
            // A socket.
            return false
        }
        return try descriptor.closeAfter {
            var status = stat()
            guard fstat(descriptor.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
            guard status.st_mode & S_IFMT == S_IFREG else { return false }
            let bytes = try [UInt8](unsafeUninitializedCapacity: markReach) { buffer, count in
                count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            return String(decoding: bytes, as: UTF8.self).contains(mark)
        }
    }
}

/// Why a page is not written.
package enum PageFault: Error, Equatable, CustomStringConvertible {
    /// The path names no file.
    case noFile(String)
    /// Another file has the name.
    case isOther(String)
    /// A symbolic link has the name.
    case isLink(String)

    package var description: String {
        switch self {
        case .noFile(let path): "\(path) names no file: say --html report.html, for example"
        case .isOther(let path):
            "\(path) is there and is no earlier report: it stays; say another name"
        case .isLink(let path):
            "\(path) is a symbolic link: it stays; say the name of the file itself, or another"
        }
    }
}
