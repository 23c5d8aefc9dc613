import Narration
import Subtitles
import Testing

@Suite struct HeldSpeakerTests {
    private var options: SpokenOptions {
        var options = SpokenOptions()
        options.roles = CueRoles(speakers: ["MIKE": .voice("m"), "SARA": .voice("s")])
        return options
    }

    /// Cues that follow one another, a second apart.
    private func file(_ texts: [String], gapBefore: [Int: Int] = [:]) -> SubtitleFile {
        var file = cueFile(texts)
        var start = 0
        for index in texts.indices {
            start += gapBefore[index] ?? 0
            file.cues[index].start = .seconds(start)
            file.cues[index].end = .seconds(start + 2)
            start += 3
        }
        return file
    }

    private func voices(_ file: SubtitleFile) -> [String?] {
        SpokenCues(file, options: options).cues.map(\.voiceID)
    }

    @Test("a label holds up to the next one where labels stand at changes of the speaker")
    func held() {
        let texts = [
            "MIKE:\nWhen I was young", "I used to walk.", "And I never got tired.", "SARA:\nWhy?",
            "MIKE: Because I moved.", "Far away.", "SARA: I see.",
        ]
        #expect(voices(file(texts)) == ["m", "m", "m", "s", "m", "m", "s"])
        #expect(SpokenCues(file(texts)).cues.map(\.speaker).last == "SARA")
        #expect(SpokenCues(file(texts)).cues[2].speaker == nil)
    }

    @Test("a label before a sound holds; a label without a voice ends another's")
    func otherLabels() {
        #expect(
            voices(
                file(["MIKE: Hi.", "SARA: (sighs)", "Well.", "JOHN: No.", "Never.", "MIKE: So."]))
                == ["m", "s", nil, nil, "m"])
    }

    @Test("a dash, another style and a long pause end it")
    func ends() {
        #expect(
            voices(file(["MIKE: Hi.", "- Who is it?", "Me.", "SARA: Ho."])) == ["m", nil, nil, "s"])
        #expect(
            voices(file(["MIKE: Hi.", ">> Who is it?", "Me.", "SARA: Ho."]))
                == ["m", nil, nil, "s"])
        #expect(
            voices(file(["MIKE: Hi.", "Yes.", "No.", "SARA: Ho."], gapBefore: [2: 20]))
                == ["m", "m", nil, "s"])
        var styled = file(["MIKE: Hi.", "EXIT", "Yes.", "SARA: Ho."])
        styled.cues[1].style = "Sign"
        #expect(voices(styled)[1] == nil)
    }

    @Test("where each line has its label, one without is nobody's")
    func labelledThroughout() {
        let texts = [
            "MIKE: One.", "MIKE: Two.", "MIKE: Three.", "SARA: Four.", "SARA: Five.", "Six.",
        ]
        #expect(voices(file(texts)).last == .some(nil))
    }

    @Test("voices that markup names hold for their cue alone")
    func markup() {
        var named = file(["Hi.", "Ho."])
        named.cues[0].speaker = "MIKE"
        #expect(voices(named) == ["m", nil])
    }
}
