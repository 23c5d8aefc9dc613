import Crypto
import Texts

/// The 32 bytes of SHA-256 that name a task.
package struct TaskHash: Hashable, Sendable {
    /// The digest as four words in the machine's order; compared, never stored.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(digest: SHA256.Digest) {
        words = digest.withUnsafeBytes { bytes in
            (
                bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    /// A name from its 32 bytes; nil for any other number of bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == SHA256.byteCount else { return nil }
        let bytes = Array(bytes)
        words = bytes.withUnsafeBytes { bytes in
            (
                bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    /// The name of several names in their order: SHA-256 over their bytes.
    package init(of hashes: [TaskHash]) {
        var hasher = SHA256()
        for hash in hashes { hasher.update(data: hash.bytes) }
        self.init(digest: hasher.finalize())
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: words) { Array($0) }
    }

    /// The first 16 bytes as two words: enough to tell tasks apart in memory.
    package var prefix: (UInt64, UInt64) { (words.0, words.1) }

    /// Whether two names are the same.
    package static func == (left: TaskHash, right: TaskHash) -> Bool {
        left.words == right.words
    }

    /// Feeds the name's first bytes; they are as good as random.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
    }
}

extension TaskHash: CustomStringConvertible {
    /// The name in 64 hexadecimal digits.
    package var description: String { hexadecimal(bytes) }
}
