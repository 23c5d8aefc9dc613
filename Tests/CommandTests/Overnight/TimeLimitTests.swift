import Foundation
import Testing
import kling_batch

/// `--max-duration` and `--until`.
struct TimeLimitTests {
    /// The clocks of Berlin: forward at 02:00 on 2026-03-29, back at 03:00 on 2026-10-25.
    private static func berlin() throws -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Europe/Berlin"))
        return calendar
    }

    private static func date(_ text: String) throws -> Date {
        try Date(text, strategy: .iso8601)
    }

    @Test(
        "a time of day is the next one that the clock shows, over changes of clocks as well",
        arguments: [
            ("07:00", "2026-11-29T22:00:00+01:00", "2026-11-30T07:00:00+01:00"),
            // A time that has passed today is tomorrow's; so is one that is just now.
            ("07:00", "2026-11-29T07:00:01+01:00", "2026-11-30T07:00:00+01:00"),
            ("07:00", "2026-11-29T07:00:00+01:00", "2026-11-30T07:00:00+01:00"),
            ("7:05", "2026-11-29T06:59:59+01:00", "2026-11-29T07:05:00+01:00"),
            // Nights that are an hour shorter or longer.
            ("07:00", "2026-03-28T22:00:00+01:00", "2026-03-29T07:00:00+02:00"),
            ("07:00", "2026-10-24T22:00:00+02:00", "2026-10-25T07:00:00+01:00"),
            // A time that is left out is the first moment after it; of one that comes twice the first counts.
            ("02:30", "2026-03-28T22:00:00+01:00", "2026-03-29T03:00:00+02:00"),
            ("02:30", "2026-10-24T22:00:00+02:00", "2026-10-25T02:30:00+02:00"),
        ])
    func next(time: String, now: String, moment: String) throws {
        let stop = try #require(StopTime(time))
        #expect(
            try stop.moment(after: Self.date(now), Self.berlin()) == Self.date(moment))
    }

    @Test(
        "other texts are no time of day",
        arguments: ["24:00", "7", "07:60", "7:5", "7.30", "", "07:00:00", "tomorrow"])
    func noTime(text: String) {
        #expect(StopTime(text) == nil)
    }

    @Test(
        "a length has units, the larger first",
        arguments: [
            ("8h", 28_800), ("90m", 5400), ("90min", 5400), ("1h30m", 5400), ("45s", 45),
            ("1d", 86_400), ("2d12h", 216_000),
        ])
    func length(text: String, seconds: Double) throws {
        #expect(try #require(RunLength(text)).seconds == seconds)
    }

    @Test(
        "other texts are no length", arguments: ["8", "0h", "", "h", "-1h", "30m1h", "1.5h", "8 h"])
    func noLength(text: String) {
        #expect(RunLength(text) == nil)
    }

    @Test("of both options the earlier one counts")
    func earlier() throws {
        let now = try Self.date("2026-11-29T22:00:00+01:00")
        func limit(_ length: String) throws -> String? {
            TimeLimit.of(
                duration: RunLength(length), until: StopTime("07:00"), from: now,
                calendar: try Self.berlin())?.option
        }
        #expect(try limit("8h") == "--max-duration")
        #expect(try limit("10h") == "--until")
        #expect(TimeLimit.of(duration: nil, until: nil, from: now) == nil)
    }
}
