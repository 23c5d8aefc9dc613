import DurableFiles
import Hummingbird
import NIOCore
import SystemPackage

/// A track that is open for reading.
final class AudioFile: Sendable {
    /// Its length.
    let byteCount: Int
    /// What it is, by its ending.
    let type: String
    private let file: OpenFile

    /// Bytes are read in pieces of so many.
    private static let pieceByteCount = 128 * 1024

    /// Opens the file of a name below a folder; nil where there is no plain file.
    ///
    /// Blocks. The name is followed one folder at a time, never through a symbolic link.
    init?(_ name: String, in folder: FilePath) throws {
        guard let descriptor = try FolderWalk(folder).opened(name) else { return nil }
        file = OpenFile(descriptor, at: folder.appending(name))
        byteCount = try file.byteCount()
        type =
            Self.types[FilePath(name).extension?.lowercased() ?? ""] ?? "application/octet-stream"
    }

    private static let types = [
        "mp3": "audio/mpeg", "m4a": "audio/mp4", "m4b": "audio/mp4", "wav": "audio/wav",
        "opus": "audio/ogg", "ogg": "audio/ogg", "flac": "audio/flac",
    ]

    /// Some of its bytes, read as they are sent.
    ///
    /// Where they cannot be read any more, or are fewer than were announced, the connection ends.
    func body(_ range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            var offset = range.lowerBound
            while offset < range.upperBound {
                let count = min(Self.pieceByteCount, range.upperBound - offset)
                let start = offset
                let bytes = try await DiskThreads.run {
                    try self.file.bytes(at: start, count: count)
                }
                try await writer.write(ByteBuffer(bytes: bytes))
                offset += count
            }
            try await writer.finish(nil)
        }
    }
}
