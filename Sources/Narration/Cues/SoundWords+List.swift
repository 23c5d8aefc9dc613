extension SoundWords {
    /// Words for sounds, gestures and ways of speaking in about thirty languages.
    static let known = Set(
        """
        aahs abbaia aboie aivastaa alkış alkışlar aplaude aplausos aplauz aplauze aplodeja
        applaudissements applauds applaus applause applausi applåder atmet audience ağlar
        ağlıyor baille bangs bark barking barks batuk bağırır beep beeps bell bellt berbisik
        bersin berteriak bifall blaft bleats blows bosteza brawa breathes brüllt burps
        buzzes bâille cackles canta cască chante chants chatter cheer cheers chichocze
        chichotá chicotește chimes chirps chokes chora chorando chortles chrapie chrápe
        chuchote chuckle chuckles clangs clap claps clatters clicks clinks closes cough
        coughs crash crashes creak creaks cri criant crie cries cris croaks crunches crying
        cântă cười esner estornuda exhales explodes explosion fanfare farts fischia
        fluistert fluit flämtar flüsternd flüstert fniser fnissar footsteps funga fısıldar
        gaapt gargles gasp gasps gelach gelächter geme gemido gemito gesnik gezang giggle
        giggles gime gisper gjesper glazba gobbles golpea grida griner grins grita gritando
        grito groan groans grogne gromt growl growling growls grugnisce grunt grunts gråter
        græder gulps gunfire gunshot gunshots gurgles gähnen gähnt gäspar gémissement gémit
        güler gülüyor gülüşmeler halète hapşırır haukottelee hiccups hijgt hisses hoest
        honks hoots horkol horlar hostar hoster howls hudba huilt hum hums huokaa huokaus
        hupt hurle husten hustend hustet huutaa hvisker hét hıçkırır inaudible inhales inler
        itkee jadea jingles jubel jubelt juicht jęczy kahkaha kaszel kaszle kašel kašle
        kašlje keuchen keucht khóc kiabál kicha kichern kichert kisses kiált klapper
        klapsalver klatschen klatscht klepe klingelt klopft klopt knackar knock knocking
        knocks knurrt kopog koputus kreunt kričí krzyczy krzyk kucht kuiskaa kuncog kuorsaa
        köhög köhögés kýchá křik křičí lachen lachend lacht ladra laugh laughing laughs
        laughter laulaa llanto llora llorando maúlla menangis mendengkur menghela menguap
        meow meows miagola miaule miaut moan moans mormora mumbles murmelt murmura murmure
        murmurs music musica musiikki musiikkia musik musikk musique mutters muzică muziek
        muzika muzyka música müzik nauraa nauru naurua neigh neighs nevet nevetés nhạc nickt
        niest nods noise nyser nyög oftează oklaski opens pants peva pfeifen pfeift piange
        piangendo pjeva plače pleurant pleure pleurs pljesak pláč pláče plânge pops potlesk
        povzdech pukanie purrs płacz płacze quacks rattles ri riant ricane ridacchia ride
        ridendo ridono rien riendo rindo rings ringtone rire rires risa risas risate riso
        risos rit roar roars ronca ronfle ronronea ronronne rumbles russa rustles râde râs
        râsete räuspern räuspert ríe ríen sanglote sbadiglia schluchzen schluchzt schnarcht
        schnaubt schnieft schreeuwt schrei schreit schüsse scoffs scream screams screeches
        seufzen seufzend seufzt sforăie shatters shout shouts shrieks shrugs shudders siffle
        sigh sighs silba silence singend singing sings singt siren sirens sjunger skratt
        skrattar skriger skriker slam slams slaps slurps smeje smiech smije smirks smooches
        smích směje snaps snarkar snarls sneeze sneezes snickers sniff sniffles sniffs snikt
        snore snores snorker snorts snurkt sob sobs solloza sonne sospira sospirando sospiro
        soupir soupirant soupire soupirs speaks spieva spits splash splashes squawks squeaks
        squeals stammers starnutisce static stille stilte stomps strigă strănută stutters
        sténá stöhnen stöhnt stönar stønner suckar suena suspină suspira suspiram suspirando
        suspiro sussurra susurra suttog swallows synger szepcze szept sír sírás sóhaj sóhajt
        taps taputuksia tepuk teriakan terisak terkikik tertawa theme throat thud thuds
        thumps thunder ticks tose tosiendo tosse tossendo tossisce toussant tousse tousses
        toux tuse tuts tușește tüsszent ulula urla uzdiše viskar visslar viče vomits vzdech
        vzdychá wails weeps weinen weinend weint westchnienie wheezes whimpers whines whirs
        whisper whispers whistle whistles whoops winks wzdycha yawn yawns yell yells yelps
        yskii zene ziewa zingt zpívá zucht zívá ásít çığlık éclats énekel éternue öksürük
        öksürür śmiech śmieje śpiewa şarkı šapuće šeptá șoptește țipă αναστενάζει βήχας
        βήχει γέλια γέλιο γελάει κλάμα κλαίει μουσική ουρλιάζει στεναγμός τραγουδάει
        φτερνίζεται φωνάζει χασμουριέται χειροκροτήματα χειροκρότημα ψιθυρίζει аплодируют
        аплодисменти аплодисменты вздох вздыхает вздыхая вика всхлипывает въздиша въздишка
        звонит звонок зевает зітхання зітхає кашель кашля кашляет кашляє кивает крик крики
        кричит кричить лает лай музика музыка мяукает оплески пее плач плаче плачет
        подмигивает поет позіхає поёт рыдает рыдания рычит свист свистит смее смеется смей
        смех смеясь смеётся сміх сміється співає стогне стонет стук стукіт тишина уздише
        усмехается фыркает хихикает хихоче хлопают хмыкает храп храпит хропе чихает чхає
        шепне шепотом шепоче шепчет шмыгает шёпотом אנחה בוכה לוחש לוחשת מוזיקה מוסיקה משתעל
        משתעלת נאנח נאנחת צוחק צוחקים צוחקת צועק צועקת צחוק שר שרה תשואות آه تشویق تصفيق
        تضحك تنهد خنده سرفه صراخ ضحك فریاد قہقہہ موسيقى موسیقی می‌خندد يتنهد يصرخ يضحك گریه
        ہنسی आह खाँसता खाँसी खांसी चिल्लाता चीख तालियाँ तालियां फुसफुसाता रोता रोती संगीत
        हँसता हँसती हँसी हंसता हंसती हंसी 기침 박수 비명 울음 웃음 음악 하품 한숨
        """.split { $0 == " " || $0 == "\n" })

    /// Words that stand for a sound where they stand alone: `*gulp*`, `*ring ring*`.
    static let interjections = Set(
        """
        buzz chant chirp choke clang clatter click clink croak crowd crunch cry exhale
        explode facepalm fart gargle gobble gong grin gulp hiccup hiss honk howl inhale kiss
        oink ooh pant pop purr rattle ring rumble rustle scoff screech shatter shriek shrug
        shudder slap slurp smirk smooch snap snarl snicker sniffle snort spit squawk squeak
        squeal stomp thump tick toot tut wail weep wheeze whimper whine whir whoop whoosh
        wink woof yelp zap
        """.split { $0 == " " || $0 == "\n" })
}
