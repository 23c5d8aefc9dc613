import Texts

/// What Pandoc, kramdown and MultiMarkdown write beside the text: attributes and commands.
enum MarkdownMarks {
    /// Where attributes end that begin at a place: `{#name .class key=value}`, `{: .class}`.
    ///
    /// Nil if none begin there; braces around anything else are text.
    static func attributesEnd(_ text: [Unicode.Scalar], at start: Int) -> Int? {
        guard start + 1 < text.count, text[start] == "{",
            let end = text[start...].prefix(200).firstIndex(of: "}")
        else { return nil }
        let inner = text[(start + 1)..<end].drop { $0 == " " }
        guard let first = inner.first else { return nil }
        let areAttributes =
            "#.:".unicodeScalars.contains(first) && inner.count > 1
            || first == "-" && inner.count == 1 || inner.contains("=")
        return areAttributes ? end + 1 : nil
    }

    /// Where the attributes at the end of a line begin; nil if it has none.
    static func attributesStart(_ line: [Unicode.Scalar]) -> Int? {
        guard line.last == "}", let start = line.lastIndex(of: "{"),
            attributesEnd(line, at: start) == line.count
        else { return nil }
        return start
    }

    /// Where the target of a link ends: `(address "title")`, by CommonMark's rules.
    ///
    /// Longer ones than a page are not looked through.
    static func linkTargetEnd(_ text: [Unicode.Scalar], at start: Int) -> Int? {
        let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\n" }
        var rest = text[(start + 1)...].prefix(2000).drop(while: isBlank)
        if rest.first == "<" {
            let address = rest.dropFirst().prefix { $0 != ">" && $0 != "<" && $0 != "\n" }
            guard rest.dropFirst(address.count + 1).first == ">" else { return nil }
            rest = rest.dropFirst(address.count + 2)
        } else {
            guard let end = addressEnd(rest) else { return nil }
            rest = rest[end...]
        }
        let title = rest.drop(while: isBlank)
        if title.startIndex > rest.startIndex, let quote = title.first,
            let close = ["\"": "\"", "'": "'", "(": ")"][quote] as Unicode.Scalar?
        {
            guard let end = unescaped(close, in: title.dropFirst()) else { return nil }
            rest = title[(end + 1)...].drop(while: isBlank)
        } else {
            rest = title
        }
        return rest.first == ")" ? rest.startIndex + 1 : nil
    }

    /// Where an address ends without angle brackets: at a space, or at a bracket that it did not open.
    private static func addressEnd(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        var depth = 0
        var isEscaped = false
        for (at, scalar) in zip(text.indices, text) {
            if scalar.properties.isWhitespace { return depth == 0 ? at : nil }
            if !isEscaped, scalar == "(" { depth += 1 }
            // No address has as many; in nested links each would be looked through again.
            if depth > 32 { return nil }
            if !isEscaped, scalar == ")" {
                if depth == 0 { return at }
                depth -= 1
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return nil
    }

    private static func unescaped(
        _ wanted: Unicode.Scalar, in text: ArraySlice<Unicode.Scalar>
    ) -> Int? {
        var isEscaped = false
        for (at, scalar) in zip(text.indices, text) {
            if scalar == wanted, !isEscaped { return at }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return nil
    }

    /// Whether a line as a whole is for the typesetter: the fence of a div, the place of a table of
    /// contents, attributes, a command of LaTeX.
    static func isCommand(_ line: [Unicode.Scalar]) -> Bool {
        guard let first = line.first, ":[{\\".unicodeScalars.contains(first) else { return false }
        switch first {
        case ":": return isDivision(line)
        case "\\":
            let name = line.dropFirst().prefix { $0.isASCII && $0.properties.isAlphabetic }
            return commands.contains(String(String.UnicodeScalarView(name)))
                && line.dropFirst(name.count + 1).allSatisfy { $0 == "{" || $0 == "}" }
        case "{" where attributesEnd(line, at: 0) == line.count: return true
        default: return places.contains(FoldedWord.folded(line))
        }
    }

    /// `:::`, `::: warning`, `::: {.warning}`, `::: warning :::`.
    private static func isDivision(_ line: [Unicode.Scalar]) -> Bool {
        let colons = line.prefix { $0 == ":" }.count
        guard colons >= 3 else { return false }
        let name = line.dropFirst(colons).drop { $0 == " " }
        return name.first == "{" || !name.contains(" ")
            || name.reversed().prefix { $0 == ":" }.count >= 3
    }

    /// Whether lines that are further in are a listing.
    ///
    /// In books such lines are letters and verse as well. A listing has its signs, or lines that no
    /// sentence begins or ends.
    static func isListing(_ lines: [[Unicode.Scalar]]) -> Bool {
        let signs = lines.joined().count { "{}[]()<>=;$#/\\|&_+@".unicodeScalars.contains($0) }
        if signs * 20 > lines.reduce(0, { $0 + $1.count }) { return true }
        if ListingSigns.areListing(lines.map { String($0) }, isSetApart: true) { return true }
        return lines.allSatisfy { line in
            guard let first = line.first, let last = line.last else { return true }
            return first.isASCII && first.isLowercase && last.isASCII && last.isWordPart
        }
    }

    private static let places: Set<String> = ["[toc]", "[[toc]]", "[[_toc_]]", "{{toc}}"]
    private static let commands: Set<String> = [
        "newpage", "pagebreak", "clearpage", "cleardoublepage", "tableofcontents", "frontmatter",
        "mainmatter", "backmatter", "maketitle", "appendix", "bigskip", "medskip", "smallskip",
        "noindent", "vfill", "centering",
    ]
}
