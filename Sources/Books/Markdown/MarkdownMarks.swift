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
