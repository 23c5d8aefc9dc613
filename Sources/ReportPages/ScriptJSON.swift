/// JSON as it stands in a script element: what would end or open an element, or end a line of script, is
/// an escape there, so that every JSON reader still reads the same.
///
/// Such characters stand in JSON's strings alone.
///
/// - Parameter json: any JSON.
package func scriptJSON(_ json: String) -> String {
    let isHarmless = !json.unicodeScalars.contains {
        [0x3C, 0x3E, 0x26, 0x2028, 0x2029].contains($0.value) || PageText.isForbidden($0)
    }
    if isHarmless { return json }
    var escaped = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
        switch scalar.value {
        case 0x3C: escaped.append(contentsOf: "\\u003c".unicodeScalars)
        case 0x3E: escaped.append(contentsOf: "\\u003e".unicodeScalars)
        case 0x26: escaped.append(contentsOf: "\\u0026".unicodeScalars)
        case 0x2028: escaped.append(contentsOf: "\\u2028".unicodeScalars)
        case 0x2029: escaped.append(contentsOf: "\\u2029".unicodeScalars)
        default: escaped.append(PageText.isForbidden(scalar) ? "\u{FFFD}" : scalar)
        }
    }
    return String(escaped)
}
