import Testing
import WorkerPool

/// How long calls take that are left, by the limits that a pace knows.
struct PaceTimeTests {
    private static let window = LearnedPace(window: PaceWindow(calls: 30, seconds: 60))

    /// A pace that has sent so many calls, a second apart, the last of them just now.
    private static func pace(sent count: Int, learned: LearnedPace) -> PaceController {
        var pace = PaceController(
            settings: PaceSettings(maximumAtOnce: 40, seed: 1), learned: learned)
        for id in 0..<count {
            pace.sent(id, at: .seconds(id))
            pace.replied(id, .succeeded, at: .seconds(id) + .milliseconds(100))
        }
        return pace
    }

    @Test(
        "a window's calls go as those of the window before did",
        arguments: [
            // The places of the first calls are free a minute after these were sent.
            (1, 31.0), (30, 60), (31, 91), (60, 120), (300, 600),
        ])
    func window(calls: Int, seconds: Double) throws {
        let pace = Self.pace(sent: 30, learned: Self.window)
        let time = try #require(pace.snapshot.timeFor(calls: calls, at: .seconds(29)))
        #expect(time.contains(.seconds(seconds)))
        #expect(time.lowerBound > .seconds(seconds * 0.94))
        #expect(time.upperBound < .seconds(seconds * 1.06 + 1))
    }

    @Test("a window that is not used up has room at once")
    func room() throws {
        let pace = Self.pace(sent: 10, learned: Self.window)
        let now = Duration.seconds(9)
        let few = try #require(pace.snapshot.timeFor(calls: 20, at: now))
        #expect(few.upperBound < .seconds(1))
        let more = try #require(pace.snapshot.timeFor(calls: 21, at: now))
        #expect(more.contains(.seconds(51)))
    }

    @Test("a wait that the service asks for comes first")
    func asked() throws {
        var pace = PaceController(
            settings: PaceSettings(maximumAtOnce: 8, seed: 1), learned: .init(ratePerSecond: 2))
        pace.sent(0, at: .zero)
        pace.replied(
            0, .throttled(.rate, retryAfter: .seconds(100)), at: .milliseconds(100))
        let time = try #require(pace.snapshot.timeFor(calls: 20, at: .milliseconds(100)))
        #expect(time.lowerBound > .seconds(100))
    }

    @Test("while a limit that is not known refuses everything, nothing tells, and that is said")
    func refused() {
        var pace = PaceControllerTests.pace()
        _ = PaceControllerTests.drive(&pace, from: .zero, to: .seconds(20)) {
            $0 <= 6 ? .succeeded : .throttled(.rate, retryAfter: nil)
        }
        let snapshot = pace.snapshot
        guard case .refused(let until) = snapshot.limit else {
            Issue.record("\(snapshot.limit)")
            return
        }
        #expect(until >= .seconds(20))
        #expect(snapshot.timeFor(calls: 20, at: .seconds(20)) == nil)
    }
}
