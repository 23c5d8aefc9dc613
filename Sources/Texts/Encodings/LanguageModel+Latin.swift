extension LanguageModel {
    // The letters of each language from the most frequent on, by counts over its encyclopedia; each
    // space makes those behind it dearer by half a bit.

    static let western = [
        LanguageModel(
            "en", .latin,
            " e aitn osr lh dcmu fpg byw v k   j xz  q   éèêïöüñçàâáíóôæœëåãøäß"),
        LanguageModel(
            "fr", .latin,
            " e an istrlou d cmép  g hbfv q y àjxè k  wçz  ê ô ïëùûüœæÿñöäáíó"),
        LanguageModel(
            "de", .latin,
            "e  nir sta dlh uocmg b kf pwzv  ü äy öj  ß x  éq àèáêçëôíóñå"),
        LanguageModel("es", .latin, " ea on isrld tcu m p gb fy vhó  qíjzáé  kxñ úw    üçàèêöã"),
        LanguageModel(
            "pt", .latin,
            " ae o idsrn tmcu l p gb hfvé  ã çíqákz jóx y wê  úâõ àô üèñöïî"),
        LanguageModel("it", .latin, " aie on ltr sdc um p g vbf hz è  k yqà w jx  ùò éìîöüçáíóêñ"),
        LanguageModel("nl", .latin, "e  nai trso dl  mghuvcp kb wj fz  y    ëéx   ïöüèêçáàóîûæ"),
        LanguageModel("sv", .latin, "  earn tsi lod mkg vufhp äbcö å yj    w x z   éàüè"),
        LanguageModel("da", .latin, "e  rn tisad log mk fbuv ph  yøcå æj   w  z x  éáäöü"),
        LanguageModel("nb", .latin, " e rn tsaiol dk gm vufp bh y øjå c   w æ z x  ä"),
        LanguageModel("fi", .latin, " ai nets ol uk rmä jvp hy d  g cbö f  w  xz  éåš"),
        LanguageModel("is", .latin, "  ainr etsl kmg ðu fd áyvhob pjí æóþ ö ú éýx c   w  äåè"),
        LanguageModel("ca", .latin, " ae i slnrt docu m p gb fv éh qóàè yíx jò kz  wçú  ï ü"),
        LanguageModel("eu", .latin, "a e irt nok uz dlb gs  hmp  fx   c j  yv w ñáéíóúü"),
        LanguageModel("ga", .latin, "a  ihn re tcosld m gáu íbf éúp ó      x w  kv"),
        LanguageModel("cy", .latin, "  adyne riol wg hftscu m b  p     â kô vj  êîûŵŷäëïöüáé"),
        LanguageModel("sq", .latin, "  eitëa rns ho mlkduj p gv bf qzc y    ç x w  éèâê"),
        LanguageModel("af", .latin, "e  ian srodt l kg uvm wpbh f y c j  ë  zx ê é îôûèáïöü"),
        LanguageModel("id", .latin, "a  nie r tsudlk mgophb  y  cj w fv   z   x é"),
        LanguageModel("sw", .latin, "a i  nk mwuo etlys hr jbz dpg fc  v       xé"),
        LanguageModel("tl", .latin, "a n gi so lt pemyrku b dh  wc    vf zj   xq ñé"),
    ]

    static let central = [
        LanguageModel("pl", .latin, "  aioe nw rsczt kdypml ujg hł b óą śężf  ń  vć  x ź éöüäáč"),
        LanguageModel(
            "cs", .latin,
            "  eo an tsirvkl mudpíc hjáz by éěýřč ž gšf ů   wú x  ňó ďöüä"),
        LanguageModel(
            "sk", .latin,
            "  oae nir tsvk lmdpu cjhá zby ýí čéúg šžf ľ ť ó w ôxňä  ď ŕĺůěřöü"),
        LanguageModel("hu", .latin, "  ae tlsn rikoz ágém bydv puh cjfóö ő íü  úű   w x  ä"),
        LanguageModel("ro", .latin, " e ia rntulo cs dmp ă  fbgv îţțşșzh  â jk xy w    éöü"),
        LanguageModel("hr", .latin, " a ieo nr jskut ldmvp g zcb h č šž f ć yw đ   xq éöü"),
        LanguageModel("sl", .latin, " a eio nr slkjtv dpm u zbg hcčš  žf    y  wá é íćđäöü"),
    ]

    static let baltic = [
        LanguageModel("lt", .latin, " ia s oern tuk lmp djv gėyųb š žc  ūčįzfą h  ę    wxé"),
        LanguageModel("lv", .latin, " a is ert unok lāmdp vj zībgē c š f ļūhņ ž ķģ  č y w ŗōéö"),
        LanguageModel("et", .latin, " a eis tnlo ukr md vg hpj bäõ ü  fc  ö y wz š x žéå"),
    ]

    static let turkish = [
        LanguageModel("tr", .latin, " a ein rl ıdkts muoy b ü gşvzhcp fçğö    j w    âxîûéè")
    ]

    static let vietnamese = [
        LanguageModel(
            "vi", .latin,
            "  nht ci g ađu omkprl ybádưàs vôểe ếộạêệóợảịố ậấầớụ xặùủìíề ọỗãờựữứúqâ fơửừổýỉắò"
                + "ỏở ăồằ ẫẩéẽ ỡwũ õĩẻ  ẵjèz ỳẹẳỹỷỵ")
    ]

    /// All languages with the Latin alphabet.
    static let latin = western + central + baltic + turkish + vietnamese
}
