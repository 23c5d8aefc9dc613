import DurableFiles
import SystemPackage

extension ReportPage {
    /// The line by which a page of ours is known.
    static let mark = "<meta name=\"generator\" content=\"kling-batch report\">"

    /// The mark stands within so many bytes.
    private static let markReach = 400

    /// Bytes are written in pieces of about so many.
    private static let pieceLength = 1 << 18

    /// Writes the page into a file, whole or not at all, in place of an earlier report of that name.
    ///
    /// - Throws: ``PageFault`` where another file has the name; `FileError`.
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
    private static func isFree(_ path: FilePath) throws -> Bool {
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: .nonBlocking)
        } catch Errno.noSuchFileOrDirectory {
            return true
        }
        return try descriptor.closeAfter {
            let bytes = try [UInt8](unsafeUninitializedCapacity: markReach) { buffer, count in
                count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            return bytes.isEmpty || String(decoding: bytes, as: UTF8.self).contains(mark)
        }
    }
}

/// Why a page is not written.
package enum PageFault: Error, Equatable, CustomStringConvertible {
    /// The path names no file.
    case noFile(String)
    /// Another file has the name.
    case isOther(String)

    package var description: String {
        switch self {
        case .noFile(let path): "\(path) names no file: say --html report.html, for example"
        case .isOther(let path):
            "\(path) is there and is no earlier report: it stays; say another name"
        }
    }
}
