import Narration
import Testing
import Texts

@Suite struct SpokenSoundTests {
    @Test(
        "sounds in brackets are not spoken and are listed",
        arguments: [
            "[door slams]", "(sighs)", "（笑）", "【音】", "*cough*", "**gähnen**",
            "(computer playing\nelectronic melody)", "(EXPLOSION IN THE DISTANCE)", "[あくび]",
            "- [barks]",
        ])
    func sounds(text: String) {
        let cues = SpokenCues(cueFile([text]))
        #expect(cues.cues.isEmpty)
        #expect(cues.unspoken.map(\.reason) == [.sound])
    }

    @Test(
        "speech in brackets stays",
        arguments: [
            ("(the one which is opened by 't' key)", "(the one which is opened by 't' key)"),
            ("从“编辑(Edit)”菜单", "从“编辑(Edit)”菜单"), ("选择（Edit）", "选择（Edit）"),
            ("*МАМАААА*", "МАМАААА"), ("I *really* mean it", "I really mean it"),
            ("x^3 * x = 100", "x^3 * x = 100"),
            ("Nobody (at NASA) knows.", "Nobody (at NASA) knows."),
            ("[shouting] Well! First up.", "Well! First up."),
            ("(sighs) Okay. (door opens)", "Okay."),
            ("そうだね（笑）", "そうだね"), ("[unclosed", "[unclosed"),
            ("(Sighs) Fine.", "Fine."), ("(Laughing) Hi.", "Hi."),
            ("(Speaking French) Bonjour", "Bonjour"), ("(lacht) Gut.", "Gut."),
            ("I don't [sobs] know.", "I don't know."), ("Who is it? [door slams]", "Who is it?"),
            ("[大声]では！", "では！"), ("(ため息)\nほら", "ほら"),
        ])
    func speech(text: String, expected: String) {
        #expect(spoken(text) == [expected])
    }

    @Test(
        "brackets that are attached to a word, or stand within a sentence, are spoken",
        arguments: [
            "(a + b) squared is easy", "(x, y) is a point", "(optional) Click the button.",
            "That's all. (or not)", "(a) First point.", "(Note that x is 5)", "x[i] = y[j]",
            "array[0]", "[Ctrl]+[C] copies", "Press [Enter] to continue.", "Then press [Enter]",
            "【第一章】开始", "他（小明）说好", "ドア（扉）を開ける",
        ])
    func bracketedSpeech(text: String) {
        #expect(spoken(text) == [text])
    }

    @Test(
        "between asterisks known sounds are not spoken, in many languages",
        arguments: [
            "*sighs*", "*Door slams*", "**laughing**", "*clears throat*", "*phone ringing*",
            "*gulp*",
            "*COUGH*", "*claps slowly*", "*soupire*", "*lacht leise*", "*смеётся*", "*叹气*",
            "*śmiech*", "*güler*", "*zucht*", "*skrattar*", "*нервный смех*", "*한숨*",
        ])
    func starredSounds(text: String) {
        let cues = SpokenCues(cueFile([text]))
        #expect(cues.cues.isEmpty)
        #expect(cues.unspoken.map(\.reason) == [.sound])
    }

    @Test(
        "other words between asterisks are emphasis",
        arguments: [
            ("*Never* do that again.", "Never do that again."),
            ("**Never** forget.", "Never forget."),
            ("*Who are you*\n*and what?*", "Who are you and what?"),
            ("*Who are you\nand what?*", "Who are you and what?"),
            ("*Sortez-vous d'ici !*", "Sortez-vous d'ici !"), ("*Amazing* work.", "Amazing work."),
            ("*Darling*, come.", "Darling, come."), ("*I scream!*", "I scream!"),
            ("*Music* is my life.", "Music is my life."), ("*sighs* Fine.", "Fine."),
            ("*Coughs* excuse me", "excuse me"), ("Oh. *laughs* No.", "Oh. No."),
            ("*你必须*走。", "你必须走。"), ("*Bring* it *on*.", "Bring it on."),
            ("5*a and b*2", "5*a and b*2"), ("F*** you, you b*****d!", "F*** you, you b*****d!"),
            ("2 * 3 * 4 is 24.", "2 * 3 * 4 is 24."), ("A *= 2 and b *= 3.", "A *= 2 and b *= 3."),
            ("¡*Nunca* más!", "¡Nunca más!"), ("*Warum nicht?* Na ja.", "Warum nicht? Na ja."),
        ])
    func emphasis(text: String, expected: String) {
        #expect(spoken(text) == [expected])
    }

    @Test("sounds and songs are spoken without their marks where they are asked for")
    func readsSounds() {
        var options = SpokenOptions()
        options.readsSounds = true
        #expect(
            spoken("[door slams] Hey!", "♪ La la ♪", options: options) == [
                "door slams Hey!", "La la",
            ])
    }

    @Test(
        "sung lines are not spoken",
        arguments: [
            "♪ Oh happy day ♪", "♪ Oh happy\nday ♪", "♫", "# Oh happy day #", "♪ Oh\n♪ Ah",
            "- ♪ La", "♪ Hello darkness\nmy old friend", "Oh happy day ♪",
        ])
    func music(text: String) {
        let cues = SpokenCues(cueFile([text]))
        #expect(cues.cues.isEmpty)
        #expect(Set(cues.unspoken.map(\.reason)) == [.music])
    }

    @Test("what stands beside a song is spoken")
    func besideMusic() {
        #expect(
            spoken("♪ La la ♪\nStop it!", "#1: Getting Started", "He sang ♪ la ♪ and left.")
                == ["Stop it!", "#1: Getting Started", "He sang and left."])
    }

    @Test(
        "what is said before and behind notes is spoken",
        arguments: [
            ("♪ lala ♪ Stop it!", "Stop it!"), ("Then he sang: ♪ la la ♪", "Then he sang:"),
            ("[laughs] OK. ♪ lala ♪", "OK."), ("Hello there. ♪", "Hello there."),
            ("♪ la ♪ Stop it! ♪ la ♪", "Stop it!"), ("- ♪ La\n- Stop!", "Stop!"),
            ("♪ Oh\nday ♪ Enough.", "Enough."), ("♪♪ la ♪♪ Go.", "Go."),
        ])
    func besideNotes(text: String, expected: String) {
        #expect(spoken(text) == [expected])
    }

    @Test(
        "advertising is not spoken",
        arguments: [
            "Support us and become VIP member\nto remove all ads from www.OpenSubtitles.org",
            "Subtitles by John", "Sync and corrections by explosiveskull",
            "== sync, corrected by elderman ==",
            "www.addic7ed.com", "Downloaded from\nYTS.MX", "字幕组：远鉴", "Субтитры: А. Петров", "翻译：小明",
            "https://example.org/x",
        ])
    func advertising(text: String) {
        let cues = SpokenCues(cueFile([text]))
        #expect(cues.unspoken.contains { $0.reason == .advertising })
        #expect(cues.cues.allSatisfy { $0.text == "Downloaded from" })
    }

    @Test(
        "what only resembles advertising is spoken",
        arguments: [
            "Stand by me.", "It was translated by hand.", "Edited by nobody.",
            "左边我们有时间轴(Timetrack)面板",
            "Go to synfig.org and look.", "The captions are wrong.",
            "Captions by default are off.", "Subtitles by default are off.", "Sync by pressing F5.",
            "Timing synced by hardware", "Synchronized by the clock signal, the bits flow.",
            "我们字幕组很好", "翻译：你好的意思是hello", "Untertitel: ein und aus",
            "I subscribed to OpenSubtitles once.",
        ])
    func noAdvertising(text: String) {
        #expect(spoken(text) == [text])
    }

    @Test(
        "credits stand near the front or the end of a file, addresses anywhere",
        arguments: [
            ("字幕：打开", true), ("Subtitles by John", true), ("Check out\nwww.foo.com", true),
            ("Visit www.OpenSubtitles.org", false), ("www.foo.com", false),
        ])
    func place(text: String, isSpoken: Bool) {
        let others = (0..<20).map { "Line \($0)." }
        let cues = SpokenCues(cueFile(others + [text] + others))
        #expect(cues.cues.count == (isSpoken ? 41 : 40))
        let expected = text.replacing("\n", with: " ")
        #expect(cues.cues.contains { $0.text == expected } == isSpoken)
    }

    @Test(
        "a cue without a letter or a number is listed", arguments: ["", "...", "<i></i>", " \n-"])
    func empty(text: String) {
        let cues = SpokenCues(cueFile([text]))
        #expect(cues.cues.isEmpty)
        #expect(cues.unspoken.map(\.reason) == [.empty])
    }
}
