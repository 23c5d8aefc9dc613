// Abbreviations and first words of English, German, Dutch and the languages of the north.
extension LanguageRules {
    static let english = LanguageRules { rules in
        rules.neverLast = words(
            """
            adm atty brig capt cdr cmdr col comdr cpl cpt dr drs e.g f.e fr gen gov hon i.e insp lt
            lieut maj messrs mlle mm mme mr mrs ms msgr mx pres prof pvt rep reps rev sen sens sgt
            supt viz vs cf
            """)
        rules.sometimesLast = words(
            """
            ala apt ariz assn assoc ave bldg blvd bros btw ca calif cal co colo conn corp del dept
            dist div ed eds elec est ext fla ft ga govt hwy ind inc incl intl jr kan kans lb lbs ln
            ltd med mfg mich min minn misc mo mont mt mts neb nev oz ph.d pl pt rd rs sq sr
            st ste tel temp tenn tex univ va vt wis wyo
            """)
        rules.oftenLast = words("a.m p.m etc et.al")
        rules.beforeNumber = words(
            """
            no nos p pp art ch chap cl fig figs eq sec sect par para pt pts vol vols v ver n° nº №
            rs jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri
            """)
        rules.firstWords = words(
            """
            a about after again all although among an and another any are as at because before both
            but by can could despite did do does during each even every few finally first for from
            had has have he her here his how however i if in instead is it its just last later let
            many maybe meanwhile millions more most my never no none not nothing now of on once one
            only or other others our over perhaps please several she should since so some soon such
            that the their then there these they this those though thousands through thus to today
            tomorrow until was we well were what when where which while who why will with would
            yesterday yet you your dozens hundreds
            """)
        rules.hasVowelInEveryWord = true
    }

    static let german = LanguageRules { rules in
        rules.neverLast = words(
            """
            abg bes bspw bzgl ca d.h d.i dgl dipl dr ev evtl exkl fr frl gem gen ggf hl hr hrn
            hrsg i.a i.d.r i.e.s i.v ing inkl insb insbes kath kgl lt m.e med n.chr nat o.g phil
            priv prof rer s.o s.u sen sog st staatl u.a u.u v.a v.chr vgl vorm z.b z.t z.zt zit zz
            zzgl
            """)
        rules.sometimesLast = words(
            """
            a.d abb abt allg bhf betr bd co einschl etw fa ges ggü inc jh jhd jr kap min mio mrd
            mwst o.ä o.a orig pl platz sek sr std str tel u.ä u.v.m univ verf verl wg ztr zz
            """)
        rules.oftenLast = words("etc usw usf u.s.w u.dgl u.a.m")
        rules.beforeNumber = words(
            """
            abb abs anm art aufl bd bl f ff fig jan feb mär märz apr jun jul aug sep sept okt nov
            dez kap no nr p pos s tab tel ziff mo di mi do sa so n° №
            """)
        rules.firstWords = words(
            """
            aber alle als am an auch auf aus bei beide bis da dabei dadurch dafür daher damit danach
            dann daran darauf darin darum das dass davon dazu dem den denn der deren des deshalb die
            dies diese dieser dieses doch dort du durch eben ein eine einem einen einer eines einige
            er es etwa für gegen hat hier ich ihr ihre im immer in ist ja jede jeder jedoch jetzt
            kein keine man manche mehr mein mit nach nicht noch nun nur ob obwohl oder ohne schon
            sehr sein seine seit sich sie sind so sogar solche trotz um und uns unser unter viele
            vom von vor wann war warum was weder weil weiter welche wenn wer wie wir wird wo zu zudem
            zum zur zwar zwischen
            """)
        rules.endings = ["str", "nr"]
        rules.writesOrdinalsWithStop = true
        rules.capitalizesNouns = true
        rules.hasVowelInEveryWord = true
    }

    static let dutch = LanguageRules { rules in
        rules.neverLast = words(
            """
            a.u.b bijv bv ca d.w.z dhr dr drs ds e.d evt fa fam gen gld i.p.v i.v.m ing ir jhr jkvr
            kol lt m.b.t m.i mej mevr mr mw nl o.a o.l.v prof resp st t.a.v t.g.v t.o.v vgl z.g zgn
            """)
        rules.sometimesLast = words("afd afb blz co enz etc inc jr mln mld nr sr tel")
        rules.oftenLast = words("e.d enz etc")
        rules.beforeNumber = words(
            "afb art blz fig hfst jan feb mrt apr jun jul aug sep sept okt nov dec nr no p tel vol")
        rules.firstWords = words(
            """
            aan al alle als bij daar dan dat de deze die dit door drie een en er het hier hij hoe ik
            in is je maar met na naar niet nog nu of om onder ook op over te toen tot twee uit van
            veel volgens voor waar waarom wanneer wat we wie wij ze zij zijn zo
            """)
        rules.hasVowelInEveryWord = true
    }

    static let danish = scandinavian { rules in
        rules.neverLast.formUnion(words("adv bl.a cand d.v.s dvs f.eks frk fx hr ifm iht kgl pga"))
        rules.firstWords.formUnion(
            words("af da de den der det dette du en et han hun hvad hvor i jeg men og på vi"))
    }

    static let norwegian = scandinavian { rules in
        rules.neverLast.formUnion(words("bl.a dvs f.eks fru hr pga"))
        rules.firstWords.formUnion(
            words("av da de den der det dette du en et han hun hva hvor i jeg men og på vi"))
    }

    static let swedish = scandinavian { rules in
        rules.neverLast.formUnion(words("bl.a dvs d.v.s fr hr ing kand p.g.a t.ex"))
        rules.firstWords.formUnion(
            words("av de den det detta du där en ett hon han hur i jag men och om på så vad vi"))
        rules.writesOrdinalsWithStop = false
    }

    private static func scandinavian(
        _ fill: (inout LanguageRules) -> Void
    ) -> LanguageRules {
        LanguageRules { rules in
            rules.neverLast = words("ca dr evt inkl jf kl mr mrs ms nr prof st vedr")
            rules.sometimesLast = words("a/s co inc jr mio mia mrd sr tlf")
            rules.oftenLast = words("a.m p.m etc m.fl m.m m.v o.l osv o.s.v")
            rules.beforeNumber = words(
                """
                art bd fig jan feb mar apr jun jul aug sep sept okt nov dec kap no nr p pkt s sal
                side tlf n° nº
                """)
            rules.firstWords = english.firstWords
            rules.writesOrdinalsWithStop = true
            rules.hasVowelInEveryWord = true
            fill(&rules)
        }
    }
}
