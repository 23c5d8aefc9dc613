/// Turns the chunks of a source into UTF-8 that is known to be well-formed, without a mark.
package struct TextDecoder {
    enum Step: Equatable {
        case more
        case end
        case undecodable(UndecodableBytes)
    }

    /// Big enough that system calls do not show, small enough for the processor's cache.
    static let chunkByteCount = 256 * 1024

    private let source: ByteSource
    private var encoding: TextEncoding
    private var isEncodingKnown: Bool
    private var converter: CharacterConverter?
    private var chunk: [UInt8]
    /// How many bytes at the chunk's front wait to be decoded.
    private var heldCount = 0
    /// Where the chunk's front stands in the input.
    private var byteOffset = 0
    private var isAtEnd = false
    private var isStarted = false
    private var hasText = false

    /// A decoder; a nil encoding is UTF-8 unless a byte order mark says otherwise.
    ///
    /// The mark counts more than the encoding given.
    package init(source: ByteSource, encoding: TextEncoding?) {
        self.source = source
        self.encoding = encoding ?? .utf8
        isEncodingKnown = encoding != nil
        chunk = [UInt8](repeating: 0, count: TextDecoder.chunkByteCount)
    }

    /// Appends the text of the next chunk.
    mutating func decode(into text: inout [UInt8]) throws(TextError) -> Step {
        if isStarted { try readChunk() } else { try start() }
        let rest = decodeHeld(into: &text)
        if rest == .malformed { return .undecodable(try undecodable(isCutOff: false)) }
        guard isAtEnd else { return .more }
        if rest == .incomplete { return .undecodable(try undecodable(isCutOff: true)) }
        converter?.finish(appendingTo: &text)
        return .end
    }

    /// Reads enough to see a byte order mark, and settles the encoding.
    private mutating func start() throws(TextError) {
        isStarted = true
        while heldCount < 4, !isAtEnd { try readChunk() }
        let mark = chunk.withUnsafeBytes { bytes in
            TextEncoding.byteOrderMark(UnsafeRawBufferPointer(rebasing: bytes[..<heldCount]))
        }
        if let mark {
            encoding = mark.encoding
            isEncodingKnown = true
            drop(mark.length)
        }
        if !encoding.isUTF8 {
            guard let opened = CharacterConverter(encoding: encoding.name) else {
                throw .unknownEncoding(encoding.name)
            }
            converter = opened
        }
    }

    private mutating func readChunk() throws(TextError) {
        guard !isAtEnd else { return }
        let (source, front) = (source, heldCount)
        let count = try chunk.withUnsafeMutableBufferPointer {
            (chunk: inout UnsafeMutableBufferPointer<UInt8>) throws(TextError) -> Int in
            let free = UnsafeMutableBufferPointer(rebasing: chunk[front...])
            return try source.read(UnsafeMutableRawBufferPointer(free))
        }
        heldCount += count
        isAtEnd = count == 0
    }

    private mutating func decodeHeld(into text: inout [UInt8]) -> UndecodedRest {
        let before = text.count
        let (count, rest) = chunk.withUnsafeBytes { bytes in
            let held = UnsafeRawBufferPointer(rebasing: bytes[..<heldCount])
            if let converter { return converter.convert(held, appendingTo: &text) }
            let prefix = UTF8Prefix(of: held)
            text.append(contentsOf: UnsafeRawBufferPointer(rebasing: held[..<prefix.count]))
            return (prefix.count, prefix.rest)
        }
        drop(count)
        dropConvertedMark(from: &text, at: before)
        return rest
    }

    /// Drops the mark that a converter hands through, U+FEFF at the text's front.
    private mutating func dropConvertedMark(from text: inout [UInt8], at start: Int) {
        guard !hasText, text.count > start else { return }
        hasText = true
        if converter != nil, text[start...].starts(with: [0xEF, 0xBB, 0xBF]) {
            text.removeSubrange(start..<(start + 3))
        }
    }

    private mutating func drop(_ count: Int) {
        let left = count..<heldCount
        chunk.withUnsafeMutableBytes { bytes in
            bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[left]))
        }
        heldCount -= count
        byteOffset += count
    }

    private mutating func undecodable(
        isCutOff: Bool
    ) throws(TextError) -> UndecodableBytes {
        // However the input is cut into chunks, as many bytes are shown.
        while heldCount < 4, !isAtEnd { try readChunk() }
        return UndecodableBytes(
            byteOffset: byteOffset, bytes: Array(chunk[..<min(heldCount, 4)]),
            encoding: encoding, isEncodingKnown: isEncodingKnown, isCutOff: isCutOff)
    }
}
