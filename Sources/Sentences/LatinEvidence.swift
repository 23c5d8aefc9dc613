/// What marks a language of the Latin script in running text.
struct LatinEvidence {
    let language: Language
    /// The words most common in it.
    let words: Set<String>
    /// Letters that few others have.
    let letters: String.UnicodeScalarView

    private init(_ language: Language, letters: String = "", words: String) {
        self.language = language
        self.words = LanguageRules.words(words)
        self.letters = letters.unicodeScalars
    }

    static let all: [LatinEvidence] = [
        LatinEvidence(
            .english,
            words: """
                the of and to in is was he she it that you with for my i at this not
                be are his her what there by had have were
                """),
        LatinEvidence(
            .german, letters: "ßäöüÄÖÜ",
            words: """
                der die das und ist nicht ein eine ich zu den mit sich auf für von
                dem im wir sie es auch wie haben war
                """),
        LatinEvidence(
            .french, letters: "çœèêâîûùàé",
            words: """
                le la les de des et est un une du que qui dans pour pas il elle je
                vous au ce en sur avec plus l d
                """),
        LatinEvidence(
            .spanish, letters: "ñ¿¡óíáú",
            words: """
                el la los las de que y en un una es por con para no se del al lo su
                como más le muy este
                """),
        LatinEvidence(
            .italian, letters: "òìàù",
            words: """
                il lo la gli di che e un una è per non in con del della sono al si
                le i da ha nel era dei
                """),
        LatinEvidence(
            Language("pt"), letters: "ãõçáâê",
            words: """
                o a os as de que e um uma do da em não para com por se na no ao é
                mais você dos
                """),
        LatinEvidence(
            Language("nl"),
            words: """
                de het een en van is dat niet ik je te op met voor zijn die er aan
                was hij ze toen
                """),
        LatinEvidence(
            Language("da"), letters: "æøå",
            words: """
                og i det at en den til er som på de af ikke jeg har hun var et hvad
                dig
                """),
        LatinEvidence(
            Language("sv"), letters: "äöå",
            words: """
                och i att det som en på är av för den inte jag med ett han har var
                hon
                """),
        LatinEvidence(
            Language("nb"), letters: "øå",
            words: """
                og i det at en den til er som på de av ikke jeg har hun var et hva
                deg
                """),
        LatinEvidence(
            Language("fi"), letters: "äö",
            words: """
                ja on ei se että hän oli en mutta ovat kun niin myös jos tai mitä
                """),
        LatinEvidence(
            Language("pl"), letters: "ąęłńśźżć",
            words: """
                i w na z się nie to jest że do co jak o po ale ja od za jego był
                """),
        LatinEvidence(
            Language("cs"), letters: "ěřůčšž",
            words: """
                a v se na je že to s z do o ve jsem jak ale si by pro který byl
                """),
        LatinEvidence(
            Language("hu"), letters: "őűáé",
            words: """
                a az és hogy nem is egy van ez de volt csak ha meg már mint
                """),
        LatinEvidence(
            Language("ro"), letters: "ăâșțî",
            words: """
                și de în la cu a nu o pe că este un din mai care pentru sunt
                """),
        LatinEvidence(
            Language("tr"), letters: "ğışİ",
            words: """
                ve bir bu da de için ne o çok ile mi gibi ama var ben daha
                """),
        LatinEvidence(
            Language("vi"), letters: "ơưđạảấầẩậắằếềểệọỏốồổộớờởợ",
            words: """
                và của là có cho không được trong một người những các với này
                """),
        LatinEvidence(
            Language("id"),
            words: """
                yang dan di ini itu untuk dengan tidak dari dalam ke akan pada
                adalah saya
                """),
        LatinEvidence(
            Language("lt"), letters: "ąčęėįšųūž",
            words: """
                ir kad yra į su iš tai bet ne kaip buvo jis ji aš ar tik už jo apie savo
                labai
                """),
        LatinEvidence(
            Language("lv"), letters: "āčēģīķļņšūž",
            words: """
                un ir ka es tas bet ar par uz kas nav bija viņš viņa kā ko pie lai
                ļoti
                """),
        LatinEvidence(
            Language("et"), letters: "äõöüšž",
            words: """
                ja on ei et ta oli ning aga kui mis kes oma ka siis nii või välja
                väga
                """),
        LatinEvidence(
            Language("hr"), letters: "čćđšž",
            words: """
                i u je se na da su za nije sam što kao ali koji bi iz će bio bila
                samo od kako
                """),
        LatinEvidence(
            Language("sl"), letters: "čšž",
            words: """
                in je se na da za ne pa bi kot tudi ki ni v sem po iz še bil bila
                kaj kako
                """),
        LatinEvidence(
            Language("sk"), letters: "čďľĺňôŕšťž",
            words: """
                a v sa na je že to s z do o som ako ale si by pre bol čo aj keď už
                bola
                """),
    ]
}
