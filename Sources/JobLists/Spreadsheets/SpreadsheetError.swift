import Texts

/// The errors that spreadsheets show in place of a value.
///
/// They are known by their shape, since each language has words of its own for them: a mark `#`, a
/// word in capitals, and a mark at its end. Speech such as `#1 fan` or `#thanks` has another.
enum SpreadsheetError {
    /// Whether a text, without white space around it, is such an error and nothing else.
    static func isError(_ text: Substring) -> Bool {
        let isMarked = text.utf8.first == UInt8(ascii: "#")
        // Nearly every text is neither, and needs no further look.
        guard isMarked || text.utf8.last.map({ (0x30...0x39).contains($0) }) == true,
            text.utf8.count <= 60
        else { return false }
        let scalars = Array(text.unicodeScalars)
        return isMarked ? self.isMarked(Array(scalars.dropFirst())) : isNumbered(scalars)
    }

    /// Of values that are missing, those whose word has no mark at its end.
    ///
    /// In German, Turkish, Hungarian, Czech, Slovak, Finnish and Estonian; of data under way.
    private static let unmarked: Set<String> = [
        "NV", "YOK", "HIÁNYZIK", "NENÍ_K_DISPOZICI", "NEDOSTUPNÝ", "PUUTTUU", "PUUDUB",
        "GETTING_DATA",
    ]

    private static func isMarked(_ body: [Unicode.Scalar]) -> Bool {
        // A number that its column is too narrow for.
        if body.count >= 2, body.allSatisfy({ $0 == "#" }) { return true }
        if unmarked.contains(String(body)) { return true }
        let word = body.first == "¡" || body.first == "¿" ? body.dropFirst() : body[...]
        guard let last = word.last, "!?".unicodeScalars.contains(last) else {
            return isShort(word)
        }
        let letters = word.dropLast()
        return letters.count { isCapital($0) } >= 2
            && letters.allSatisfy { isCapital($0) || "/0_.'’".unicodeScalars.contains($0) }
    }

    /// Whether it is a missing value as `N/A`, `Н/Д` or `I/T`.
    private static func isShort(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(isCapital) }
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLetter && scalar.isUppercase
    }

    /// What LibreOffice puts before the number of an error, in small letters.
    private static let numbered: Set<String> = [
        "err", "erreur", "error", "erro", "errore", "fehler", "fout", "fel", "feil", "fejl",
        "virhe", "hiba", "hata", "chyba", "błąd", "greška", "napaka", "eroare", "viga", "klaida",
        "kļūda", "σφάλμα", "ошибка", "помилка", "грешка", "памылка", "错误", "錯誤", "エラー",
        "오류", "lỗi", "خطأ", "שגיאה",
    ]

    /// Whether it is an error of LibreOffice: a word, a colon, and a number from 501 to 540.
    private static func isNumbered(_ scalars: [Unicode.Scalar]) -> Bool {
        guard let colon = scalars.lastIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
        let digits = scalars[(colon + 1)...]
        guard digits.count == 3, let code = Int(String(digits)), (501...540).contains(code) else {
            return false
        }
        return numbered.contains(String(scalars[..<colon]).trimmed.lowercased())
    }
}
