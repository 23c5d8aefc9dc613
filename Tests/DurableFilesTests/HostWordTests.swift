import DurableFiles
import Testing

@Suite("What hosts and tools say")
struct HostWordTests {
    @Test(
        "is one line that steers no terminal and gives no signature away",
        arguments: [
            ("Connection\r\nrefused", "Connection refused"),
            ("\u{1B}[31mred\u{1B}[0m alert", "red alert"),
            ("\u{9B}2Jgone", "gone"), ("left\u{202E}right", "leftright"),
            ("GET https://host/a.mp3?sig=secret failed", "GET https://host/a.mp3… failed"),
            ("see https://host/a#part, then", "see https://host/a… then"),
            ("why? because", "why? because"),
        ])
    func cleaned(words: String, shown: String) {
        #expect(HostWords.cleaned(words) == shown)
    }

    @Test("is cut where it is long")
    func long() {
        let cleaned = HostWords.cleaned(String(repeating: "word ", count: 100_000))
        #expect(cleaned.count == 301)
        #expect(cleaned.hasSuffix("…"))
    }
}
