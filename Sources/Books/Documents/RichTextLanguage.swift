/// The numbers that RTF has for languages and code pages.
enum RichTextLanguage {
    /// The language of a locale identifier of Windows, whose lower ten bits name it.
    ///
    /// Source: MS-LCID, 2.2.
    static func code(_ locale: Int) -> String? { languages[locale & 0x3FF] }

    private static let languages: [Int: String] = [
        0x01: "ar", 0x02: "bg", 0x03: "ca", 0x04: "zh", 0x05: "cs", 0x06: "da", 0x07: "de",
        0x08: "el", 0x09: "en", 0x0A: "es", 0x0B: "fi", 0x0C: "fr", 0x0D: "he", 0x0E: "hu",
        0x0F: "is", 0x10: "it", 0x11: "ja", 0x12: "ko", 0x13: "nl", 0x14: "no", 0x15: "pl",
        0x16: "pt", 0x18: "ro", 0x19: "ru", 0x1A: "hr", 0x1B: "sk", 0x1D: "sv", 0x1E: "th",
        0x1F: "tr", 0x20: "ur", 0x21: "id", 0x22: "uk", 0x23: "be", 0x24: "sl", 0x25: "et",
        0x26: "lv", 0x27: "lt", 0x29: "fa", 0x2A: "vi", 0x39: "hi", 0x3E: "ms", 0x45: "bn",
        0x49: "ta",
    ]

    /// The encoding of a font's character set; that of ANSI, 0, is the document's own.
    static let encodings: [Int: String] = [
        77: "MACINTOSH", 128: "CP932", 129: "CP949", 134: "CP936", 136: "CP950", 161: "CP1253",
        162: "CP1254", 163: "CP1258", 177: "CP1255", 178: "CP1256", 186: "CP1257", 204: "CP1251",
        222: "CP874", 238: "CP1250", 254: "CP437", 255: "CP850",
    ]

    /// Groups whose text is not the document's.
    static let destinations: Set<String> = [
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr",
        "headerf", "footer", "footerl", "footerr", "footerf", "fldinst", "listtable",
        "listoverridetable", "rsidtbl", "generator", "object", "xe", "tc", "themedata",
        "datastore", "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend", "nonshppict",
    ]
}
