package import Texts

extension ByteSource {
    /// A source that gives its bytes in chunks of some size.
    package init(_ bytes: [UInt8], chunk: Int = 1 << 20) {
        var rest = bytes[...]
        self.init { buffer in
            let part = rest.prefix(min(chunk, buffer.count))
            buffer.copyBytes(from: part)
            rest = rest.dropFirst(part.count)
            return part.count
        }
    }
}
