/// An encoding that texts are tried in, and the languages that are written in it.
struct EncodingCandidate: Sendable {
    /// By iconv's name.
    let encoding: String
    /// How unusual the encoding is, as a cost in bits: where a character or two outside ASCII tell
    /// nothing, a text is in the usual one of the West.
    let rarity: Float
    let languages: [LanguageModel]
    /// Languages that need the encoding only for names from its own ones.
    let guests: [LanguageModel]

    /// How unusual guests are, as a cost in bits.
    private static let guestRarity: Float = 4

    private init(
        _ encoding: String, rarity: Float, _ languages: [LanguageModel],
        guests: [LanguageModel] = []
    ) {
        self.encoding = encoding
        self.rarity = rarity
        self.languages = languages
        self.guests = guests
    }

    /// What a text costs in the language that it is likeliest in.
    func cost(of text: DecodedSample) -> (bits: Float, isText: Bool)? {
        let costs =
            languages.map { (cost: TextCost(of: text, in: $0), rarity: rarity) }
            + guests.map { (cost: TextCost(of: text, in: $0), rarity: rarity + Self.guestRarity) }
        return costs.map { (bits: $0.cost.bits + $0.rarity, isText: $0.cost.isText) }
            .min { $0.bits < $1.bits }
    }

    /// All encodings that are not told by marks or by their form alone, the likelier first where two
    /// cost the same.
    static let all = latin + alphabets + eastern

    /// UTF-16 without a mark.
    static let wide: [EncodingCandidate] = {
        let languages =
            LanguageModel.latin + LanguageModel.cyrillic + LanguageModel.greek
            + LanguageModel.hebrew + LanguageModel.arabic + LanguageModel.thai
            + LanguageModel.chinese + LanguageModel.japanese + LanguageModel.korean
        return ["UTF-16LE", "UTF-16BE"].map { EncodingCandidate($0, rarity: 7, languages) }
    }()

    private static let latin: [EncodingCandidate] = {
        let guests = Array(LanguageModel.western.prefix(4))
        return [
            EncodingCandidate("WINDOWS-1252", rarity: 0, LanguageModel.western),
            EncodingCandidate("WINDOWS-1250", rarity: 5, LanguageModel.central, guests: guests),
            EncodingCandidate("ISO-8859-2", rarity: 6, LanguageModel.central, guests: guests),
            EncodingCandidate("WINDOWS-1254", rarity: 5, LanguageModel.turkish, guests: guests),
            EncodingCandidate("ISO-8859-9", rarity: 6, LanguageModel.turkish, guests: guests),
            EncodingCandidate("WINDOWS-1257", rarity: 5, LanguageModel.baltic, guests: guests),
            EncodingCandidate("ISO-8859-13", rarity: 6, LanguageModel.baltic, guests: guests),
            EncodingCandidate("WINDOWS-1258", rarity: 5, LanguageModel.vietnamese),
            EncodingCandidate(
                "ISO-8859-15", rarity: 7, LanguageModel.western + LanguageModel.baltic.suffix(1)),
            EncodingCandidate("CP852", rarity: 7, LanguageModel.central),
        ]
    }()

    private static let alphabets: [EncodingCandidate] = [
        EncodingCandidate("WINDOWS-1251", rarity: 5, LanguageModel.cyrillic),
        EncodingCandidate("KOI8-R", rarity: 6, LanguageModel.cyrillic),
        EncodingCandidate("KOI8-U", rarity: 6.5, LanguageModel.cyrillic),
        EncodingCandidate("CP866", rarity: 6, LanguageModel.cyrillic),
        EncodingCandidate("ISO-8859-5", rarity: 6.5, LanguageModel.cyrillic),
        EncodingCandidate("WINDOWS-1253", rarity: 5, LanguageModel.greek),
        EncodingCandidate("ISO-8859-7", rarity: 6, LanguageModel.greek),
        EncodingCandidate("WINDOWS-1255", rarity: 5, LanguageModel.hebrew),
        EncodingCandidate("ISO-8859-8", rarity: 6, LanguageModel.hebrew),
        EncodingCandidate("WINDOWS-1256", rarity: 5, LanguageModel.arabic),
        EncodingCandidate("ISO-8859-6", rarity: 6, LanguageModel.arabic),
        EncodingCandidate("CP874", rarity: 5, LanguageModel.thai),
    ]

    private static let eastern: [EncodingCandidate] = [
        EncodingCandidate("GB18030", rarity: 5, LanguageModel.chinese),
        EncodingCandidate("BIG5-HKSCS", rarity: 5, LanguageModel.chinese),
        EncodingCandidate("CP932", rarity: 5, LanguageModel.japanese),
        EncodingCandidate("EUC-JP", rarity: 5, LanguageModel.japanese),
        EncodingCandidate("CP949", rarity: 5, LanguageModel.korean),
    ]
}
