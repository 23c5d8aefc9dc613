extension LanguageModel {
    // The letters of each language from the most frequent on, by counts over its encyclopedia; each
    // space makes those behind it dearer by half a bit.

    static let cyrillic = [
        LanguageModel("ru", .alphabet, "  оиае нрст влк мдп яугй ызб ьхч цж фюш щ э ё     ъ"),
        LanguageModel("uk", .alphabet, "  нао іетр исвк лдум пь зягц бйчхї юфж є ш  щ    ґ ’ы"),
        LanguageModel("bg", .alphabet, " а иеон тр свкл дп м гзяъуб ч цй жфщ хш ю    ь  ыэѝ"),
        LanguageModel("sr", .alphabet, " а еио нр тскуд пвм зјл б гчњ шљц ћ жх ђф      џ"),
        LanguageModel("mk", .alphabet, " а оие нтр скв дл пмју гзб  чцш ф ж хњ ѓ  ќ џ  ѕѝ"),
        LanguageModel("be", .alphabet, "а   н ыркіелт сядцпвмоз уьў эбчг  йш фюжх     ё   ’"),
    ]

    static let greek = [
        LanguageModel("el", .alphabet, "  αοτ ινε ρκσςη πμυλί ό γάήδέω χύθ φβώ  ζ ξ    ψ ϊ ϋΐΰ")
    ]

    static let hebrew = [
        LanguageModel(
            "he", .alphabet,
            " יו ה רלבתמ אשנ  דקעםפסח כטג ןצ ז   ך ף ץ   \u{5BC} \u{5B4}\u{5B5}\u{5B6}\u{5B7}"
                + "\u{5B8}\u{5B9}\u{5B0}\u{5BB}\u{5C1}\u{5C2}־")
    ]

    static let arabic = [
        LanguageModel(
            "ar", .alphabet,
            " ال يی مو نرتبة دعس فهكکق حأج شط صإىزخ ثغض ذئ ء ظ  \u{64B}آ ؤ \u{651}ـ\u{64E}"
                + "\u{64F} \u{652}\u{64C}\u{64D}؛؟،"),
        LanguageModel(
            "fa", .alphabet,
            " ا يیر نهدو متسشب ک لزف  عجقگ آخپ طصح  چ غ ذژ\u{654}ضئ ظث \u{64E}  \u{650}ؤأ،؟"),
        LanguageModel(
            "ur", .alphabet,
            " ا يی رکوم ہنےتلس بد ںج ع پقھشحف گزئصخ طٹ آچ ضظ غڈءڑث ذ  ۓ\u{650} ؤ \u{64F}"
                + "\u{64B}،؟"),
    ]

    static let thai = [
        LanguageModel(
            "th", .alphabet,
            "   านร อเกง\u{E48} ม\u{E31}\u{E35}ยว ล\u{E49}ท\u{E34}สดตปะ หบคแพจ \u{E4C}\u{E37}"
                + "ชข\u{E47}ใ\u{E38} โ\u{E39}ศไ ำ\u{E36}ซษ ถภธณ ผญฟ  ฐ ฤฮฉ ๆฝ ฏ ฎฒฃฅ\u{E4B}ฆ๐๑๒๓๔๕๖"
                + "๗๘๙ฯ")
    ]
}
