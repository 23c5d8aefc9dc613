import Texts

/// Whether a text may be what its title says it is: a cover, an index, a licence.
///
/// A chapter can have any title. What is written in sentences is a chapter, unless it speaks of
/// rights and licences where it is called so.
struct PartEvidence {
    private let blocks: [Block]
    private let headings: [Block]

    /// The evidence of some blocks; their headings say nothing but the title.
    init(_ blocks: [Block]) {
        self.blocks = blocks.filter { !$0.kind.isHeading }
        headings = blocks.filter(\.kind.isHeading)
    }

    /// Whether nothing in the text speaks against the part that its title names.
    func allows(_ part: BookPart) -> Bool {
        guard isProse else { return true }
        switch part {
        // The lines of contents may be headings, and a licence may stand below them.
        case .contents: return sentenceWeight < PartEvidence.weight(of: headings)
        case .body: return false
        case .front, .back: return saysRights || isNumbered
        }
    }

    /// Whether most of it is sentences, and more than one.
    var isProse: Bool {
        let total = PartEvidence.weight(of: blocks)
        let ends = sentences.reduce(0) { $0 + PartEvidence.sentenceCount(in: $1.text) }
        return ends > 1 && total >= 100 && sentenceWeight * 2 > total
    }

    private var sentences: [Block] { blocks.filter { PartEvidence.isSentence($0.text) } }
    private var sentenceWeight: Int { PartEvidence.weight(of: sentences) }

    private static func weight(of blocks: [Block]) -> Int {
        blocks.reduce(0) { $0 + $1.text.weight }
    }

    /// Notes begin with their numbers or signs.
    private var isNumbered: Bool {
        let numbered = blocks.filter { block in
            let text = block.text.drop { "[(（［〔 ".contains($0) }
            return text.first.map { $0.isNumber || "*†‡§".contains($0) } == true
        }
        return numbered.count * 2 > blocks.count
    }

    /// Whether it speaks of rights: two signs of an imprint or a licence, one where it is short.
    private var saysRights: Bool {
        let text = blocks.map(\.text).joined(separator: "\n")
        let count = ImprintSigns.count(in: text) + LicenceSigns.count(in: text)
        return count >= (text.count <= 1000 ? 1 : 2)
    }

    /// Whether a block is written in sentences: it ends as one, and not with a number as the lines
    /// of an index do.
    private static func isSentence(_ text: String) -> Bool {
        let end = text.last { !"”’»」』\"')）".contains($0) }
        guard let end, ".!?…。！？।؟".contains(end) else { return false }
        let last = text.split { !$0.isLetter && !$0.isNumber }.last
        return text.weight >= 25 && last?.allSatisfy(\.isNumber) != true
    }

    private static func sentenceCount(in text: String) -> Int {
        text.count { ".!?…。！？।؟".contains($0) }
    }
}

/// The words by which a licence or the last words of a printer are known.
enum LicenceSigns {
    /// How many signs a text has, each kind once.
    static func count(in text: String) -> Int {
        let bytes = Array(text.lowercased().utf8)
        return kinds.count { kind in kind.contains(where: bytes.holds) }
    }

    private static let kinds = [
        ["licen", "lizenz", "лиценз", "许可", "授權", "ライセンス", "라이선스"],
        ["copyright", "©", "droits", "urheberrecht", "derechos", "direitos", "diritti"],
        ["public domain", "domaine public", "gemeinfrei", "dominio público", "dominio pubblico"],
        ["distribut", "redistribut", "permission", "erlaubnis", "warrant", "gewährleistung"],
        ["project gutenberg", "standard ebooks", "creative commons", "gnu "],
        ["typeset", "set in", "printed", "imprim", "gedruckt", "gesetzt", "impreso", "stampato"],
        ["ebook", "e-book", "edition", "édition", "ausgabe", "edición", "edizione"],
    ].map { kind in kind.map { Array($0.utf8) } }
}

extension String {
    /// Its length, a character of a script without spaces as two and a half letters.
    fileprivate var weight: Int {
        unicodeScalars.reduce(0) { $0 + ($1.isIdeographic ? 5 : 2) } / 2
    }
}
