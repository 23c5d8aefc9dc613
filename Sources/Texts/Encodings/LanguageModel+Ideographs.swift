extension LanguageModel {
    /// Chinese in its simplified form, and in its traditional one.
    static let chinese = [
        LanguageModel("zh", frequent: chineseFrequent, common: simplifiedCommon),
        LanguageModel("zh", frequent: chineseFrequent, common: traditionalCommon),
    ]
    static let japanese = [
        LanguageModel("ja", frequent: japaneseFrequent, common: japaneseCommon)
    ]
    static let korean = [LanguageModel("ko", frequent: koreanFrequent, common: koreanCommon)]

    private static let chineseFrequent = "的一是不了在人有我他之大中上子而以也者到道得出日"

    private static let simplifiedCommon = """
        这个们来时地为你说生国年着就那和要她里后自会家可下过天去能对小多然于心学么都好看起发当没成只如\
        事把还用第样想作种开美总从无情己面最女但现前些所同手又行意动方期它头经长儿回位分爱老因很给名法间\
        斯知世什两次使身被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车\
        全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先口由死\
        安写性马光白或住难望教命花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往\
        何度山觉路带万男边风解叫任金快原吃妈变通师立象数四失满战远格士音轻目条呢兵曰乃则遂吾汝将操玄布备\
        曹皆令引杀遣兄弟
        """

    private static let traditionalCommon = """
        這個們來時地為你說生國年著就那和要她裡裏後自會家可下過天去能對小多然於心學麼都好看起發當沒成只如\
        事把還用第樣想作種開美總從無情己面最女但現前些所同手又行意動方期它頭經長兒回位分愛老因很給名法間\
        斯知世什兩次使身被高已親其進此話常與活正感見明問力理爾點文幾定本公特做外孩相西果走將月十實向聲車\
        全信重三機工物氣每並別真打太新比才便夫再書部水像眼等體卻加電主界門利海受聽表德少克代員許先口由死\
        安寫性馬光白或住難望教命花結樂色更拉東神記處讓母父應直字場平報友關放至張認接告入笑內英軍候民歲往\
        何度山覺路帶萬男邊風解叫任金快原吃媽變通師立象數四失滿戰遠格士音輕目條呢兵曰乃則遂吾汝將操玄布備\
        曹皆令引殺遣兄弟故勝
        """

    private static let japaneseFrequent =
        "のにはたをといてがしもなれっらでかりうるすまこんだあさきよそつくめけえ、。「」"

    private static let japaneseCommon = """
        ぁぃぅぇおくぐげござじずぜせぞただちぢづてでどなぬねひびぴふぶぷへべぺほぼぽみむめもゃやゅゆょよわぎばろ\
        アイウエオカガキギクグケゲコゴサザシジスズセソタダチッテデトドナニネノハバパヒビピフブプヘベペホボポマミ\
        ムメモャヤュョラリルレロワンァィェォヴ・ー日一人年大十二本中長出三時行見月後前生五間上東四今金九入学高円\
        子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨言思手\
        自分彼私方事者家心目力立知会国的地体部所口同度当世意何故様々田作用取物代回合新理開動対文場全道実
        """

    private static let koreanFrequent = "이다는을의에고가하지한은로도기를서리아나그자있어사들인라시"

    private static let koreanCommon = """
        게대해수일정것만으보니면과년전았제거었부여주상스안와말내없되성구원장우무적데관까러던때생각않미비음\
        를습요네으신소동등선마방오실치속람저같중모두더조화연문경세공국너야바심된할려며군진위많본물당단계절\
        금외살번유통발체양식직분노님회학건손복행했민느낌집또입처불르개현론차감반간결째히크트드파날알얼운눈됐
        """
}
