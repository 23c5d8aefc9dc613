/// Lines of Arabic and Hebrew that are typed as they look in a player that draws them left to right.
///
/// The mark that ends a sentence then stands first and the dash of dialogue last.
enum VisualOrder {
    /// A line with its marks where they are read.
    static func resolved(_ line: String) -> String {
        var text = line.unicodeScalars[...]
        guard let letter = text.first(where: \.properties.isAlphabetic), isRightToLeft(letter)
        else {
            return line
        }
        let hasDash = text.suffix(2).elementsEqual(" -".unicodeScalars)
        if hasDash { text = text.dropLast(2) }
        let marks = text.prefix { isMark($0) || $0 == " " }
        var end = ""
        if let last = text.last, !isMark(last), marks.contains(where: isMark) {
            text = text[marks.endIndex...]
            end = String(marks.filter { $0 != " " })
        }
        return (hasDash ? "- " : "") + String(text) + end
    }

    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        (0x0590...0x08FF).contains(scalar.value) || (0xFB1D...0xFDFF).contains(scalar.value)
            || (0xFE70...0xFEFC).contains(scalar.value)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        ".!,،؛؟?…:".unicodeScalars.contains(scalar)
    }
}
