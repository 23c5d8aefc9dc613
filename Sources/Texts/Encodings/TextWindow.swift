/// The part of a decoded input that a reader still needs: a row or an element, and what follows.
///
/// Offsets count from the first byte that is not consumed, so they stay right over a refill.
package struct TextWindow {
    /// The most bytes one row or element may take: 64 MiB.
    package static let maximumByteCount = 64 * 1024 * 1024

    private(set) var bytes: [UInt8] = []
    /// Where offset 0 stands in `bytes`.
    private(set) var start = 0
    private var decoder: TextDecoder
    private var position = TextPosition()
    private var isAtEnd = false
    /// What stopped the decoding, if something did.
    package private(set) var undecodable: UndecodableBytes?

    package init(decoder: TextDecoder) {
        self.decoder = decoder
    }

    /// How many bytes are at hand.
    package var count: Int { bytes.count - start }

    /// The byte at an offset below `count`.
    package subscript(offset: Int) -> UInt8 { bytes[start + offset] }

    /// The bytes between two offsets.
    subscript(range: Range<Int>) -> ArraySlice<UInt8> {
        bytes[(start + range.lowerBound)..<(start + range.upperBound)]
    }

    /// The text between two offsets.
    package func string(_ range: Range<Int>) -> String {
        bytes.withUnsafeBufferPointer { bytes in
            let lower = start + range.lowerBound
            let upper = start + range.upperBound
            return String(
                decoding: UnsafeBufferPointer(rebasing: bytes[lower..<upper]), as: UTF8.self)
        }
    }

    /// The first offset in a range whose byte meets a condition; the range's end if none does.
    @inline(__always)
    func firstOffset(in range: Range<Int>, where condition: (UInt8) -> Bool) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var index = start + range.lowerBound
            let end = start + range.upperBound
            while index < end, !condition(bytes[index]) { index &+= 1 }
            return index - start
        }
    }

    /// Gets more text; false at the end, and where bytes do not decode.
    package mutating func refill() throws(TextError) -> Bool {
        guard !isAtEnd else { return false }
        bytes.removeSubrange(0..<start)
        start = 0
        let before = bytes.count
        while bytes.count == before, !isAtEnd {
            switch try decoder.decode(into: &bytes) {
            case .more: break
            case .end: isAtEnd = true
            case .undecodable(let found):
                undecodable = found
                isAtEnd = true
            }
        }
        return bytes.count > before
    }

    /// Whether there is a byte at an offset, after getting more text if need be.
    mutating func hasByte(at offset: Int) throws(TextError) -> Bool {
        while count <= offset {
            guard try refill() else { return false }
        }
        return true
    }

    /// Lets go of the text before an offset.
    mutating func consume(_ offset: Int) {
        position = self.position(at: offset)
        start += offset
    }

    /// The line and column at an offset.
    package func position(at offset: Int) -> TextPosition {
        var position = position
        bytes.withUnsafeBytes { bytes in
            position.advance(
                over: UnsafeRawBufferPointer(rebasing: bytes[start..<(start + offset)]))
        }
        return position
    }
}
