import Foundation

/// The pictures in a FictionBook, cut out of its text before anything is parsed: they are most of many
/// files, and a parser refuses a text of their length.
struct FB2Binaries {
    /// The file without them.
    private(set) var rest: [UInt8] = []
    private let source: [UInt8]
    private var elements: [Element] = []

    private struct Element {
        let tag: String
        let content: Range<Int>
    }

    private static let (start, end) = (Array("<binary".utf8), Array("</binary>".utf8))

    init(_ source: [UInt8]) {
        self.source = source
        var at = 0
        while let found = FB2Binaries.find(FB2Binaries.start, in: source[at...]),
            let tagEnd = source[found...].firstIndex(of: UInt8(ascii: ">"))
        {
            rest += source[at..<found]
            // `<binary/>` holds nothing.
            let isEmpty = source[tagEnd - 1] == UInt8(ascii: "/")
            let close =
                isEmpty
                ? tagEnd + 1
                : FB2Binaries.find(FB2Binaries.end, in: source[tagEnd...]) ?? source.count
            elements.append(
                Element(
                    tag: String(decoding: source[found..<tagEnd], as: UTF8.self),
                    content: min(tagEnd + 1, close)..<close))
            at = isEmpty ? close : min(close + FB2Binaries.end.count, source.count)
        }
        rest += source[at...]
    }

    /// The picture of an identifier; nil if there is none that can be decoded.
    func picture(_ id: String) -> BookCover? {
        guard let element = elements.first(where: { attribute("id", of: $0.tag) == id }),
            let data = Data(
                base64Encoded: Data(source[element.content]), options: .ignoreUnknownCharacters),
            !data.isEmpty
        else { return nil }
        let type = attribute("content-type", of: element.tag) ?? "image/jpeg"
        return BookCover(
            bytes: Array(data), mediaType: type == "image/jpg" ? "image/jpeg" : type)
    }

    private func attribute(_ name: String, of tag: String) -> String? {
        guard let range = tag.firstRange(of: " \(name)=") else { return nil }
        let value = tag[range.upperBound...]
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return String(value.dropFirst().prefix { $0 != quote })
    }

    private static func find(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        while let at = rest.firstIndex(of: UInt8(ascii: "<")) {
            if rest[at...].starts(with: wanted) { return at }
            rest = rest[(at + 1)...]
        }
        return nil
    }
}
