import Foundation

/// A JSON string by RFC 8259, with its quotes.
package func jsonString(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": json += "\\\""
        case "\\": json += "\\\\"
        case "\u{0}"..<" ": json += "\\u00" + hexadecimal([UInt8(scalar.value)])
        default: json.unicodeScalars.append(scalar)
        }
    }
    return json + "\""
}

/// A value as JSON on one line with its keys in order, so that equal values are equal texts.
package func canonicalJSON(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
