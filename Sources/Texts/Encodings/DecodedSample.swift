/// A sample of a text as it reads in one encoding, each character looked at once for all languages.
struct DecodedSample {
    /// A character and what its cost depends on.
    struct Character {
        let scalar: Unicode.Scalar
        /// Itself where it has no case.
        let lowercase: Unicode.Scalar
        let isLetter: Bool
        let isCapital: Bool
        let isCased: Bool

        init(_ scalar: Unicode.Scalar) {
            self.scalar = scalar
            isLetter = scalar.isLetter
            isCased = isLetter && scalar.properties.isCased
            let lowercase = isCased ? scalar.properties.lowercaseMapping.unicodeScalars.first : nil
            self.lowercase = lowercase ?? scalar
            isCapital = isCased && self.lowercase != scalar
        }
    }

    let characters: [Character]

    init(_ text: some Sequence<Unicode.Scalar>) {
        var known: [Unicode.Scalar: Character] = [:]
        characters = text.map { scalar in
            if let character = known[scalar] { return character }
            let character = Character(scalar)
            known[scalar] = character
            return character
        }
    }

    /// The text.
    var text: String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: characters.lazy.map(\.scalar))
        return String(scalars)
    }
}
