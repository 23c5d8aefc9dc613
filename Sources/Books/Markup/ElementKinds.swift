/// What the elements of HTML, and of the older formats that EPUB allows, are on a page.
enum ElementKinds {
    /// Those that part the text before them from that within and that after.
    static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
        "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "tr", "ul", "default", "case", "switch",
        // DTBook, which EPUB 2 allows.
        "book", "bodymatter", "bridgehead", "docauthor", "doctitle", "dtbook", "frontmatter", "hd",
        "imggroup", "level", "level1", "level2", "level3", "level4", "level5", "level6", "line",
        "linegroup", "list", "poem", "prodnote", "rearmatter", "sidebar",
    ]

    /// Those that hold no text of the book: scripts, forms, and what stands in for a medium.
    static let silent: Set<String> = [
        "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "noscript",
        "object", "option", "script", "select", "style", "template", "textarea", "video",
    ]

    /// The parts of a book too large to be one note.
    static let divisions: Set<String> = [
        "article", "body", "h1", "h2", "h3", "h4", "h5", "h6", "html", "level1", "main", "ol",
        "section", "table", "tbody", "ul",
    ]

    /// The class names that the usual converters give listings of programs.
    static let codeClasses: Set<Substring> = [
        "code", "highlight", "listing", "programlisting", "screen", "source", "sourcecode",
        "sourceCode", "src",
    ]

    /// The class names that the usual converters give the numbers of pages.
    static let pageNumberClasses: Set<Substring> = [
        "pagenum", "pageno", "pagenumber", "page-number", "page_number",
    ]

    /// The class names that mark a page's beginning, with its number or without.
    static let pageBreakClasses: Set<Substring> = ["pagebreak", "page-break", "page_break"]

    /// The class names that the usual converters give notes, and what holds them.
    static let noteClasses: Set<Substring> = [
        "endnote", "endnotes", "fn", "footnote", "footnotes", "note", "notes", "rearnote",
    ]

    /// The class names that the usual converters give the page that says who may copy the book.
    static let imprintClasses: Set<Substring> = [
        "copyright", "copyright-page", "copyright_page", "copyrightpage", "imprint",
    ]

    /// The class names that the usual converters give verse.
    static let verseClasses: Set<Substring> = [
        "linegroup", "poem", "poetry", "stanza", "verse",
    ]

    /// The class names that the usual converters give a line of verse.
    static let verseLineClasses: Set<Substring> = [
        "l", "line", "poem-line", "poemline", "poetry-line", "poetryline", "verse", "verse-line",
        "verseline", "vline",
    ]

    /// The class names that the usual converters give the number of a line of verse.
    static let lineNumberClasses: Set<Substring> = [
        "line-no", "line-num", "line-number", "line_number", "linenr", "lineno", "linenum",
        "linenumber", "lnum", "poem-number", "vlinenum",
    ]

    /// The level of a heading; nil for any other element.
    static func headingLevel(_ name: String) -> Int? {
        if name == "bridgehead" || name == "doctitle" { return 1 }
        guard name.count == 2, name.hasPrefix("h"), let level = name.last?.wholeNumberValue,
            (1...6).contains(level)
        else { return nil }
        return level
    }
}

/// A part of a book that `epub:type`, a role or the package names.
enum BookPart {
    case contents, front, body, back

    /// The part that one of these words names, the first that does; nil if none does.
    ///
    /// The words are those of the EPUB Structural Semantics Vocabulary and of DPUB-ARIA. Words that
    /// say too little (`frontmatter`, `bodymatter`) name none.
    init?(semantics: some Sequence<Substring>) {
        for word in semantics {
            switch word {
            case "toc", "landmarks", "loi", "lot", "loa", "lov": self = .contents
            case "cover", "titlepage", "title-page", "halftitlepage", "half-titlepage", "halftitle",
                "copyright-page", "copyright", "imprint", "imprimatur", "seriespage",
                "contributors", "other-credits":
                self = .front
            case "colophon", "index", "license", "licence", "uncopyright", "errata",
                "endnotes", "rearnotes", "footnotes", "notes":
                self = .back
            case "foreword", "preface", "preamble", "introduction", "prologue", "dedication",
                "epigraph", "afterword", "epilogue", "conclusion", "appendix", "glossary",
                "bibliography", "acknowledgments", "acknowledgements", "acknowledgement", "chapter",
                "part", "volume", "division":
                self = .body
            default: continue
            }
            return
        }
        return nil
    }
}
