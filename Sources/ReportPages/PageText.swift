import Mustache

/// Escapes what people and services wrote, so that in a page it is text and nothing else.
///
/// The library's own HTML escaping goes by characters as a reader sees them: a quotation mark with an
/// accent set above it is one that it does not know, and in an attribute it would end the value. This
/// goes by scalars.
package struct PageText: MustacheContentType {
    /// By this name templates choose it.
    package static let name = "PAGE"

    /// Escapes texts.
    package init() {}

    package func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: escaped.append(contentsOf: "&quot;".unicodeScalars)
            case 0x26: escaped.append(contentsOf: "&amp;".unicodeScalars)
            case 0x27: escaped.append(contentsOf: "&#39;".unicodeScalars)
            case 0x3C: escaped.append(contentsOf: "&lt;".unicodeScalars)
            case 0x3E: escaped.append(contentsOf: "&gt;".unicodeScalars)
            case 0x0D: escaped.append(" ")
            default: escaped.append(Self.isForbidden(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(escaped)
    }

    /// Whether a scalar may not stand in HTML.
    ///
    /// These are controls but for tab and line feed, and what is no character. Source: HTML standard, "Preprocessing the input stream".
    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
        case let value: value & 0xFFFE == 0xFFFE
        }
    }
}
