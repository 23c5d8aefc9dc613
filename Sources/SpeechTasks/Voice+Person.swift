/// What is known of who speaks with a voice.
package struct VoicePerson: Hashable, Sendable {
    /// Whether a woman or a man, a girl or a boy; nil where nothing says it.
    package var gender: Gender?
    /// About how old; nil where nothing says it.
    package var age: Age?

    package enum Gender: String, Sendable {
        case female
        case male
    }

    package enum Age: String, Sendable {
        case child
        case young
        case adult
        case old
    }
}

extension Voice {
    /// Who speaks, as far as the platform says it.
    ///
    /// It says it by words of the voice's Chinese name, or by English words in its identifier. Nothing is
    /// judged by ear.
    ///
    /// A voice that is listed in two languages is one person.
    package var person: VoicePerson {
        let names = Voice.catalog.filter { $0.id == id }.map(\.name)
        for (word, gender, age) in Voice.words
        where names.contains(where: { $0.contains(word) }) || id.contains(word) {
            return VoicePerson(gender: gender, age: age)
        }
        return VoicePerson()
    }

    /// Words that say who somebody is; the first that fits counts.
    private static let words: [(String, VoicePerson.Gender?, VoicePerson.Age?)] = [
        ("男童", .male, .child), ("女童", .female, .child), ("正太", .male, .child),
        ("cartoon-boy", .male, .child), ("cartoon-girl", .female, .child),
        ("uk_boy", .male, .child),
        ("少年", .male, .young), ("小弟", .male, .young), ("男生", .male, .young),
        ("小哥", .male, .young), ("小伙", .male, .young), ("少女", .female, .young),
        ("小妹", .female, .young), ("妹子", .female, .young), ("女青", .female, .young),
        ("老爸", .male, .adult), ("大叔", .male, .adult), ("妈妈", .female, .adult),
        ("贵妇", .female, .adult), ("爷爷", .male, .old), ("奶奶", .female, .old),
        ("姐姐", .female, nil), ("女友", .female, nil), ("播报男", .male, nil),
        ("制片男", .male, nil), ("girlfriend", .female, nil), ("oversea_male", .male, nil),
        ("uk_man", .male, nil), ("_en_m-", .male, nil), ("lady_en_f-", .female, nil),
        ("Lady", .female, nil), ("_CN_M_", .male, nil),
    ]
}
