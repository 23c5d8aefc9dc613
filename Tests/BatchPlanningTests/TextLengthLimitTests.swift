import BatchPlanning
import SpeechTasks
import Testing

/// What refusals and time-outs tell of the longest text.
struct TextLengthLimitTests {
    private func text(_ count: Int) -> String { String(repeating: "x", count: count) }

    @Test("a refusal that names the limit is believed, one that names none halves the text")
    func refused() {
        let limit = TextLengthLimit(TextLimit(characters: 10_000))
        #expect(limit.refused(text(4000), stated: TextLimit(characters: 3000))?.characters == 3000)
        #expect(limit.refused(text(2000), stated: nil)?.characters == 1000)
        #expect(limit.current.characters == 1000)
    }

    @Test("a limit that the refused text keeps, and a refusal of a short one, are not believed")
    func notBelieved() {
        let limit = TextLengthLimit(TextLimit(characters: 10_000))
        #expect(limit.refused(text(150), stated: nil) == nil)
        #expect(limit.current.characters == 10_000)
        #expect(limit.refused(text(800), stated: TextLimit(characters: 900))?.characters == 400)
    }

    @Test("two long texts in a row that time out halve the limit, never below a thousand")
    func timedOut() {
        let limit = TextLengthLimit(TextLimit(characters: 3000))
        #expect(limit.timedOut(text(2800)) == nil)
        limit.succeeded(text(2900))
        #expect(limit.timedOut(text(2800)) == nil)
        #expect(limit.timedOut(text(900)) == nil)
        #expect(limit.timedOut(text(2800))?.characters == 1400)
        #expect(limit.timedOut(text(1200)) == nil)
        #expect(limit.timedOut(text(1300))?.characters == 1000)
    }
}
