import Texts

/// A text file, decoded.
struct SourceText {
    /// The most bytes a text may have: 256 MiB, a hundred times a long novel.
    private static let byteCountLimit = 256 << 20

    let lines: [TextLine]
    let encoding: FoundEncoding

    /// Reads a file; the encoding is the one asked for, or is found from the bytes.
    init(path: String, options: BookReadingOptions) throws(BookError) {
        let bytes = try SourceText.bytes(path)
        guard let encoding = foundEncoding(of: bytes, named: options.encoding) else {
            throw .undecodable(
                path: path, reason: "the bytes are no text in any encoding that is known")
        }
        if let doubt = encoding.doubt { throw .undecodable(path: path, reason: doubt) }
        self.encoding = encoding
        switch WholeText.decode(bytes, as: encoding.name) {
        case .text(let text): lines = TextLine.lines(of: text)
        case .undecodable(let reason): throw .undecodable(path: path, reason: reason)
        case .unknownEncoding:
            throw .undecodable(
                path: path, reason: "the encoding `\(encoding.name)` is not known here")
        }
    }

    private static func bytes(_ path: String) throws(BookError) -> [UInt8] {
        let bytes: [UInt8]?
        do throws(TextError) {
            bytes = try WholeText.bytes(ofFileAt: path, limit: byteCountLimit)
        } catch {
            guard case .unreadable(_, let reason) = error else {
                throw .unreadable(path: path, reason: "\(error)")
            }
            throw .unreadable(path: path, reason: reason)
        }
        guard let bytes else {
            throw .excessive(path: path, reason: "a text of more than 256 MiB is no book")
        }
        return bytes
    }
}
