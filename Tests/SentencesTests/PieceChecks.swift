import SpeechTasks
import Testing

/// Finds each piece again in the text, after nothing but white space, within the limit, and with
/// none of its ends inside a grapheme cluster that a call holds.
func checkPieces(_ pieces: [String], of text: String, limit: TextLimit) throws {
    let scalars = Array(text.unicodeScalars)
    let clusters = Clusters(of: text, limit: limit)
    var index = 0
    for piece in pieces {
        try #require(!piece.isEmpty && isSendable(piece, limit), "\(limit): \(piece)")
        let piece = Array(piece.unicodeScalars)
        index = skipWhiteSpace(scalars, from: index, to: piece)
        try #require(index + piece.count <= scalars.count)
        try #require(Array(scalars[index..<index + piece.count]) == piece)
        for edge in [index, index + piece.count] {
            try #require(
                clusters.mayCut(at: edge),
                "cut inside a cluster at \(edge) of \(text.debugDescription)")
        }
        index += piece.count
    }
    #expect(scalars[index...].allSatisfy { $0.properties.isWhitespace })
}

/// Whether a piece is within the limit, or a single scalar, which is never cut.
func isSendable(_ piece: String, _ limit: TextLimit) -> Bool {
    let characters = piece.unicodeScalars.count
    return characters == 1
        || characters <= limit.characters && piece.utf8.count <= limit.bytes ?? .max
}

private func skipWhiteSpace(
    _ scalars: [Unicode.Scalar], from index: Int, to piece: [Unicode.Scalar]
) -> Int {
    var index = index
    while index < scalars.count, scalars[index].properties.isWhitespace,
        !scalars[index...].starts(with: piece)
    { index += 1 }
    return index
}

/// The grapheme clusters of a text.
private struct Clusters {
    /// The scalars that lie inside a cluster that a call holds.
    private var inside: Set<Int> = []

    init(of text: String, limit: TextLimit) {
        var index = 0
        for character in text {
            let next = index + character.unicodeScalars.count
            if isSendable(String(character), limit) { inside.formUnion((index + 1)..<next) }
            index = next
        }
    }

    func mayCut(at edge: Int) -> Bool { !inside.contains(edge) }
}
