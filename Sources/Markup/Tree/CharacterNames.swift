/// Names of characters that HTML 5 has beyond those of HTML 4: punctuation, Latin letters with marks,
/// Cyrillic.
///
/// Source: https://html.spec.whatwg.org/multipage/named-characters.html
enum CharacterNames {
    /// The character by its name.
    static let later: [String: String] = {
        let words = list.split { $0 == " " || $0 == "\n" }
        var later = ["NewLine": "\n", "Tab": "\t", "apos": "'"]
        for (place, name) in words.enumerated() where place % 2 == 0 && place + 1 < words.count {
            later[String(name)] = String(words[place + 1])
        }
        return later
    }()

    private static let list = """
        Abreve Ă  abreve ă  Acy А  acy а  Amacr Ā  amacr ā  AMP &  Aogon Ą  aogon ą  ast *
        Bcy Б  bcy б  bsol \\  bullet •  Cacute Ć  cacute ć  caron ˇ  Ccaron Č  ccaron č
        Ccirc Ĉ  ccirc ĉ  Cdot Ċ  cdot ċ  CenterDot ·  centerdot ·  CHcy Ч  chcy ч
        CloseCurlyDoubleQuote ”  CloseCurlyQuote ’  colon :  comma ,  commat @  dash ‐
        Dcaron Ď  dcaron ď  Dcy Д  dcy д  ddagger ‡  DJcy Ђ  djcy ђ  dollar $  DScy Ѕ
        dscy ѕ  Dstrok Đ  dstrok đ  DZcy Џ  dzcy џ  Ecaron Ě  ecaron ě  Ecy Э  ecy э  Edot Ė
        edot ė  Emacr Ē  emacr ē  ENG Ŋ  eng ŋ  Eogon Ę  eogon ę  equals =  excl !  Fcy Ф
        fcy ф  Gbreve Ğ  gbreve ğ  Gcedil Ģ  Gcirc Ĝ  gcirc ĝ  Gcy Г  gcy г  Gdot Ġ  gdot ġ
        GJcy Ѓ  gjcy ѓ  grave `  GT >  Hacek ˇ  half ½  HARDcy Ъ  hardcy ъ  Hcirc Ĥ  hcirc ĥ
        horbar ―  Hstrok Ħ  hstrok ħ  hyphen ‐  Icy И  icy и  Idot İ  IEcy Е  iecy е
        IJlig Ĳ  ijlig ĳ  Imacr Ī  imacr ī  inodot ı  IOcy Ё  iocy ё  Iogon Į  iogon į
        Itilde Ĩ  itilde ĩ  Iukcy І  iukcy і  Jcirc Ĵ  jcirc ĵ  Jcy Й  jcy й  Jsercy Ј
        jsercy ј  Jukcy Є  jukcy є  Kcedil Ķ  kcedil ķ  Kcy К  kcy к  kgreen ĸ  KHcy Х
        khcy х  KJcy Ќ  kjcy ќ  Lacute Ĺ  lacute ĺ  lbrace {  lbrack [  Lcaron Ľ  lcaron ľ
        Lcedil Ļ  lcedil ļ  lcub {  Lcy Л  lcy л  ldquor „  LJcy Љ  ljcy љ  Lmidot Ŀ
        lmidot ŀ  lowbar _  lpar (  lsqb [  lsquor ‚  Lstrok Ł  lstrok ł  LT <  Mcy М  mcy м
        midast *  mldr …  Nacute Ń  nacute ń  napos ŉ  Ncaron Ň  ncaron ň  Ncedil Ņ
        ncedil ņ  Ncy Н  ncy н  NJcy Њ  njcy њ  num #  Ocy О  ocy о  Odblac Ő  odblac ő
        Omacr Ō  omacr ō  OpenCurlyDoubleQuote “  OpenCurlyQuote ‘  Pcy П  pcy п  percnt %
        period .  plus +  quest ?  QUOT \"  Racute Ŕ  racute ŕ  rbrace }  rbrack ]  Rcaron Ř
        rcaron ř  Rcedil Ŗ  rcedil ŗ  rcub }  Rcy Р  rcy р  rdquor ”  rpar )  rsqb ]
        rsquor ’  Sacute Ś  sacute ś  Scedil Ş  scedil ş  Scirc Ŝ  scirc ŝ  Scy С  scy с
        semi ;  SHCHcy Щ  shchcy щ  SHcy Ш  shcy ш  SOFTcy Ь  softcy ь  sol /  Tcaron Ť
        tcaron ť  Tcedil Ţ  tcedil ţ  Tcy Т  tcy т  TScy Ц  tscy ц  TSHcy Ћ  tshcy ћ
        Tstrok Ŧ  tstrok ŧ  Ubrcy Ў  ubrcy ў  Ubreve Ŭ  ubreve ŭ  Ucy У  ucy у  Udblac Ű
        udblac ű  Umacr Ū  umacr ū  Uogon Ų  uogon ų  Uring Ů  uring ů  Utilde Ũ  utilde ũ
        Vcy В  vcy в  verbar |  vert |  Wcirc Ŵ  wcirc ŵ  YAcy Я  yacy я  Ycirc Ŷ  ycirc ŷ
        Ycy Ы  ycy ы  YIcy Ї  yicy ї  YUcy Ю  yucy ю  Zacute Ź  zacute ź  Zcaron Ž  zcaron ž
        Zcy З  zcy з  Zdot Ż  zdot ż  ZHcy Ж  zhcy ж
        """
}
