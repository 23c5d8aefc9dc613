import Books
import Markup
import Narration
import Subtitles
import Testing
import Texts

@Suite struct SpokenMarkupTests {
    @Test(
        "SubRip's tags are not spoken, what only looks like them is",
        arguments: [
            ("<i>So</i> it <font color=\"#00ff00\">is</font>.", "So it is."),
            ("{\\an8}Up {\\i1}here{\\i0}.", "Up here."), ("{Y:i}Old.", "Old."),
            ("I <3 you, and a < b, {so} 2<3,5>1.", "I <3 you, and a < b, {so} 2<3,5>1."),
            ("<x>In.</x> <y>Out.", "In. <y>Out."),
            ("if a<b and c>d then stop", "if a<b and c>d then stop"),
            ("for i<s and s>0", "for i<s and s>0"),
            ("Open C:\\New\\home now", "Open C:\\New\\home now"),
            ("In src\\New\\test", "In src\\New\\test"),
            ("The set {a:1} has one", "The set {a:1} has one"),
            ("Dict {x: 5, y: 6} here", "Dict {x: 5, y: 6} here"), ("{y:i}{c:$0000ff}Old.", "Old."),
            ("<c.yellow>Lit</c> and <v Anna>said</v>", "Lit and said"),
            ("One<br/>two\\Nthree\\hfour", "One two three four"),
            ("Tom &amp; Jerry &lt;i&gt; AT&T", "Tom & Jerry <i> AT&T"),
            ("<I>Not closed", "Not closed"), ("Zero\u{AD} \u{202B}width\u{FEFF}", "Zero width"),
        ])
    func tags(text: String, expected: String) {
        #expect(spoken(text) == [expected])
    }

    @Test(
        "names of characters are resolved in WebVTT and in SubRip",
        arguments: [
            ("&ccaron;aj &amp; k&aacute;va &lstrok;", "čaj & káva ł"), ("Oui&hellip;", "Oui…"),
            ("&quot;A&comma; b&period;&quot;", "\"A, b.\""), ("&Zcaron;ena&excl;", "Žena!"),
            ("It&rsquo;s &num;1&semi; AT&T", "It’s #1; AT&T"), ("&dcy;&acy;", "да"),
            ("R&D &numbers; &nosuch;", "R&D &numbers; &nosuch;"),
        ])
    func references(text: String, expected: String) {
        #expect(spoken(text) == [expected])
        #expect(spoken(text, format: .vtt) == [expected])
    }

    @Test("a WebVTT voice is a speaker, and several make several cues that share the time")
    func voices() throws {
        let file = cueFile(
            ["<v Chris>Okay.</v>\n<v.loud Kyle Huey>Now we're good, Chris?\n<b>Sure?</b>"],
            format: .vtt)
        let cues = SpokenCues(file).cues
        #expect(cues.map(\.speaker) == ["Chris", "Kyle Huey"])
        #expect(cues.map(\.text) == ["Okay.", "Now we're good, Chris? Sure?"])
        #expect(cues.map(\.number) == [1, 1])
        let first = try #require(cues.first)
        #expect(first.start == .zero && first.end == cues[1].start && cues[1].end == .seconds(2))
        #expect(first.end > .milliseconds(300) && first.end < .milliseconds(310))
    }

    @Test("of a ruby its text is spoken, or its reading")
    func ruby() {
        let text = "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>を<c.x>読む</c><00:01.000>。"
        var options = SpokenOptions()
        #expect(spoken(text, format: .vtt) == ["漢字を読む。"])
        options.ruby = .reading
        #expect(spoken(text, format: .vtt, options: options) == ["かんじを読む。"])
    }

    @Test("of ASS overrides, drawings and karaoke are not spoken")
    func overrides() {
        #expect(
            spoken("{\\k10}And {\\k5}now{\\pos(1,2)}\\Nfor\\hgood {comment}", format: .ass)
                == ["And now for good"])
        let file = cueFile(
            ["{\\p1}m 0 0 l 1 1{\\p0}Feather", "{\\an5\\p1}m 0 0 b 1 2"], format: .ass)
        let cues = SpokenCues(file)
        #expect(cues.cues.map(\.text) == ["Feather"])
        #expect(cues.unspoken.map(\.reason) == [.drawing, .drawing])
    }

    @Test("what several layers draw at once is spoken once")
    func layers() {
        var file = cueFile(["Glow", "{\\blur5}Glow", "Glow"], format: .ass)
        file.cues[1].layer = 1
        file.cues[1].start = .milliseconds(500)
        let cues = SpokenCues(file)
        #expect(cues.cues.map(\.number) == [1, 3])
        #expect(cues.unspoken.map(\.reason) == [.repeated])
    }

    @Test("a text that is moved frame by frame is spoken once", arguments: [1000, 40])
    func frames(length: Int) {
        var file = cueFile(
            (0..<20).map { "{\\pos(\($0),1)}The quick brown fox" } + ["Then more."], format: .ass)
        for index in 0..<20 {
            file.cues[index].start = .milliseconds(1000 + 40 * index)
            file.cues[index].end = .milliseconds(1000 + 40 * index + length)
            file.cues[index].style = "Sign"
        }
        let cues = SpokenCues(file)
        #expect(cues.cues.map(\.text) == ["The quick brown fox", "Then more."])
        #expect(cues.cues[0].end == .milliseconds(1760 + length))
        #expect(cues.unspoken.map(\.reason) == Array(repeating: .repeated, count: 19))
    }

    @Test("what ASS says twice in its own time is spoken twice")
    func saidTwice() {
        var file = cueFile(["{\\i1}No.", "{\\i1}No."], format: .ass)
        file.cues[1].start = .seconds(2)
        #expect(SpokenCues(file).cues.count == 2)
    }

    @Test(
        "marks of right-to-left lines that stand as they look are put where they are read",
        arguments: [
            ("...إلى الشمال", ["إلى الشمال..."]), ("! الآن -", ["الآن!"]), ("نعم.", ["نعم."]),
            ("أمل ؟\nنعم -", ["-1| أمل ؟", "-2| نعم"]), ("- لا.", ["لا."]), ("…no", ["…no"]),
        ])
    func visualOrder(text: String, expected: [String]) {
        #expect(spoken(text) == expected)
    }

    @Test("times of words in song texts are not spoken")
    func wordTimes() {
        #expect(
            spoken("<00:01.00>When <00:01.50>you <00:02.00>were", format: .lrc) == ["When you were"]
        )
    }

    @Test(
        "lines are joined by a space, in scripts without spaces by none",
        arguments: [
            ("How did\nwe end", "How did we end"), ("你好，\n世界", "你好，世界"), ("日本\nGo", "日本 Go"),
            ("สวัส\nดี", "สวัสดี"), ("안녕\n하세요", "안녕 하세요"), ("co-\noperate", "co- operate"),
        ])
    func joining(text: String, expected: String) {
        #expect(spoken(text) == [expected])
    }

    @Test("no nesting is too deep")
    func depth() {
        #expect(spoken(String(repeating: "<i>", count: 50_000) + "x", format: .vtt) == ["x"])
    }
}
