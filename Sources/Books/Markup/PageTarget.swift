import Markup

/// A place that links lead to: a file of the book, or a named element in one.
struct PageTarget: Hashable {
    /// The file's name in the archive; that of the book itself where it is one file.
    let file: String
    /// The element's name; nil is the file's beginning.
    let fragment: String?

    init(file: String, fragment: String?) {
        self.file = file
        self.fragment = fragment
    }

    /// The place a link in a file leads to; nil if it leads out of the book.
    ///
    /// Names are resolved as RFC 3986 has it, within the archive: `..` at its top stays there.
    init?(link: String, in file: String) {
        // Few links have white space or other characters to look at.
        let isPlain = link.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        let link =
            isPlain ? link : link.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let sign = link.utf8.firstIndex(of: UInt8(ascii: "#"))
        let path = String(link[..<(sign ?? link.endIndex)])
        if path.utf8.contains(UInt8(ascii: ":")) {
            let scheme = path.prefix { $0.isLetter || $0.isNumber || "+-.".contains($0) }
            if !scheme.isEmpty, path.dropFirst(scheme.count).hasPrefix(":") { return nil }
        }
        let name = sign.map { String(link[$0...].dropFirst()) } ?? ""
        let fragment = name.utf8.contains(UInt8(ascii: "%")) ? name.removingPercentEncoding() : name
        self.fragment = fragment.isEmpty ? nil : fragment
        self.file = path.isEmpty ? file : PageTarget.resolve(path, in: file)
    }

    private static func resolve(_ path: String, in file: String) -> String {
        if !path.utf8.contains(where: { "/?".utf8.contains($0) }), path != ".", path != ".." {
            // The folder of the file, with its sign, as it is written.
            let folder = file.utf8.lastIndex(of: UInt8(ascii: "/")).map { file[...$0] } ?? ""
            return folder + path
        }
        let path = path.prefix { $0 != "?" }
        var parts = path.hasPrefix("/") ? [] : Array(file.split(separator: "/").dropLast())
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
