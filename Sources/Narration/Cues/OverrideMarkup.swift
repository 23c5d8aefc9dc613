/// The markup of Advanced SubStation Alpha: override blocks in braces, drawings, breaks.
///
/// Source: https://github.com/libass/libass/wiki/ASS-File-Format-Guide
enum OverrideMarkup {
    /// A text without its markup, and the drawings that stood in it.
    static func removed(from text: String) -> (text: String, drawing: String) {
        var spoken = String.UnicodeScalarView()
        var drawing = String.UnicodeScalarView()
        var isDrawing = false
        var rest = text.unicodeScalars[...]
        let lastClose = text.unicodeScalars.lastIndex(of: "}") ?? text.startIndex
        while let scalar = rest.popFirst() {
            var written = scalar
            if scalar == "{", rest.startIndex <= lastClose, let end = rest.firstIndex(of: "}") {
                isDrawing = drawingMode(after: rest[..<end]) ?? isDrawing
                rest = rest[rest.index(after: end)...]
                continue
            } else if scalar == "\\", let next = rest.first, let meant = escapes[next] {
                written = meant
                rest.removeFirst()
            }
            if isDrawing { drawing.append(written) } else { spoken.append(written) }
        }
        return (String(spoken), String(drawing))
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "N": "\n", "n": "\n", "h": " ", "{": "{", "}": "}",
    ]

    /// Whether a block turns drawing on or off by `\p` and a number; nil if it does neither.
    private static func drawingMode(after block: Substring.UnicodeScalarView) -> Bool? {
        var mode: Bool?
        for tag in block.split(separator: "\\") where tag.first == "p" {
            let digits = tag.dropFirst().prefix { ("0"..."9").contains($0) }
            if !digits.isEmpty { mode = digits.contains { $0 != "0" } }
        }
        return mode
    }
}
