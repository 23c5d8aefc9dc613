// Abbreviations and first words of the Slavic languages and of those further east.
extension LanguageRules {
    static let russian = LanguageRules { rules in
        rules.neverLast = words(
            """
            акад гр гражд д-р доц др.греч зам им инж исп канд м.н.с напр о.о проф сев св см ср т.е
            т.к т.н т.наз т.о тов ул пер пл просп пр-т наб г-н г-жа г-жи бул в.в вост зап юж
            """)
        rules.sometimesLast = words(
            """
            австр адм арх б бл букв в вв вкл вкл верх воен г гг гор д дер доп ед ж жен заимств зав и
            изд ин инв кв кн ком корп куб л лат лит м мед мин млн млрд муж н н.э нем обл обр ок оз
            отд п пгт пос р ред рис рр руб с сек сел сокр стр стр ст тел тыс у у.е ум фак физ фр ч
            час чел шт эт
            """)
        rules.oftenLast = words("др пр т.д т.п и.др и.пр проч т.д. т.п.")
        rules.beforeNumber = words(
            """
            гл д кв корп оф п пп под рис с ст стр табл тел ул № т ч янв фев февр мар апр авг сен
            сент окт ноя нояб дек
            """)
        rules.firstWords = words(
            """
            а без более больше был была были было в вам вас ведь весь во вот впрочем все всё вы где
            да даже для до его ее если есть еще её ещё же за здесь и из или им их к каждый как какая
            какой когда конечно кроме кто куда ли лишь между меня мне многие может мой мы на над
            наконец нам нас наш не него нет ни никто но ну о об однако он она они оно от очень по
            под поэтому почему при просьба про с сам свой сегодня сейчас со так также такой там те
            теперь то тогда того только тот тут ты у уже хотя чего чем через что чтобы эта эти это
            этот эту я
            """)
    }

    static let bulgarian = LanguageRules { rules in
        rules.neverLast = russian.neverLast.union(words("вкл вж др инж напр т.нар т.е"))
        rules.sometimesLast = russian.sometimesLast.union(
            words(
                """
                б.а бел вр г гр д е.с мин пр.хр с т.г
                """))
        rules.oftenLast = words("др т.н и.т.н")
        rules.beforeNumber = russian.beforeNumber
        rules.firstWords = words(
            """
            а аз в все да до за и как като когато но не от по при с с със след той тя те това тази този
            у ще
            """)
    }

    static let kazakh = LanguageRules { rules in
        rules.neverLast = russian.neverLast.union(words("б.з.б б.э мыс т.с.с"))
        rules.sometimesLast = russian.sometimesLast.union(words("ғ ғғ ж жж"))
        rules.oftenLast = words("т.б т.с.с")
        rules.beforeNumber = russian.beforeNumber
        rules.firstWords = words("ал бұл егер ол осы олар сол біз сіз мен содан кейін")
    }

    static let polish = LanguageRules { rules in
        rules.neverLast = words(
            """
            al bł bp ca dr gen hab inż itp kard ks lek m.in mgr mjr np o ob os p pl płk por prof red
            ref sp św tj tzn tzw ul zw zob
            """)
        rules.sometimesLast = words(
            """
            bałt ds godz jr kpt krak nr p.n.e pkt pt r s sp str tel w wg zł
            """)
        rules.oftenLast = words("etc itd itp")
        rules.beforeNumber = words("art nr par pkt poz rozdz rys s str t tab tel ust")
        rules.firstWords = words(
            """
            a ale bo być co czy dla dlatego do gdy i ich ja jak jednak jego jej jest już każdy kiedy
            kto która który ma mimo na nie o od on ona oni oraz po pod podczas przed przez przy są ta
            tak także tam te ten to tylko u w według we wszystkie z za że
            """)
        rules.writesOrdinalsWithStop = true
    }

    static let czech = LanguageRules { rules in
        rules.neverLast = words(
            "doc dr gen ing kpt mgr mj mudr např npor p pí plk prof resp sv tj tzn tzv ul viz")
        rules.sometimesLast = words("č čl kap min mil mld n.l př.n.l r s.r.o sl st str tel tis tř")
        rules.oftenLast = words("apod atd")
        rules.beforeNumber = words("č čl kap obr odst par roč s sv str tab tel")
        rules.firstWords = words(
            """
            a aby ale ani až bez bude by byl byla bylo do ho i jak jako je jeho její jen jsem jsou k
            kde když která který ma má na nebo než o od on ona pak po pod podle pro proto před při s
            se si tak také tam tento to tu u v ve však z za ze že
            """)
        rules.writesOrdinalsWithStop = true
    }

    static let finnish = LanguageRules { rules in
        rules.neverLast = words("dos dr esim fil hra mm ns nti prof rva t.k ts toim tri vrt")
        rules.sometimesLast = words("ent eKr jKr klo kpl milj mrd nk nro puh s synt v")
        rules.oftenLast = words("jne ym yms")
        rules.beforeNumber = words("klo n nro s puh v")
        rules.firstWords = words(
            """
            en ei ennen että he hän ja jos kun me mutta myös ne nyt on se sen siis tämä
            vaan
            """)
        rules.writesOrdinalsWithStop = true
    }

    static let hungarian = LanguageRules { rules in
        rules.neverLast = words("dr id ifj ill kb ld özv pl prof stb ún")
        rules.oftenLast = words("stb")
        rules.firstWords = words(
            """
            a az azt de egy ez ezért ha hogy is itt már meg mi most nem ő ők és
            """)
        rules.writesOrdinalsWithStop = true
    }

    static let turkish = LanguageRules { rules in
        rules.neverLast = words("alb av bkz doç dr müh op örn ör prof sn yrd yzb")
        rules.sometimesLast = words("a.ş ltd mah no s sk sok şti tel yy")
        rules.oftenLast = words("vb vs")
        rules.firstWords = words(
            """
            ama ancak bir biz bu bunu çünkü da daha her o onlar onun sen siz şimdi şu ve
            ya
            """)
        rules.writesOrdinalsWithStop = true
    }

    static let greek = LanguageRules { rules in
        rules.neverLast = words("βλ δηλ δρ κ κα καθ κος π.χ πρβλ σ.σ")
        rules.sometimesLast = words("αρ εκ λ.χ μ.μ π.μ π.χ τηλ χλμ")
        rules.oftenLast = words("κ.ά κ.λπ κ.τ.λ κλπ κτλ")
        rules.beforeNumber = words("αρ κεφ σ σελ τ τηλ")
        rules.firstWords = words(
            """
            αν αυτή αυτό αυτός αλλά για δεν ένα η θα και με μια να ο οι όταν στη στο τα
            τη την της το τον του των
            """)
        rules.furtherMarks = [";"]
    }

    static let armenian = LanguageRules { rules in
        rules.furtherMarks = [":"]
        rules.stopEndsSentence = false
    }

    static let arabic = LanguageRules { rules in
        rules.neverLast = words("أ د م ا.د أ.د ص.ب")
        rules.sometimesLast = words("ق.م هـ ه الخ")
        rules.beforeNumber = words("ص ج رقم")
    }

    static let persian = LanguageRules { rules in
        rules.neverLast = words("د م ق.م ه.ش ر.ک")
        rules.beforeNumber = words("ص ج")
    }

    static let hindi = LanguageRules { rules in
        rules.neverLast = words("डॉ डा प्रो श्री श्रीमती सु कु पं ले मि जन")
        rules.beforeNumber = words("सं पृ क्र रु")
    }
}
