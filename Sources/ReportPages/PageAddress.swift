import Foundation

/// Addresses of files as a page names them, from where it lies.
package struct PageAddress: Sendable {
    /// What stands before the path of a track: a relative path that ends in `/`, or nothing.
    package let folder: String

    /// Addresses of files in a folder.
    ///
    /// - Parameters:
    ///   - folder: where the files are.
    ///   - page: the folder of the page.
    package init(of folder: String, from page: String) {
        let target = Self.parts(of: folder)
        let base = Self.parts(of: page)
        let common = zip(target, base).prefix { $0 == $1 }.count
        let path =
            Array(repeating: "..", count: base.count - common)
            + target.dropFirst(common).map(Self.encoded)
        self.folder = path.map { $0 + "/" }.joined()
    }

    /// The address of a file by its path within the folder.
    ///
    /// A path that begins with a colon's word would be taken for a scheme, but for the `./` before it.
    package func address(of file: String) -> String {
        let path = file.split(separator: "/").map { Self.encoded(String($0)) }
        return (folder.isEmpty ? "./" : folder) + path.joined(separator: "/")
    }

    private static func parts(of path: String) -> [String] {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
            .split(separator: "/").map(String.init)
    }

    /// A part of a path with all that is not plain in an address as its bytes.
    private static func encoded(_ part: String) -> String {
        part.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
