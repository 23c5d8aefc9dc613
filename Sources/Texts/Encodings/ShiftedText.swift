/// Texts of seven bits with escape sequences.
enum ShiftedText {
    /// ISO 2022 in its Japanese forms.
    ///
    /// Seven bits, with escape sequences that shift to other characters. Half-width kana are only in
    /// the third of them.
    static func encoding(of bytes: [UInt8]) -> String? {
        let escape: UInt8 = 0x1B
        guard let first = bytes.firstIndex(of: escape), !bytes.contains(where: { $0 >= 0x80 })
        else {
            return nil
        }
        let isShifted = ["$@", "$B", "(I"].contains { bytes[(first + 1)...].starts(with: $0.utf8) }
        guard isShifted else { return nil }
        let kana = Array("(I".utf8)
        let hasKana = bytes.indices.contains {
            bytes[$0] == escape && bytes[($0 + 1)...].starts(with: kana)
        }
        return hasKana ? "ISO-2022-JP-3" : "ISO-2022-JP"
    }
}
