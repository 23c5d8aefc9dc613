import Texts

/// The words by which a page that says who may copy a book is known, in whatever language.
enum ImprintSigns {
    /// Longer pages are chapters that speak of such things.
    static let longestCharacterCount = 3000

    /// Whether a page is an imprint: it has two signs of one, one of them where a block begins, and
    /// the blocks that have any are a third of it.
    static func areOn(_ texts: [String]) -> Bool {
        let total = texts.reduce(0) { $0 + $1.count }
        guard total <= longestCharacterCount else { return false }
        let signed = texts.filter { count(in: $0) > 0 }
        return signed.contains { count(in: String($0.prefix(30))) > 0 }
            && signed.reduce(0) { $0 + $1.count } * 3 >= total
            && count(in: signed.joined(separator: "\n")) >= 2
    }

    /// How many signs a text has, each kind once.
    static func count(in text: String) -> Int {
        let bytes = Array(text.lowercased().utf8)
        let hasYear = bytes.split { !isDigit($0) }.contains { $0.count == 4 }
        let isCopyright = hasYear && rights.contains(where: bytes.holds)
        let hasNumber = numbers.contains { name in
            bytes.places(of: name).contains { place in
                bytes[(place + name.count)...].prefix(24).count(where: isDigit) >= 6
            }
        }
        return (isCopyright ? 1 : 0) + (hasNumber ? 1 : 0)
            + phrases.count { kind in kind.contains(where: bytes.holds) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// Who holds the rights, with a year.
    private static let rights = ["©", "(c)", "copyright", "版权", "版權", "著作権", "저작권"]
        .map { Array($0.utf8) }
    /// Catalogue numbers, with their digits.
    private static let numbers = ["isbn", "issn", "书号", "書號"].map { Array($0.utf8) }
    /// What is said of copying, of publishing and of printing; each row is one sign.
    private static let phrases = [
        [
            "all rights reserved", "tous droits réservés", "alle rechte vorbehalten",
            "todos los derechos reservados", "reservados todos los derechos",
            "todos os direitos reservados", "tutti i diritti riservati", "все права защищены",
            "alle rechten voorbehouden", "wszelkie prawa zastrzeżone", "版权所有", "版權所有",
            "无断转载", "無断転載", "無断複製", "저작권자",
        ],
        [
            "first published", "originally published", "first edition", "published by",
            "dépôt légal", "première publication", "erstveröffentlichung", "originalausgabe",
            "primera edición", "prima edizione", "primeira edição", "подписано в печать",
            "出版发行", "出版發行", "初版发行", "発行所", "発行者", "출판사",
        ],
        [
            "printed in", "printed and bound", "imprimé en", "imprimé par", "gedruckt in",
            "printed by", "impreso en", "impresso em", "stampato in", "отпечатано", "印刷",
        ],
        ["impressum", "mentions légales", "выходные данные", "library of congress"],
        [
            "licensed under", "creative commons", "sous licence", "lizenziert unter",
            "bajo licencia", "sob licença", "sotto licenza",
        ],
        ["no part of this", "aucune partie de", "ninguna parte de est", "nessuna parte di quest"],
        ["this is a work of fiction", "cover design", "cover art by", "umschlaggestaltung"],
    ].map { kind in kind.map { Array($0.utf8) } }
}
