import Texts

/// Titles by which a part of a book is known where the book does not name it otherwise.
///
/// They count only as the whole title. What a listener may want (foreword, appendix, glossary) is
/// not among them.
enum TitleWords {
    /// The part that a title names; nil if it names none.
    static func part(of title: String) -> BookPart? {
        let key = title.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " }
            .split(separator: " ").joined(separator: " ")
        if contents.contains(key) { return .contents }
        if front.contains(key) { return .front }
        return back.contains(key) ? .back : nil
    }

    /// Whether a title says that notes stand below it; an essay may be called so too.
    static func isNotes(_ title: String) -> Bool {
        let key = title.lowercased().filter { $0.isLetter || $0 == " " }
            .split(separator: " ").joined(separator: " ")
        return notes.contains(FoldedWord.folded(key.unicodeScalars.filter { $0 != " " }))
            || key.hasPrefix("notes to ") || key.hasPrefix("notes for ")
    }

    /// The words for notes, folded (``FoldedWord``) and without the spaces between them.
    static let notes: Set<String> = [
        "notes", "footnotes", "endnotes", "notesandreferences", "anmerkungen", "fussnoten",
        "endnoten", "notas", "note", "notedapiedipagina", "notesdebasdepage", "voetnoten",
        "noten", "przypisy", "poznamky", "noter", "fotnoter", "fodnoter", "viitteet",
        "alaviitteet", "jegyzetek", "dipnotlar", "notlar", "примечания", "сноски", "комментарии",
        "примітки", "бележки", "σημειώσεις", "הערות", "הערותשוליים", "الهوامش", "ملاحظات", "注释",
        "註釋", "注釋", "註解", "注解", "尾注", "尾註", "脚注", "腳註", "脚註", "訳注", "注", "註", "각주", "주석", "미주",
        "chuthich", "ghichu", "catatankaki", "notesdefin", "notasalpie", "notasfinales",
        "notasderodape", "noteapiedipagina", "eindnoten", "译注", "譯註", "注記",
    ]
    private static let contents: Set<String> = [
        "contents", "table of contents", "list of illustrations",
        "table des matières", "sommaire", "inhalt", "inhaltsverzeichnis", "índice", "contenido",
        "tabla de contenidos", "indice", "sommario", "conteúdo", "sumário", "содержание",
        "оглавление", "зміст", "inhoud", "inhoudsopgave", "spis treści", "目录", "目錄", "目次",
        "차례", "목차", "المحتويات", "الفهرس",
    ]
    private static let front: Set<String> = [
        "cover", "cover page", "title page", "titlepage", "half title", "halftitle",
        "half title page", "imprint", "copyright", "copyright page", "couverture",
        "page de titre", "page de copyright", "mentions légales", "faux titre", "umschlag",
        "titelseite", "titelblatt", "impressum", "portada", "cubierta", "página de título",
        "créditos", "página legal", "copertina", "frontespizio", "capa", "folha de rosto",
        "обложка", "титульный лист", "выходные данные", "omslag", "titelpagina", "封面", "扉页",
        "扉頁", "书名页", "版权", "版权页", "版權", "版權頁", "版权信息", "表紙", "扉", "표지", "판권",
    ]
    private static let back: Set<String> = [
        "index", "colophon", "uncopyright", "license", "licence", "project gutenberg license",
        "the full project gutenberg license", "full project gutenberg license", "endnotes",
        "footnotes", "achevé d imprimer", "achevé dimprimer", "licence d utilisation", "register",
        "sachregister", "personenregister", "lizenz", "colofón", "licencia", "licenza",
        "índice alfabético", "índice analítico", "indice analitico", "colofão", "лицензия",
        "алфавитный указатель", "предметный указатель", "索引", "奥付", "奥付け", "색인", "찾아보기",
    ]
}
