import BatchRun
import Ledger
import Testing

/// When a person hears that nothing gets through.
struct ReachWatchTests {
    @Test("the first call that fails is told with its cause, the next ones are not")
    func first() {
        var watch = ReachWatch()
        watch.sent(at: .zero)
        #expect(
            watch.take(.notSent, words: "no way", at: .seconds(1))
                == "Nothing gets through: no way. It is tried again.")
        #expect(watch.take(.notSent, words: "no way", at: .seconds(30)) == nil)
    }

    @Test("a failure among successes is not told, one long after the last is")
    func later() {
        var watch = ReachWatch()
        #expect(watch.take(.succeeded, words: nil, at: .seconds(1)) == nil)
        #expect(watch.take(.unknown, words: "HTTP 500", at: .seconds(5)) == nil)
        #expect(watch.take(.unknown, words: "HTTP 500", at: .seconds(20)) != nil)
        #expect(watch.take(.succeeded, words: nil, at: .seconds(21)) == nil)
        #expect(watch.take(.notSent, words: nil, at: .seconds(40)) != nil)
    }

    @Test("a service that gives no sign is told of before ten seconds are over")
    func silence() {
        var watch = ReachWatch()
        #expect(watch.silence(at: .seconds(100)) == .waiting)
        watch.sent(at: .seconds(100))
        watch.sent(at: .seconds(105))
        #expect(watch.silence(at: .seconds(108)) == .waiting)
        #expect(watch.silence(at: .seconds(109)) == .silent)
        _ = watch.take(.throttled, words: nil, at: .seconds(110))
        #expect(watch.silence(at: .seconds(200)) == .answered)
    }
}
