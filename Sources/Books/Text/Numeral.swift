import Texts

/// Numbers as headings write them.
enum Numeral {
    /// Digits of any script, up to four of them.
    package static func decimal(_ text: some Collection<Unicode.Scalar>) -> Int? {
        guard (1...4).contains(text.count) else { return nil }
        var value = 0
        for scalar in text {
            guard let digit = digit(scalar) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        guard scalar.isDecimalDigit else { return nil }
        return scalar.isASCII
            ? Int(scalar.value) - 0x30 : scalar.properties.numericValue.map { Int($0) }
    }

    /// Roman digits in their usual order, all capitals or all small; four in a row as on a clock.
    static func roman(_ text: some Collection<Unicode.Scalar>) -> Int? {
        guard (1...10).contains(text.count) else { return nil }
        let isSmall = text.first?.isLowercase == true
        var (value, last) = (0, 0)
        for scalar in text {
            guard scalar.isLowercase == isSmall, let digit = romanDigit(scalar.value | 0x20)
            else { return nil }
            value += digit > last ? digit - 2 * last : digit
            last = digit
        }
        let small = text.map { $0.value | 0x20 }
        let isUsual = [romanParts, romanParts.filter { $0.digits.count == 1 }].contains { parts in
            writtenRoman(value, in: parts) == small
        }
        return isUsual ? value : nil
    }

    private static func romanDigit(_ small: UInt32) -> Int? {
        switch small {
        case 0x69: 1
        case 0x76: 5
        case 0x78: 10
        case 0x6C: 50
        case 0x63: 100
        case 0x64: 500
        case 0x6D: 1000
        default: nil
        }
    }

    private static let romanParts: [(size: Int, digits: String)] = [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ]

    private static func writtenRoman(
        _ value: Int, in parts: [(size: Int, digits: String)]
    ) -> [UInt32] {
        var rest = value
        var written: [UInt32] = []
        for (size, digits) in parts {
            while rest >= size {
                written += digits.unicodeScalars.map(\.value)
                rest -= size
            }
        }
        return written
    }

    /// Chinese digits, also the formal ones, and digits in a row as in 一〇八.
    ///
    /// A circle of any kind and the letter O stand for 〇, as in old files that lack it.
    static func ideographic(_ text: some Collection<Unicode.Scalar>) -> Int? {
        guard !text.isEmpty, text.count <= 9 else { return nil }
        var (sum, digit, isInRow) = (0, 0, false)
        for scalar in text {
            if let value = ideographicDigits[scalar] {
                digit = isInRow ? digit * 10 + value : value
                isInRow = true
            } else if let unit = ideographicUnits[scalar] {
                sum += max(digit, isInRow ? digit : 1) * unit
                (digit, isInRow) = (0, false)
            } else {
                return nil
            }
        }
        return sum + digit
    }

    private static let ideographicDigits = Dictionary(
        uniqueKeysWithValues: zip(
            "〇零○◯ＯO一二三四五六七八九壹贰叁肆伍陆柒捌玖两兩貳參陸".unicodeScalars,
            [0, 0, 0, 0, 0, 0] + Array(1...9) + Array(1...9) + [2, 2, 2, 3, 6]))

    private static let ideographicUnits: [Unicode.Scalar: Int] = [
        "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "廿": 20, "卅": 30,
    ]

    /// A number or an ordinal in words, folded (``FoldedWord``); nil for any other word.
    static func word(_ folded: String) -> Int? { words[folded] }

    /// The words of some lists with their numbers: numbers are parted by spaces, their forms by `/`.
    static func numbered(_ lists: [String]) -> [String: Int] {
        var words: [String: Int] = [:]
        for list in lists {
            for (index, forms) in list.split(separator: " ").enumerated() {
                for form in forms.split(separator: "/") { words[String(form)] = index + 1 }
            }
        }
        return words
    }

    private static let words: [String: Int] = {
        var words = numbered(wordLists)
        for (tens, value) in [
            ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60),
        ] {
            words[tens] = value
            for (index, one) in wordLists[0].split(separator: " ").prefix(9).enumerated() {
                for form in one.split(separator: "/") {
                    words["\(tens)-\(form)"] = value + index + 1
                }
            }
        }
        return words
    }()

    /// One to twenty, and what is counted further; several forms of one number are parted by `/`.
    private static let wordLists = [
        """
        one/first two/second three/third four/fourth five/fifth six/sixth seven/seventh \
        eight/eighth nine/ninth ten/tenth eleven/eleventh twelve/twelfth thirteen/thirteenth \
        fourteen/fourteenth fifteen/fifteenth sixteen/sixteenth seventeen/seventeenth \
        eighteen/eighteenth nineteen/nineteenth twenty/twentieth
        """,
        """
        premier/premiere/un deuxieme/second/seconde/deux troisieme/trois quatrieme/quatre \
        cinquieme/cinq sixieme/six septieme/sept huitieme/huit neuvieme/neuf dixieme/dix \
        onzieme/onze douzieme/douze treizieme/treize quatorzieme/quatorze quinzieme/quinze \
        seizieme/seize dix-septieme dix-huitieme dix-neuvieme vingtieme/vingt
        """,
        """
        erstes/erster/erste/eins zweites/zweiter/zweite/zwei drittes/dritter/dritte/drei \
        viertes/vierter/vierte/vier funftes/funfter/funfte/funf sechstes/sechster/sechste/sechs \
        siebentes/siebtes/siebenter/siebter/siebente/siebte/sieben achtes/achter/achte/acht \
        neuntes/neunter/neunte/neun zehntes/zehnter/zehnte/zehn elftes/elfter/elfte/elf \
        zwolftes/zwolfter/zwolfte/zwolf dreizehntes/dreizehnter/dreizehn \
        vierzehntes/vierzehnter/vierzehn funfzehntes/funfzehnter/funfzehn \
        sechzehntes/sechzehnter/sechzehn siebzehntes/siebzehnter/siebzehn \
        achtzehntes/achtzehnter/achtzehn neunzehntes/neunzehnter/neunzehn \
        zwanzigstes/zwanzigster/zwanzig einundzwanzigstes zweiundzwanzigstes dreiundzwanzigstes \
        vierundzwanzigstes funfundzwanzigstes sechsundzwanzigstes siebenundzwanzigstes \
        achtundzwanzigstes neunundzwanzigstes dreissigstes/dreissig
        """,
        """
        primero/primera/primer/uno segundo/segunda/dos tercero/tercera/tres cuarto/cuarta/cuatro \
        quinto/quinta/cinco sexto/sexta/seis septimo/septima/siete octavo/octava/ocho \
        noveno/novena/nueve decimo/decima/diez undecimo/once duodecimo/doce decimotercero/trece \
        decimocuarto/catorce decimoquinto/quince decimosexto decimoseptimo decimoctavo \
        decimonoveno vigesimo/veinte
        """,
        """
        primo/prima secondo/seconda/due terzo/terza/tre quarto/quarta/quattro quinto/cinque \
        sesto/sesta/sei settimo/settima/sette ottavo/ottava/otto nono/nona/nove decimo/dieci \
        undicesimo/undici dodicesimo/dodici tredicesimo/tredici quattordicesimo/quattordici \
        quindicesimo/quindici sedicesimo/sedici diciassettesimo diciottesimo diciannovesimo \
        ventesimo/venti
        """,
        """
        первая/первый/первое/один вторая/второй/второе/два третья/третий/третье/три \
        четвертая/четвертый/четыре пятая/пятый/пять шестая/шестой/шесть седьмая/седьмой/семь \
        восьмая/восьмой/восемь девятая/девятый/девять десятая/десятый/десять \
        одиннадцатая/одиннадцатый двенадцатая/двенадцатый тринадцатая/тринадцатый \
        четырнадцатая/четырнадцатый пятнадцатая/пятнадцатый шестнадцатая/шестнадцатый \
        семнадцатая/семнадцатый восемнадцатая/восемнадцатый девятнадцатая/девятнадцатый \
        двадцатая/двадцатый
        """,
    ]
}
