import MP3
import Testing

@Suite("A track's tags")
struct TrackTagsTests {
    @Test("begin like the text, on one line, cut between words")
    func firstWords() {
        let text = "  Alice\nwas\tbeginning \u{0} to get very tired "
        let short = TrackTags(title: nil, text: text).firstWords
        #expect(short == "Alice was beginning to get very tired")
        let long = String(repeating: "word ", count: 100)
        let cut = TrackTags(title: nil, text: long).firstWords
        #expect(cut.count <= 120 && cut.hasSuffix("word…"))
        let chinese = TrackTags(title: nil, text: String(repeating: "有", count: 500)).firstWords
        #expect(chinese.count == 120 && chinese.hasSuffix("有…"))
    }

    @Test("leave out a title of nothing but spaces")
    func emptyTitle() {
        #expect(TrackTags(title: " \n", text: "").title == nil)
        #expect(TrackTags(title: "a\nb", text: "").title == "a b")
    }
}
