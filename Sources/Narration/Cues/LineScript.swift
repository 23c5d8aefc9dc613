import Texts

/// The script that a line is written in, as far as it tells two languages of a cue apart.
enum LineScript: Hashable {
    case latin, greek, cyrillic, eastAsian, korean
    /// Another script, by the block of 128 characters that its letters stand in.
    case block(UInt32)

    /// The script of nearly all letters of a line; nil without letters, or where scripts are mixed.
    init?(_ line: String) {
        var weights: [LineScript: Int] = [:]
        for scalar in line.unicodeScalars where scalar.properties.isAlphabetic {
            let script = LineScript(scalar)
            weights[script, default: 0] += script == .eastAsian || script == .korean ? 3 : 1
        }
        let total = weights.values.reduce(0, +)
        guard let (script, weight) = weights.max(by: { $0.value < $1.value }),
            total >= 2, weight * 5 >= total * 4
        else { return nil }
        self = script
    }

    private init(_ letter: Unicode.Scalar) {
        switch letter.value {
        case 0..<0x370, 0x1E00..<0x1F00, 0xFF21...0xFF5A: self = .latin
        case 0x370..<0x400, 0x1F00..<0x2000: self = .greek
        case 0x400..<0x530: self = .cyrillic
        // Arabic with its supplement.
        case 0x600..<0x780, 0xFB50..<0xFE00, 0xFE70..<0xFF00: self = .block(0x600 >> 7)
        case _ where letter.isHangul: self = .korean
        case _ where letter.isIdeographic: self = .eastAsian
        default: self = .block(letter.value >> 7)
        }
    }
}
