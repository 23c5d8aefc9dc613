import Foundation
import TestSupport
import Testing

/// The scripts in `Tests/journeys`, each with what it says beside it.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct JourneyTests {
    @Test("a journey goes as it is written down", arguments: Journey.all)
    func journey(_ journey: Journey) async throws {
        try await BuiltCommand.with { kling in
            let said = JourneyText(saying: try await journey.go(kling), in: kling.folder)
            let expected = journey.expected
            if try expected?.matches(said) == true { return }
            if ProcessInfo.processInfo.environment["KLING_UPDATE_JOURNEYS"] == "1" {
                return try journey.keep(said)
            }
            let difference = try expected?.firstDifference(to: said)
            Issue.record(
                """
                \(journey.name) went otherwise; KLING_UPDATE_JOURNEYS=1 writes its text anew.
                \(difference ?? "")
                It said:
                \(said.text)
                """)
        }
    }

    @Test(
        "a text with placeholders is that of what was said, and of nothing else",
        arguments: [
            ("a\n", "a\n", true), ("a\n", "b\n", false), ("a\n", "a\nb\n", false),
            ("<time> x\n", "12:00:01 x\n", true), ("<time> x\n", "2026-01-02 12:00:01 x\n", true),
            ("<time> x\n", "2026-01-02T12:00:01+05:30 x\n", true),
            ("<time> x\n", "noon x\n", false), ("<number> CNY\n", "0.25 CNY\n", true),
            ("at (a) <words>.\n", "at (a) b c.\n", true), ("<words>.\n", "b c\n", false),
            ("a\n<lines>\nd\n", "a\nb\nc\nd\n", true), ("a\n<lines>\nd\n", "a\nd\n", true),
            ("a\n<lines>\nd\n", "a\nb\n", false), ("<folder>/x\n", "/tmp/f/x\n", true),
            ("<CR><ESC>[K\n", "\r\u{1B}[K\n", true),
        ])
    func placeholders(text: String, said: String, isSame: Bool) throws {
        let said = JourneyText(saying: said, in: "/tmp/f")
        #expect(try JourneyText(text).matches(said) == isSame)
    }
}
