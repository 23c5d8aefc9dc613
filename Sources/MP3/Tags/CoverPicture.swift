/// A picture that goes into files as it is: PNG or JPEG.
///
/// Other kinds are turned into one by ``CoverConverter``.
package struct CoverPicture: Hashable, Sendable {
    /// The picture's file.
    package let bytes: [UInt8]
    /// `image/png` or `image/jpeg`.
    package let mediaType: String

    /// A tag's length has 28 bits, and players read all of it before the first sound.
    static let byteCountLimit = 16 << 20

    /// Takes a PNG or JPEG of at most 16 MiB by how it begins; nil for anything else.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.byteCountLimit else { return nil }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            mediaType = "image/png"
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            mediaType = "image/jpeg"
        } else {
            return nil
        }
        self.bytes = bytes
    }
}
