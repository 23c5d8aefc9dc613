import Texts

/// A voice of the Kling platform, as its published table names it.
package struct Voice: Hashable, Sendable {
    /// What the API calls it.
    package let id: String
    /// The language it is listed under, `zh` or `en`; one voice can be listed under both.
    package let language: String
    /// What the platform shows people.
    package let name: String
}

extension Voice {
    /// The voices the platform lists; an account may know more.
    ///
    /// Source: the Kling platform's table of voices.
    package static let catalog: [Voice] = table.split(separator: "\n").map { line in
        let parts = line.split(separator: ",").map(String.init)
        return Voice(id: parts[0], language: parts[1], name: parts[2])
    }

    /// The published voice that a name is near to; nil for one that is published itself.
    package static func published(near id: String) -> String? {
        guard languages[id] == nil else { return nil }
        return nearest(to: id, among: catalog.map(\.id), within: max(2, id.count / 4))
    }

    /// The languages that each of these voices is listed under.
    package static let languages = Dictionary(grouping: catalog, by: \.id)
        .mapValues { $0.map(\.language) }

    private static let table = """
        genshin_vindi2,zh,阳光少年
        zhinen_xuesheng,zh,懂事小弟
        tiyuxi_xuedi,zh,运动少年
        ai_shatang,zh,青春少女
        genshin_klee2,zh,温柔小妹
        genshin_kirara,zh,元气少女
        ai_kaiya,zh,阳光男生
        tiexin_nanyou,zh,幽默小哥
        ai_chenjiahao_712,zh,文艺小哥
        girlfriend_1_speech02,zh,甜美邻家
        chat1_female_new-3,zh,温柔姐姐
        girlfriend_2_speech02,zh,职场女青
        cartoon-boy-07,zh,活泼男童
        cartoon-girl-01,zh,俏皮女童
        ai_huangyaoshi_712,zh,稳重老爸
        you_pingjing,zh,温柔妈妈
        ai_laoguowang_712,zh,严肃上司
        chengshu_jiejie,zh,优雅贵妇
        zhuxi_speech02,zh,慈祥爷爷
        uk_oldman3,zh,唠叨爷爷
        laopopo_speech02,zh,唠叨奶奶
        heainainai_speech02,zh,和蔼奶奶
        dongbeilaotie_speech02,zh,东北老铁
        chongqingxiaohuo_speech02,zh,重庆小伙
        chuanmeizi_speech02,zh,四川妹子
        chaoshandashu_speech02,zh,潮汕大叔
        ai_taiwan_man2_speech02,zh,台湾男生
        xianzhanggui_speech02,zh,西安掌柜
        tianjinjiejie_speech02,zh,天津姐姐
        diyinnansang_DB_CN_M_04-v2,zh,新闻播报男
        yizhipiannan-v1,zh,译制片男
        guanxiaofang-v2,zh,元气少女
        tianmeixuemei-v1,zh,撒娇女友
        daopianyansang-v1,zh,刀片烟嗓
        mengwa-v1,zh,乖巧正太
        genshin_vindi2,en,Sunny
        zhinen_xuesheng,en,Sage
        AOT,en,Ace
        ai_shatang,en,Blossom
        genshin_klee2,en,Peppy
        genshin_kirara,en,Dove
        ai_kaiya,en,Shine
        oversea_male1,en,Anchor
        ai_chenjiahao_712,en,Lyric
        girlfriend_4_speech02,en,Melody
        chat1_female_new-3,en,Tender
        chat_0407_5-1,en,Siren
        cartoon-boy-07,en,Zippy
        uk_boy1,en,Bud
        cartoon-girl-01,en,Sprite
        PeppaPig_platform,en,Candy
        ai_huangzhong_712,en,Beacon
        ai_huangyaoshi_712,en,Rock
        ai_laoguowang_712,en,Titan
        chengshu_jiejie,en,Grace
        you_pingjing,en,Helen
        calm_story1,en,Lore
        uk_man2,en,Crag
        laopopo_speech02,en,Prattle
        heainainai_speech02,en,Hearth
        reader_en_m-v1,en,The Reader
        commercial_lady_en_f-v1,en,Commercial Lady
        """
}
