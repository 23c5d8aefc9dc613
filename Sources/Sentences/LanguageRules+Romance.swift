// Abbreviations and first words of French, Spanish, Italian and Portuguese.
extension LanguageRules {
    static let french = LanguageRules { rules in
        rules.neverLast = words(
            """
            ca cf col dr env gal hab lt m me mgr mlle mlles mm mme mmes mr ms p.ex par.ex pr prof
            resp s.a.r s.m st ste sté svp
            """)
        rules.sometimesLast = words(
            "adr apr av bd bull c.-à-d coll éd ex inc int jr ltd max min sté suiv sup tél trad")
        rules.oftenLast = words("etc")
        rules.beforeNumber = words(
            """
            art chap fig n n° nº no p pp sect t tél vol janv févr fév avr juil sept oct nov déc lun
            mar mer jeu ven sam dim
            """)
        rules.firstWords = words(
            """
            à ainsi alors après au aussi autre aux avant avec c car ce cela ces cet cette ceux chaque
            comme comment d dans de depuis des donc du elle elles en enfin ensuite et eux il ils je l
            la le les leur leurs lors lorsque lui ma mais même mes mon n ne nos notre nous on or où
            par pas pendant peut plus plusieurs pour pourquoi puis qu quand que quel quelle
            quelques qui quoi s sa sans selon ses si son sous sur ta tandis tous tout toute toutes
            très tu un une vos votre vous y
            """)
        rules.hasVowelInEveryWord = true
    }

    static let spanish = LanguageRules { rules in
        rules.neverLast = words(
            """
            arq atte cap cf cía cmdt cnel col d da dir dña dr dra dres dto excmo fr gob gral hno
            hna ilmo ing lic ldo lda mgr mons mt mtro p.ej pbro prof profa sgto sr sra sras sres
            srta srtas st sta sto tte ud uds vd vda vds
            """)
        rules.sometimesLast = words(
            """
            a.c a.m p.m admón apdo av avda bibl c/ cra cía co corp d.c depto dpto ed edo ee.uu ext
            fax inc izq izqda jr km ltda máx mín min pza pág págs s.a tel teléf tfno vol
            """)
        rules.oftenLast = words("etc")
        rules.beforeNumber = words(
            """
            apdo art arts cap cra fig ext n n° nº no núm núms p pág págs pp tel tfno vol ene feb mar
            abr may jun jul ago sep sept oct nov dic lun mié mie jue vie sáb sab dom piso
            """)
        rules.firstWords = words(
            """
            a además ahora al algo alguna algunas algunos ante antes así aunque cada casi como con
            cual cuando cómo cuál de del desde después donde durante e el ella ellas ellos en entonces
            entre era es esa ese eso esta estaba estas este esto estos está están fue ha hace hasta
            hay he hoy la las le les lo los luego mas me mi mientras mis muchas muchos muy más ni no
            nos nosotros nuestra nuestro o otra otras otro otros para pero poco por porque pues que
            quien quién qué se según ser si sin sobre solo son su sus sí también tal tampoco tan te
            tiene toda todas todo todos tras tu tú un una unas uno unos usted y ya yo él
            """)
        rules.hasVowelInEveryWord = true
    }

    static let italian = LanguageRules { rules in
        rules.neverLast = words(
            """
            ad.es amm arch art avv ca card cav cap cfr col comm d d.ssa dir dott dott.ssa dr dra
            dssa es gen geom gent giorn idraul ill ing lgt mar mons on p.es per.ind pres prof
            prof.ssa profssa psicol rag rev s ss sen sig sigg sig.na sig.ra sigg.re spett st t.col
            ten uff vs
            """)
        rules.sometimesLast = words(
            """
            a.c abbr all amb app approx arr aut autom biol bibl bot c.a centr ch chim co corp corr
            d.c dep disp ecc ed edit es est fam fis fr ind inc inf jr ltd mat max med meteor min
            naz nom obs op ord orig p.zza par pl poss prec prov r.r racc rel s.p.a s.r.l sec seg
            sez soc spec stat tel ten trad univ v vol
            """)
        rules.oftenLast = words("ecc etc")
        rules.beforeNumber = words(
            """
            art artt c cap cfr fig n n° nº nr num p pag pagg par pp tel tom v vol gen genn feb febbr
            mar apr mag giu lug ago sett set ott nov dic lun mer gio ven sab dom
            """)
        rules.firstWords = words(
            """
            a ad al alla alle allora altri anche ancora and c che chi ci ciò coi col come con così
            cui da dal dalla dei del della delle dello di dopo dove dunque durante e ecco ed era
            erano essa esso fra già gli ha hanno i il in infatti infine io l la le lei lo loro lui
            ma mentre mi mia mio molti molto ne nei nel nella nelle nessuno no noi non nostro o ogni
            oggi oppure per perché però più poi prima qual quale quando quanto quella quelle quelli
            quello questa queste questi questo qui quindi se secondo sei sempre senza si sia siamo
            solo sono sopra sotto stato su sua sue sul sulla suo suoi tra tu tutti tutto un una uno
            voi è
            """)
        rules.hasVowelInEveryWord = true
    }

    static let portuguese = LanguageRules { rules in
        rules.neverLast = words(
            """
            arq cap cel cf d dr dra drª eng engª exma exmo gen ilmo min p.ex pe prof profa profª
            rev sgt sr sra srta ss sto sta ten v vs
            """)
        rules.sometimesLast = words(
            """
            a.c av apto cia co d.c depto ed e.u.a ind jr ltda máx mín r s.a tel
            """)
        rules.oftenLast = words("etc")
        rules.beforeNumber = words(
            """
            art cap fig n n° nº no núm p pág págs pp tel vol jan fev mar abr mai jun jul ago set out
            nov dez
            """)
        rules.firstWords = words(
            """
            a agora ainda além alguns antes ao aos apesar após aquele aqui as assim até cada com como
            contudo da das de depois desde do dos e ela elas ele eles em enquanto então era essa esse
            esta este eu foi há isso isto já mais mas mesmo muitos na nas nem no nos nossa não nós o
            onde os ou outra outro outros para pela pelo por porque porém quais qual quando que quem
            se segundo sem seu sua são só também tem todos tudo um uma você à é
            """)
        rules.hasVowelInEveryWord = true
    }
}
