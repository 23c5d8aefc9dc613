/// Why the reading of JSON stops, here or for good.
package enum JSONStop: Error {
    /// The text breaks a rule.
    case invalid(offset: Int, message: String)
    /// Nothing more can be read.
    case broken(offset: Int, message: String)
    case unreadable(TextError)
}

/// A text window with a scanner over it: cuts JSON text into values and what stands between them.
package struct JSONWindow {
    package private(set) var window: TextWindow
    private var scanner: JSONScanner

    package init(window: TextWindow, isOneLine: Bool = false) {
        self.window = window
        scanner = JSONScanner(isOneLine: isOneLine)
    }

    /// A window over a source of UTF-8, or of what its byte order mark says.
    package init(source: ByteSource, isOneLine: Bool = false) {
        let decoder = TextDecoder(source: source, encoding: nil)
        self.init(window: TextWindow(decoder: decoder), isOneLine: isOneLine)
    }

    /// The members of the value just scanned, if it is an object.
    package var members: [JSONScanner.Member] { scanner.members }

    /// Consumes white space, and returns the byte after it without consuming it; nil at the end.
    package mutating func peek() throws(JSONStop) -> UInt8? {
        while try hasByte(at: 0) {
            var offset = 0
            while offset < window.count, JSONScanner.isWhiteSpace(window[offset]) { offset += 1 }
            window.consume(offset)
            if window.count > 0 { return window[0] }
        }
        return nil
    }

    /// Consumes white space and one byte, which must be the one expected.
    package mutating func take(_ expected: Unicode.Scalar) throws(JSONStop) {
        guard try peek() == UInt8(ascii: expected) else {
            throw .invalid(offset: 0, message: "invalid JSON: `\(expected)` should stand here")
        }
        window.consume(1)
    }

    /// Scans the value that begins at offset 0, and returns its length.
    package mutating func scanValue() throws(JSONStop) -> Int {
        scanner.restart()
        var outcome = scan()
        while outcome == .unfinished {
            guard window.count <= TextWindow.maximumByteCount else {
                throw .broken(
                    offset: 0, message: "the value that begins here is longer than 64 MiB")
            }
            outcome = try hasByte(at: window.count) ? scan() : scanner.finish()
        }
        switch outcome {
        case .complete(let length): return length
        case .invalid(let offset, let message): throw .invalid(offset: offset, message: message)
        case .unfinished: throw .broken(offset: 0, message: "the value has no end")
        }
    }

    /// Whether there is a byte at an offset; stops where bytes do not decode.
    package mutating func hasByte(at offset: Int) throws(JSONStop) -> Bool {
        do throws(TextError) {
            if try window.hasByte(at: offset) { return true }
        } catch {
            throw .unreadable(error)
        }
        if let undecodable = window.undecodable {
            throw .broken(offset: window.count, message: undecodable.message)
        }
        return false
    }

    /// Consumes up to the next line break, or all that is left.
    package mutating func skipLine() throws(JSONStop) {
        while try hasByte(at: 0) {
            for offset in 0..<window.count where JSONScanner.isLineBreak(window[offset]) {
                return window.consume(offset)
            }
            window.consume(window.count)
        }
    }

    package mutating func consume(_ offset: Int) {
        window.consume(offset)
    }

    private mutating func scan() -> JSONScanner.Outcome {
        window.bytes.withUnsafeBufferPointer { bytes in
            scanner.scan(UnsafeBufferPointer(rebasing: bytes[window.start...]))
        }
    }
}
