import Narration
import Subtitles
import Testing

@Suite struct DrawnCuesTests {
    /// Cues of one style that overlap, each at a place of its own.
    private func placed(_ texts: [String], effect: String? = nil) -> SubtitleFile {
        var file = cueFile(
            texts.enumerated().map { "{\\an5\\pos(\($0 * 30),40)}\($1)" }, format: .ass)
        for index in file.cues.indices {
            file.cues[index].start = .milliseconds(1000 + 50 * index)
            file.cues[index].end = .milliseconds(5000 + 50 * index)
            file.cues[index].style = "Song"
            file.cues[index].effect = effect
        }
        return file
    }

    private func reasons(_ file: SubtitleFile) -> Set<UnspokenCue.Reason> {
        Set(SpokenCues(file).unspoken.map(\.reason))
    }

    @Test("syllables of karaoke are not spoken, and one that comes twice is no repeat")
    func effects() {
        let file = placed(["su", "su", "mu"], effect: "fx")
        #expect(SpokenCues(file).cues.isEmpty)
        #expect(SpokenCues(file).unspoken.map(\.reason) == [.karaoke, .karaoke, .karaoke])
    }

    @Test(
        "times of syllables within words are a song's, those of words are not",
        arguments: [
            ("{\\k50}so{\\k50}re{\\k50}de{\\k50}mo", false),
            ("{\\kf20}Twin{\\kf20}kle {\\kf20}lit{\\kf20}tle {\\kf20}star", false),
            ("{\\k10}And {\\k5}now {\\k20}we {\\k9}go", true), ("{\\k10}And{\\k5} now", true),
            ("{\\i1}Ever{\\i0}more", true),
        ])
    func syllables(text: String, isSpoken: Bool) {
        #expect(SpokenCues(cueFile([text], format: .ass)).cues.isEmpty != isSpoken)
    }

    @Test("signs that are set letter by letter are drawings")
    func letters() {
        #expect(reasons(placed(["H", "o", "t", "e", "l"])) == [.drawing])
        #expect(SpokenCues(placed(["H", "o", "t", "e", "l"])).cues.isEmpty)
        #expect(SpokenCues(placed(["so", "re", "de", "mo"])).cues.isEmpty)
        #expect(SpokenCues(placed(["酒", "店", "大", "门"])).cues.isEmpty)
    }

    @Test("short lines at places of their own that follow one another are spoken")
    func shortLines() {
        var file = placed(["No.", "Yes.", "Why?", "Go!"])
        for index in file.cues.indices {
            file.cues[index].start = .seconds(index * 2)
            file.cues[index].end = .seconds(index * 2 + 1)
        }
        #expect(SpokenCues(file).cues.count == 4)
        #expect(SpokenCues(placed(["Stop right there", "You two", "Yes, you"])).cues.count == 3)
        #expect(SpokenCues(placed(["No.", "Yes."])).cues.count == 2)
    }

    @Test("text that a file hides is not spoken, and is listed")
    func hidden() {
        var file = cueFile(["Seen.", "Not seen."], format: .ttml)
        file.cues[1].isHidden = true
        #expect(SpokenCues(file).cues.map(\.text) == ["Seen."])
        #expect(SpokenCues(file).unspoken.map(\.reason) == [.hidden])
    }
}
