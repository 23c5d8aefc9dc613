import Markup
import Texts

/// The texts that cells of a workbook share, one after the other in one piece of memory.
struct SharedStrings {
    /// The most bytes they may have: far more than any list that people keep.
    private static let maximumByteCount = 512 << 20

    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// No strings.
    init() {}

    /// Reads them from their file.
    init(file: String, in archive: ZIPArchive) throws(RowMessage) {
        let xml = try Workbook.xml(of: file, in: archive)
        do throws(XMLStream.Fault) {
            while let event = try xml.next() {
                guard event == .start("si") else { continue }
                bytes += try StringItem.text(in: xml, until: "si").utf8
                ends.append(bytes.count)
                guard bytes.count <= SharedStrings.maximumByteCount else {
                    throw XMLStream.Fault(reason: "its texts are larger than 512 MiB")
                }
            }
        } catch {
            throw RowMessage("\(file): \(error.reason)")
        }
    }

    /// A string by its number; nil where there is none.
    subscript(number: Int) -> String? {
        guard ends.indices.contains(number) else { return nil }
        let start = number == 0 ? 0 : ends[number - 1]
        return String(decoding: bytes[start..<ends[number]], as: UTF8.self)
    }
}

/// A text with its runs of rich text, and without phonetic ones, which stand above it.
enum StringItem {
    /// The text up to the end of the element that has just begun.
    static func text(
        in xml: XMLStream, until element: String
    ) throws(XMLStream.Fault) -> String {
        var text = ""
        var isText = false
        while let event = try xml.next() {
            switch event {
            case .start("rPh"): try xml.skipElement()
            case .start("t"): isText = true
            case .end("t"): isText = false
            case .text(let part) where isText: text += part
            case .end(element): return unescaped(text)
            default: break
            }
        }
        return unescaped(text)
    }

    /// The text with `_x000D_` as the character that it stands for.
    ///
    /// Source: ECMA-376, part 1, 22.9.2.19 (ST_Xstring).
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        var said = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "_x") {
            said += rest[..<start.lowerBound]
            let digits = rest[start.upperBound...].prefix(4)
            let behind = rest[digits.endIndex...]
            if digits.count == 4, behind.hasPrefix("_"), let value = UInt32(digits, radix: 16),
                let scalar = Unicode.Scalar(value)
            {
                said.unicodeScalars.append(scalar)
                rest = behind.dropFirst()
            } else {
                said += rest[start]
                rest = rest[start.upperBound...]
            }
        }
        return (said + rest).split(separator: "\r\n", omittingEmptySubsequences: false)
            .joined(separator: "\n")
    }
}
