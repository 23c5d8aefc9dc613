#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The system's iconv, from one encoding to UTF-8.
package final class CharacterConverter {
    private let descriptor: iconv_t
    private var output = [UInt8](repeating: 0, count: 64 * 1024)

    /// A converter from an encoding by iconv's name for it; nil if iconv does not know it.
    ///
    /// A name with a slash is refused: it could ask iconv to skip what it cannot decode.
    package init?(encoding: String) {
        guard !encoding.isEmpty, !encoding.utf8.contains(UInt8(ascii: "/")) else { return nil }
        let opened = iconv_open("UTF-8", encoding)
        guard let opened, opened != iconv_t(bitPattern: -1) else { return nil }
        descriptor = opened
    }

    deinit {
        iconv_close(descriptor)
    }

    /// Appends what the bytes say, and returns how many were used and what stands after them.
    package func convert(
        _ bytes: UnsafeRawBufferPointer, appendingTo text: inout [UInt8]
    ) -> (count: Int, rest: UndecodedRest) {
        var left = bytes.count
        // iconv takes a mutable pointer by its old signature and does not write through it.
        var input = UnsafeMutablePointer(
            mutating: bytes.bindMemory(to: CChar.self).baseAddress)
        while left > 0 {
            let (result, reason) = step(&input, left: &left, appendingTo: &text)
            if result != -1 { break }
            if reason == EINVAL { return (bytes.count - left, .incomplete) }
            if reason != E2BIG { return (bytes.count - left, .malformed) }
        }
        return (bytes.count, .nothing)
    }

    /// Bytes as UTF-8, with U+FFFD for each byte that the encoding does not have.
    package func lossyText(of bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        bytes.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let (count, rest) = convert(
                    UnsafeRawBufferPointer(rebasing: bytes[start...]), appendingTo: &text)
                start += count
                guard rest != .nothing else { break }
                text += [0xEF, 0xBF, 0xBD]
                start += 1
            }
        }
        return text
    }

    /// Appends what a stateful encoding still holds back at the end.
    func finish(appendingTo text: inout [UInt8]) {
        var input: UnsafeMutablePointer<CChar>?
        var left = 0
        _ = step(&input, left: &left, appendingTo: &text)
    }

    private func step(
        _ input: inout UnsafeMutablePointer<CChar>?, left: inout Int,
        appendingTo text: inout [UInt8]
    ) -> (result: Int, reason: Int32) {
        let capacity = output.count
        let (result, reason, room) = output.withUnsafeMutableBytes { buffer in
            var target = buffer.bindMemory(to: CChar.self).baseAddress
            var room = capacity
            let converted = iconv(descriptor, &input, &left, &target, &room)
            return (converted, errno, room)
        }
        text.append(contentsOf: output[..<(capacity - room)])
        return (result, reason)
    }
}
