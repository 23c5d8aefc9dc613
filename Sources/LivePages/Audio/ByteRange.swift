/// What a request wants of a file.
///
/// Source: RFC 9110, section 14. Of several ranges a server may give the whole, as it may where the header
/// is none that it knows.
package enum ByteRange: Equatable, Sendable {
    case whole
    case part(Range<Int>)
    /// It begins behind the file's end.
    case outside

    /// Reads the header `Range` for a file of so many bytes.
    package init(_ header: String?, byteCount: Int) {
        self = .whole
        guard let header, let ends = Self.ends(header) else { return }
        switch ends {
        case (let first?, let last):
            if let last, last < first { return }
            let end = min(last ?? Int.max - 1, byteCount - 1)
            self = first < byteCount ? .part(first..<end + 1) : .outside
        case (nil, let count?):
            let start = max(0, byteCount - count)
            self = count > 0 && byteCount > 0 ? .part(start..<byteCount) : .outside
        case (nil, nil):
            return
        }
    }

    /// The numbers of `bytes=first-last`, each of which may be missing; nil for anything else.
    private static func ends(_ header: String) -> (Int?, Int?)? {
        guard
            let match = header.wholeMatch(of: /(?i:bytes)=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*/)
        else { return nil }
        return (Int(match.1), Int(match.2))
    }
}
