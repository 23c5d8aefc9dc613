import Narration
import Subtitles
import Testing
import Texts

@Suite struct SpokenRollingTests {
    @Test("captions as YouTube makes them are spoken without repeats")
    func automaticCaptions() {
        let text = """
            WEBVTT
            Kind: captions
            Language: en

            00:00:00.160 --> 00:00:02.389 align:start position:0%
             
            hello<00:00:00.480><c> and</c><00:00:00.800><c> welcome</c>

            00:00:02.389 --> 00:00:02.399 align:start position:0%
            hello and welcome
             

            00:00:02.399 --> 00:00:05.030 align:start position:0%
            hello and welcome
            to<00:00:02.639><c> the</c><00:00:02.800><c> show</c>

            00:00:05.030 --> 00:00:05.040 align:start position:0%
            to the show
             

            00:00:05.040 --> 00:00:07.000 align:start position:0%
            to the show
            [Music]

            00:00:07.000 --> 00:00:09.000 align:start position:0%
            [Music]
            no no
            """
        let file = WebVTTReader.read(text, path: "a.vtt")
        #expect(file.faults.isEmpty)
        let cues = SpokenCues(file)
        #expect(cues.cues.map(\.text) == ["hello and welcome", "to the show", "no no"])
        #expect(cues.cues.map(\.number) == [1, 3, 6])
        #expect(cues.unspoken.filter { $0.reason == .repeated }.count == 5)
    }

    @Test("captions that grow are spoken piece by piece")
    func growing() {
        var file = cueFile([
            "We are", "We are\nlive from", "We are live from\nBerlin", "live from Berlin\nagain",
        ])
        for index in file.cues.indices {
            file.cues[index].start = .seconds(index * 2)
            file.cues[index].end = .seconds(index * 2 + 2)
        }
        #expect(
            SpokenCues(file).cues.map(\.text) == [
                "We are", "live from", "Berlin", "live from Berlin again",
            ])
    }

    @Test("what a person says twice is spoken twice")
    func saidTwice() {
        var file = cueFile(["No.", "No.", "No more.", "No."])
        for index in file.cues.indices {
            file.cues[index].start = .seconds(index * 2)
            file.cues[index].end = .seconds(index * 2 + 2)
        }
        #expect(SpokenCues(file).cues.count == 4)
        #expect(
            spoken("One\nTwo", "Two\nThree", "Three\nFour") == [
                "One Two", "Two Three", "Three Four",
            ])
    }

    @Test("cues that stand until the one after the next end where the next begins")
    func overlapping() {
        var file = cueFile((1...6).map { "line \($0)" })
        for index in file.cues.indices {
            file.cues[index].start = .seconds(index * 2)
            file.cues[index].end = .seconds(index * 2 + 4)
        }
        let ends = SpokenCues(file).cues.map(\.end)
        #expect(ends == [2, 4, 6, 8, 10, 14].map { .seconds($0) })
    }
}
