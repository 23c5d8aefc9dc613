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
        let link = link.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        let scheme = path.prefix { $0.isLetter || $0.isNumber || "+-.".contains($0) }
        if !scheme.isEmpty, path.dropFirst(scheme.count).hasPrefix(":") { return nil }
        let fragment = parts.count > 1 ? String(parts[1]).removingPercentEncoding() : ""
        self.fragment = fragment.isEmpty ? nil : fragment
        self.file = path.isEmpty ? file : PageTarget.resolve(path, in: file)
    }

    private static func resolve(_ path: String, in file: String) -> String {
        let path = path.prefix { $0 != "?" }
        var parts = path.hasPrefix("/") ? [] : Array(file.split(separator: "/").dropLast())
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
