/// The words that headings are made of, folded (``FoldedWord``), in English, French, German,
/// Spanish, Italian, Russian, Chinese, Japanese and Korean.
enum HeadingWords {
    /// How deep the part lies that a word names (``HeadingMark/Form/depth``).
    static let depths: [String: Int] = {
        let words = [
            "volume vol tome band tomo том",
            "book livre buch libro книга",
            "part partie teil parte часть act acte akt aufzug acto atto действие",
            """
            chapter chap ch chapitre kapitel kap capitulo cap capitolo глава letter lettre stave canto chant \
            gesang lecture adventure carta lettera письмо песнь
            """,
            "section scene szene auftritt escena scena seccion sezione abschnitt сцена явление раздел",
        ]
        var depths: [String: Int] = [:]
        for (depth, list) in words.enumerated() {
            for word in list.split(separator: " ") { depths[String(word)] = depth }
        }
        return depths
    }()

    /// Words for parts above chapters in languages whose headings are told by how they count.
    static let furtherParts: Set<String> = Set(
        """
        parte deel boek del bok bog osa czesc część tom ksiega księga cast část dil kniha kotet konyv \
        resz volumul cartea partea cilt kitap kisim τόμος βιβλίο μέρος μερος частина книга \
        часть дял част bagian phần quyển tập الجزء الباب القسم חלק שער ספר भाग खण्ड खंड ภาค เล่ม
        """
        .split(whereSeparator: \.isWhitespace).map(String.init))

    static let articles: Set<String> = [
        "the", "le", "la", "les", "der", "die", "das", "el", "il", "lo", "number", "no", "n", "nr",
        "by", "to", "de",
        "du", "of", "zur", "zum", "von",
    ]

    /// What stands in a number's place before the last of a series.
    static let lastWords: Set<String> = [
        "last", "final", "dernier", "derniere", "letztes", "letzter", "ultimo", "ultima",
        "последняя", "concluding",
    ]

    static let ordinalEndings: Set<String> = [
        "st", "nd", "rd", "th", "er", "ere", "re", "e", "eme", "ieme", "me", "o", "a", "й", "я",
        "ая",
    ]

    static let special: Set<String> = [
        "preface", "foreword", "introduction", "prologue", "prolog", "epilogue", "epilog",
        "afterword",
        "postscript", "conclusion", "appendix", "dedication", "interlude", "avant-propos",
        "avertissement", "prelude", "postface", "vorwort", "nachwort", "einleitung", "vorrede",
        "anhang", "schluss", "nachspiel", "vorspiel", "prologo", "epilogo", "prefacio",
        "introduccion",
        "conclusion", "apendice", "dedicatoria", "prefazione", "introduzione", "conclusione",
        "appendice", "предисловие", "пролог", "эпилог", "введение", "послесловие", "заключение",
        "приложение", "вступление",
        "voorwoord", "nawoord", "inleiding", "proloog", "epiloog", "przedmowa", "wstep",
        "posłowie", "esipuhe", "johdanto", "prologi", "epilogi", "jalkisanat", "forord", "efterord",
        "innledning", "indledning", "inledning", "predmluva", "uvod", "doslov", "eloszo", "utoszo",
        "prefata", "cuvant", "onsoz", "sonsoz", "giris", "πρόλογος", "προλογοσ", "επίλογος",
        "επιλογοσ", "εισαγωγή", "εισαγωγη", "передмова", "післямова", "епілог", "вступ",
        "introducao", "apresentacao", "posfacio",
    ]

    static let easternSpecial: Set<String> = [
        "序", "序章", "序言", "自序", "前言", "楔子", "引子", "引言", "尾声", "尾聲", "后记", "後記", "跋", "终章", "終章",
        "结语", "結語", "附录", "附錄", "番外", "序文", "序幕", "終幕", "はじめに", "おわりに", "まえがき", "あとがき",
        "プロローグ", "エピローグ", "外传", "外傳", "外伝", "番外編", "幕間", "幕间", "间章", "間章", "프롤로그", "외전", "에필로그",
        "머리말", "서문", "후기", "맺음말", "서장", "종장", "작가의",
    ]

    /// Lines that begin what stands after a book.
    static let back: Set<String> = [
        "index", "register", "transcriber's note", "transcriber's notes",
        "transcriber's notes and errata",
        "note du transcripteur", "notes de transcription", "anmerkungen zur transkription",
        "nota del transcriptor",
    ]

    /// Lines that begin a list of contents, without spaces.
    static let contents: Set<String> = [
        "contents", "tableofcontents", "thecontents", "contentsofthisvolume", "contentsofvolumei",
        "tabledesmatieres", "table", "tabledeschapitres", "sommaire", "inhalt",
        "inhaltsverzeichnis",
        "indice", "indicegeneral", "contenido", "sommario", "tabladecontenidos", "содержание",
        "оглавление", "inhoud", "inhoudsopgave", "spistresci", "innehall", "indhold",
        "innhold", "sisallys", "sisallysluettelo", "obsah", "tartalom", "tartalomjegyzek",
        "cuprins",
        "icindekiler", "περιεχόμενα", "περιεχομενα", "зміст", "съдържание", "садржај", "mụclục",
        "daftarisi", "المحتويات", "الفهرس", "فهرست", "תוכןהעניינים", "תוכןעניינים", "विषयसूची",
        "สารบัญ", "indicedeilibri", "sumario", "listofcontents", "目录", "目錄", "目次", "总目", "總目", "차례",
        "목차",
    ]

    static let easternDepths: [Unicode.Scalar: Int] = [
        "部": 1, "篇": 1, "編": 1, "编": 1, "卷": 1, "巻": 1, "册": 1, "冊": 1, "集": 2, "章": 3, "回": 3,
        "話": 3, "话": 3, "折": 3, "帖": 3, "夜": 3, "講": 3, "讲": 3, "課": 3, "课": 3, "則": 3, "则": 3,
        "幕": 2, "節": 4, "节": 4, "場": 4, "场": 4, "부": 1, "편": 1, "권": 1, "장": 3, "화": 3, "회": 3,
        "막": 2, "절": 4,
    ]
}
