import Sentences
import SpeechTasks
import Testing
import Utterances

@Suite("A clip's length")
struct SpeechPlausibilityTests {
    struct Case: Sendable {
        let language: String?
        var rate = 0.0
        let text: String
        var speed = 1000
        let seconds: Double
        let isFarTooShort: Bool
    }

    private static let sentence =
        "This sentence has about sixty letters, and takes five seconds."
    private static let english = String(repeating: "Down the rabbit hole she went. ", count: 160)
    private static let chinese = String(repeating: "话说天下大势分久必合", count: 500)

    static let cases = [
        // One second for 5,000 characters.
        Case(language: nil, text: english, seconds: 1, isFarTooShort: true),
        Case(language: nil, text: chinese, seconds: 1, isFarTooShort: true),
        Case(language: "en", rate: 15, text: english, seconds: 1, isFarTooShort: true),
        // What a service that reads the first 1,000 of 5,000 characters gives.
        Case(language: "en", rate: 15, text: english, seconds: 67, isFarTooShort: true),
        Case(language: "zh", rate: 4.5, text: chinese, seconds: 222, isFarTooShort: true),
        // All of it, at the learned rate, a third faster, and at twice the speed.
        Case(language: "en", rate: 15, text: english, seconds: 330, isFarTooShort: false),
        Case(language: "en", rate: 15, text: english, seconds: 250, isFarTooShort: false),
        Case(
            language: "en", rate: 15, text: english, speed: 2000, seconds: 160, isFarTooShort: false
        ),
        Case(language: "zh", rate: 4.5, text: chinese, seconds: 1111, isFarTooShort: false),
        // A speed below 1 that the service left out.
        Case(
            language: "en", rate: 15, text: english, speed: 500, seconds: 330, isFarTooShort: false),
        // Short texts.
        Case(language: "en", rate: 15, text: "Yes.", seconds: 0.2, isFarTooShort: false),
        Case(
            language: "ja", rate: 4, text: "あらあらあら...", speed: 2000, seconds: 0.23,
            isFarTooShort: false),
        Case(language: nil, text: "Mind the gap.", seconds: 0.4, isFarTooShort: false),
        Case(language: "en", rate: 15, text: sentence, seconds: 0.5, isFarTooShort: true),
        // Nothing to say, laughter, and letters in a language of syllables.
        Case(
            language: nil, text: String(repeating: "…—! \u{1F600}", count: 500), seconds: 0.1,
            isFarTooShort: false),
        Case(
            language: "zh", rate: 4, text: String(repeating: "哈", count: 200), seconds: 2,
            isFarTooShort: false),
        Case(
            language: "zh", rate: 4, text: "Morevna Project and friends", seconds: 1.5,
            isFarTooShort: false),
    ]

    @Test("tells whether it can hold its text", arguments: cases)
    func verdict(_ item: Case) {
        let rate = item.language.flatMap(Language.init(code:)).map {
            SpeechRate(language: $0, charactersPerSecond: item.rate)
        }
        let rule = SpeechPlausibility(rate: rate)
        #expect(
            rule.isFarTooShort(
                .seconds(item.seconds), for: item.text, speed: Thousandths(item.speed))
                == item.isFarTooShort)
    }
}

@Suite("One audio for two texts")
struct SameAudioTests {
    @Test(
        "is suspicious where they say different things",
        arguments: [
            ("Down the rabbit hole she went.", "It was the best of times.", true),
            ("Chapter one: down the rabbit hole", "Chapter one: a mad tea party", true),
            ("话说天下大势", "分久必合合久必分", true),
            ("Hello.", "hello!", false), ("Dr. Smith", "Doctor Smith", false),
            ("It costs 77 euros", "It costs siebenundsiebzig euros", false),
            ("1984", "Neunzehnhundertvierundachtzig", false), ("十二月", "12月", false),
            ("Yes", "No", false), ("", "", false), ("…", "!", false),
        ])
    func verdict(text: String, other: String, isSuspicious: Bool) {
        #expect(SameAudio.isSuspicious(text, other) == isSuspicious)
        #expect(SameAudio.isSuspicious(other, text) == isSuspicious)
    }
}
