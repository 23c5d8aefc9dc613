import Texts

/// Numbers of languages whose headings are told only by how they count.
extension Numeral {
    /// A number or an ordinal in words of some further language, folded; nil for any other word.
    ///
    /// Many of these are other words elsewhere (`on`, `hat`, `to`), so that one alone shows nothing.
    static func furtherWord(_ folded: String) -> Int? { word(folded) ?? furtherWords[folded] }

    private static let furtherWords = numbered([
        // Portuguese, Romanian, Latin
        """
        primeiro/primeira/um dois/duas três/terceiro/terceira/tres quatro quinto/cinco \
        sexto/seis setimo/setima/sete oitavo/oitava/oito nono/nona/nove decimo/decima/dez
        """,
        """
        intai/întâi/unu doi/doilea/doua trei/treilea/treia patru/patrulea/patra \
        cinci/cincilea sase/șase/saselea șapte/sapte opt/optulea noua/nouă zece/zecelea
        """,
        """
        primus/prima/primum secundus/secunda/secundum tertius/tertia/tertium quartus/quarta \
        quintus/quinta sextus/sexta septimus/septima octavus/octava nonus/nona \
        decimus/decima
        """,
        // Dutch, Swedish, Danish and Norwegian
        """
        eerste/een tweede/twee derde/drie vierde/vier vijfde/vijf zesde/zes zevende/zeven \
        achtste/acht negende/negen tiende/tien elfde/elf twaalfde/twaalf
        """,
        """
        forsta/forste/ett/en andra/andre/anden/tva/to tredje/tre fjarde/fjerde/fyra/fire \
        femte/fem sjatte/sjette/sex/seks sjunde/syvende/sju/syv attonde/ottende/atta/otte \
        nionde/niende/nio/ni tionde/tiende/tio/ti elfte/ellevte/elva/elleve tolfte/tolvte
        """,
        // Polish, Czech, Ukrainian, Bulgarian
        """
        pierwszy/pierwsza/jeden drugi/druga/dwa trzeci/trzecia/trzy czwarty/czwarta/cztery \
        piaty/piąty/piąta/piec szosty/szosta/szesc siodmy/siodma/siedem osmy/osma/osiem \
        dziewiaty/dziewiąty/dziewiąta dziesiaty/dziesiąty/dziesiąta jedenasty dwunasty
        """,
        """
        prvni druha/druhy treti/třeti ctvrty/ctvrta/čtvrta paty/pata sesty/šesty/sesta \
        sedmy/sedma osmy/osma devaty/devata desaty/desata
        """,
        """
        перша/перший друга/другий третя/третій четверта/четвертий п'ята/п'ятий шоста/шостий \
        сьома/сьомий восьма/восьмий дев'ята/дев'ятий десята/десятий
        """,
        """
        първа/първи втора/втори трета/трети четвърта/четвърти пета/пети шеста/шести \
        седма/седми осма/осми девета/девети десета/десети
        """,
        // Finnish, Hungarian, Turkish
        """
        ensimmainen/yksi toinen/kaksi kolmas/kolme neljas/nelja viides/viisi kuudes/kuusi \
        seitsemas/seitseman kahdeksas/kahdeksan yhdeksas/yhdeksan kymmenes/kymmenen
        """,
        """
        elso/első/egy masodik/ketto harmadik/harom negyedik/negy otodik/ötodik/ot \
        hatodik/hat hetedik/het nyolcadik/nyolc kilencedik/kilenc tizedik/tiz
        """,
        """
        birinci/bir ikinci/iki ucuncu/uc dorduncu/dort besinci/bes \
        altinci/alti yedinci/yedi sekizinci/sekiz dokuzuncu/dokuz onuncu/on
        """,
        // Greek
        """
        πρώτο/πρώτος/πρώτη/πρωτο/ένα δεύτερο/δεύτερος/δεύτερη/δευτερο/δύο \
        τρίτο/τρίτος/τρίτη/τριτο/τρία τέταρτο/τέταρτος/τεταρτο/τέσσερα \
        πέμπτο/πέμπτος/πεμπτο/πέντε έκτο/έκτος/εκτο/έξι έβδομο/έβδομος/εβδομο/επτά \
        όγδοο/όγδοος/ογδοο/οκτώ ένατο/ένατος/ενατο/εννέα δέκατο/δέκατος/δεκατο/δέκα
        """,
        // Arabic, Persian, Hebrew, Hindi
        """
        الأول/الاول/الأولى الثاني/الثانية الثالث/الثالثة الرابع/الرابعة الخامس/الخامسة \
        السادس/السادسة السابع/السابعة الثامن/الثامنة التاسع/التاسعة العاشر/العاشرة
        """,
        """
        اول/یکم/یک دوم/دو سوم/سه چهارم/چهار پنجم/پنج ششم/شش هفتم/هفت هشتم/هشت نهم/نه دهم/ده
        """,
        """
        ראשון/הראשון/ראשונה שני/השני/שנייה שלישי/השלישי/שלישית רביעי/הרביעי/רביעית \
        חמישי/החמישי/חמישית שישי/השישי/ששי שביעי/השביעי שמיני/השמיני תשיעי/התשיעי \
        עשירי/העשירי
        """,
        """
        पहला/पहली/प्रथम/एक दूसरा/दूसरी/द्वितीय/दो तीसरा/तीसरी/तृतीय/तीन चौथा/चौथी/चतुर्थ/चार \
        पाँचवाँ/पांचवां/पंचम/पाँच छठा/छठी/षष्ठ/छह सातवाँ/सातवां/सप्तम/सात \
        आठवाँ/आठवां/अष्टम/आठ नौवाँ/नौवां/नवम/नौ दसवाँ/दसवां/दशम/दस
        """,
        // Vietnamese, Indonesian
        """
        một/nhất hai/nhì ba bốn/tư năm sau bảy tam chin mười
        """,
        """
        satu/pertama dua/kedua tiga/ketiga empat/keempat lima/kelima enam/keenam \
        tujuh/ketujuh delapan/kedelapan sembilan/kesembilan sepuluh/kesepuluh
        """,
    ])

    /// Greek and Hebrew letters as digits, at most three of them: `ΙΑ`, `יב`.
    static func letters(_ text: some Collection<Unicode.Scalar>) -> Int? {
        guard (1...3).contains(text.count) else { return nil }
        var (value, isAfterSigma) = (0, false)
        for scalar in text {
            let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            // στ is written for ϛ.
            guard let digit = small == "τ" && isAfterSigma ? 6 : letterDigits[small] else {
                return nil
            }
            value += digit
            isAfterSigma = small == "σ"
        }
        return value > 0 ? value : nil
    }

    private static let letterDigits: [Unicode.Scalar: Int] = {
        let values = Array(1...9) + stride(from: 10, through: 90, by: 10) + [100]
        var digits: [Unicode.Scalar: Int] = [:]
        for letters in ["αβγδεϛζηθικλμνξοπϟρ", "אבגדהוזחטיכלמנסעפצק"] {
            for (letter, value) in zip(letters.unicodeScalars, values) { digits[letter] = value }
        }
        digits["σ"] = 0
        return digits
    }()
}
