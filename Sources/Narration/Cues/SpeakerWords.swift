/// Words that tell who speaks from what is said, where both stand before a colon.
enum SpeakerWords {
    /// Whether words before a colon name no speaker: the first of them is one that people say, or
    /// holds a character that hardly stands in names.
    static func areNoName(_ words: [Substring]) -> Bool {
        guard let first = words.first else { return true }
        let bare = String(first.lowercased().reversed().drop { $0 == "." }.reversed())
        if sayings.contains(bare) || openings.contains(bare) { return true }
        return first.unicodeScalars.contains(where: sentenceIdeographs.contains)
    }

    /// What stands small within names.
    static let particles: Set<Substring> = [
        "&", "al", "and", "bin", "d'", "da", "de", "del", "della", "den", "der", "des", "di", "do",
        "dos", "du", "e", "el", "et", "i", "ibn", "la", "le", "of", "och", "og", "the", "und",
        "van",
        "von", "y", "zu",
    ]

    /// People without names.
    static let roles: Set<String> = [
        "all", "announcer", "boy", "both", "child", "children", "crowd", "doctor", "driver",
        "everyone", "father", "female", "girl", "guard", "host", "interviewer", "kid", "kids",
        "lady", "male", "man", "men", "mother", "narrator", "nurse", "officer", "policeman",
        "presenter", "reporter", "soldier", "speaker", "student", "teacher", "voice", "waiter",
        "waitress", "woman", "women",
        "alle", "arzt", "erzähler", "erzählerin", "frau", "junge", "kind", "mann", "mädchen",
        "sprecher", "sprecherin", "stimme", "enfant", "femme", "fille", "garçon", "homme",
        "narrateur", "narratrice", "tous", "voix", "hombre", "mujer", "niña", "niño", "narrador",
        "narradora", "todos", "voz", "chico", "chica", "bambino", "bambina", "donna", "narratore",
        "ragazza", "ragazzo", "tutti", "uomo", "voce", "homem", "mulher", "menina", "menino",
        "все", "голос", "девочка", "девушка", "женщина", "мальчик", "мужчина", "парень",
        "男", "女", "男人", "女人", "男孩", "女孩", "旁白", "众人", "眾人", "老师", "老師", "男性", "女性",
        "ナレーター", "ナレーション", "一同", "남자", "여자", "소년", "소녀", "모두", "해설",
    ]

    /// Words with which speech begins, whatever follows them.
    private static let openings: Set<String> = [
        "a", "ah", "an", "and", "as", "but", "except", "for", "he", "her", "here's", "his", "how",
        "i", "i'm", "if", "in", "it", "it's", "its", "like", "my", "no", "oh", "ok", "okay", "on",
        "or", "our", "she", "so", "that", "that's", "their", "then", "there", "there's", "these",
        "they", "this", "those", "to", "we", "well", "what", "what's", "when", "where", "which",
        "who", "why", "with", "yes", "you", "your",
        "aber", "das", "dass", "dein", "denn", "die", "du", "er", "es", "ich", "ihr", "mein",
        "oder",
        "sie", "und", "was", "weil", "wenn", "wer", "wie", "wir", "wo",
        "c'est", "ce", "cela", "elle", "et", "il", "ils", "j'ai", "je", "mais", "mon", "nous", "on",
        "ou", "que", "qui", "tu", "un", "une", "voici", "voilà", "vous", "ça",
        "el", "ella", "ellos", "es", "eso", "esto", "este", "esta", "mi", "nosotros", "o", "pero",
        "porque", "pues", "qué", "tú", "yo", "y", "usted",
        "che", "cosa", "ecco", "io", "lei", "lui", "ma", "noi", "perché", "questo", "eu", "ele",
        "ela",
        "isso", "isto", "mas", "você",
        "а", "вот", "вы", "где", "если", "и", "как", "кто", "мы", "но", "он", "она", "они", "оно",
        "так", "там", "то", "ты", "что", "это", "я",
    ]

    /// Words, also in capitals, that stand before a colon and name nobody.
    private static let sayings: Set<String> = [
        "address", "advice", "age", "agenda", "aim", "also", "announcement", "answer", "attention",
        "basically", "breaking", "caption", "case", "caution", "chapter", "check", "city",
        "comment", "conclusion", "correct", "cost", "country", "danger", "date", "day", "default",
        "definition", "details", "email", "episode", "error", "example", "examples", "exercise",
        "exit", "fact", "false", "faq", "file", "finally", "first", "fix", "following", "fourth",
        "fyi", "goal", "god", "hello", "hey", "hi", "hint", "homework", "http", "https", "idea",
        "important", "info", "input", "instructions", "language", "last", "lastly", "lesson",
        "level", "link", "listen", "location", "look", "meaning", "menu", "message", "mission",
        "moral", "name", "nasa", "nb", "new", "news", "next", "note", "notes", "now", "number",
        "objective", "one", "option", "options", "output", "page", "parental", "part", "phone",
        "place", "please", "plot", "point", "price", "problem", "problems", "proof", "ps", "p.s",
        "q", "question", "questions", "quick", "quote", "read", "reason", "recap", "remember",
        "reminder", "required", "result", "results", "rule", "rules", "save", "say", "scene",
        "score", "season", "second", "secondly", "section", "see", "seriously", "simple", "size",
        "solution", "source", "spoiler", "status", "step", "steps", "stop", "subject", "subtitle",
        "subtitles", "summary", "sure", "task", "temperature", "thank", "thanks", "theme", "third",
        "time", "tip", "tips", "title", "today", "todo", "tomorrow", "topic", "total", "true",
        "truth", "two", "three", "type", "uk", "un", "unit", "update", "url", "us", "usa", "eu",
        "use", "version", "video", "wait", "warning", "watch", "weather", "website", "wrong",
        "year",
        "achtung", "also", "anmerkung", "antwort", "aufgabe", "beispiel", "bemerkung", "endlich",
        "erstens", "ergebnis", "fazit", "fehler", "folge", "frage", "genau", "hinweis", "hör",
        "kapitel", "kurz", "lektion", "lösung", "merke", "nein", "ja", "nun", "ort", "preis",
        "problem", "regel", "schau", "schritt", "seht", "stimmt", "teil", "tipp", "thema",
        "uhrzeit",
        "vorsicht", "wichtig", "ziel", "zeit", "zweitens",
        "astuce", "attention", "bref", "but", "conclusion", "conseil", "dieu", "donc", "exemple",
        "étape", "épisode", "heure", "important", "leçon", "lieu", "merci", "non", "nota", "oui",
        "partie", "prix", "problème", "question", "rappel", "règle", "regarde", "regardez",
        "remarque", "réponse", "résultat", "solution", "sujet", "titre", "écoute", "écoutez",
        "atención", "aviso", "capítulo", "conclusión", "consejo", "cuidado", "dios", "ejemplo",
        "error", "escucha", "fecha", "gracias", "hora", "importante", "lección", "lugar", "mira",
        "nota", "objetivo", "parte", "paso", "precio", "pregunta", "primero", "problema",
        "recuerda", "regla", "respuesta", "resultado", "resumen", "segundo", "sí", "solución",
        "tema",
        "tiempo", "título", "ascolta", "attenzione", "capitolo", "consiglio", "domanda", "esempio",
        "grazie", "guarda", "importante", "lezione", "ora", "passo", "prezzo", "regola", "ricorda",
        "risposta", "risultato", "soluzione", "tempo", "atenção", "conselho", "exemplo", "lembrete",
        "lição", "observação", "olha", "pergunta", "regra", "resposta", "solução",
        "важно", "внимание", "вопрос", "вывод", "время", "глава", "да", "дата", "задача", "значит",
        "итак", "итог", "место", "например", "нет", "ответ", "ошибка", "помните", "правило",
        "пример", "примечание", "проблема", "результат", "решение", "серия", "слушай", "слушайте",
        "смотри", "смотрите", "совет", "тема", "урок", "цель", "цена", "часть", "шаг", "эпизод",
        "во-первых", "во-вторых",
        "أولا", "أولاً", "ثانيا", "ثانياً", "أقول", "السؤال", "الجواب", "النتيجة", "انتبه", "تذكير",
        "تقول", "تنبيه", "قال", "قالت", "قالوا", "قلت", "مثال", "ملاحظة", "مهم", "يقول", "الوقت",
        "例", "例如", "比如", "注", "注意", "提示", "问题", "問題", "答案", "答え", "回答", "结果", "結果",
        "首先", "其次", "最后", "最後", "然后", "因此", "所以", "但是", "总之", "總之", "结论", "結論",
        "原因", "时间", "時間", "地点", "地點", "标题", "標題", "重点", "重點", "重要", "警告", "步骤",
        "步驟", "目标", "目標", "备注", "備註", "字幕", "翻译", "翻譯", "まず", "次に", "つまり", "例えば",
        "ポイント", "ヒント", "メモ", "質問", "場所", "名前", "結論", "예", "참고", "주의", "결과", "첫째",
        "둘째", "문제", "답", "질문", "시간", "예를", "중요", "결론",
    ]

    /// Characters that are common in sentences and hardly stand in names.
    private static let sentenceIdeographs = Set(
        "说說道问問想是的了在这這那个個我你他她它们們就都也很不没沒会會要能可以为為因所但而且请請看听聽".unicodeScalars)
}
