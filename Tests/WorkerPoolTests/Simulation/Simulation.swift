import WorkerPool

/// A pace controller that drives a simulated service through virtual time.
///
/// There is always work. A call travels about 25 ms each way.
struct Simulation {
    /// What came of it, counted after the warm-up.
    struct Outcome {
        /// How much of the limit that is nearest to being used up was used, in percent.
        let used: Double
        /// Refusals among all calls, in percent.
        let refused: Double
        /// Calls let in a second.
        let perSecond: Double
        let learned: LearnedPace
    }

    private enum Event {
        case arrive(Int)
        case finish(Int)
        case reply(Int, PaceReply)
        case wake
    }

    private var controller: PaceController
    private var server: ServiceAtWork
    private var generator: SeededGenerator
    private var queue = EventQueue<Event>()
    private var now = 0.0
    private var nextID = 0
    private var wakeAt = Double.infinity
    private let warmUp: Double
    private let end: Double

    private var letIn = 0
    private var refused = 0
    private var slotSeconds = 0.0
    private var countedUntil = 0.0

    init(
        _ service: SimulatedService, settings: PaceSettings, learned: LearnedPace? = nil,
        warmUpSeconds: Double, seconds: Double
    ) {
        controller = PaceController(settings: settings, learned: learned)
        server = ServiceAtWork(service, seed: settings.seed &+ 2)
        generator = SeededGenerator(seed: settings.seed &+ 1)
        warmUp = warmUpSeconds
        end = seconds
    }

    mutating func run() -> Outcome {
        dispatch()
        while let (time, event) = queue.pop(), time <= end {
            if time > warmUp {
                slotSeconds += Double(server.inFlight) * (time - max(warmUp, countedUntil))
                countedUntil = time
            }
            now = time
            if handle(event) { dispatch() }
        }
        let allowed = server.allowed(from: warmUp, to: end)
        let shares = [
            allowed.calls.map { Double(letIn) / $0 }, allowed.slotSeconds.map { slotSeconds / $0 },
        ]
        return Outcome(
            used: 100 * (shares.compactMap { $0 }.max() ?? 0),
            refused: 100 * Double(refused) / Double(max(1, letIn + refused)),
            perSecond: Double(letIn) / (end - warmUp),
            learned: controller.learned)
    }

    /// Whether the client sees anything of it.
    private mutating func handle(_ event: Event) -> Bool {
        switch event {
        case .wake:
            // A wake-up that an earlier one has overtaken is stale.
            guard now >= wakeAt else { return false }
            wakeAt = .infinity
            return true
        case .arrive(let id):
            if let refusal = server.take(at: now) {
                if now > warmUp { refused += 1 }
                queue.push(.reply(id, refusal), at: now + travel())
            } else {
                if now > warmUp { letIn += 1 }
                let time = Double.random(in: server.service.seconds, using: &generator)
                queue.push(.finish(id), at: now + time)
            }
        case .finish(let id):
            server.finish()
            queue.push(.reply(id, .succeeded), at: now + travel())
        case .reply(let id, let reply):
            controller.replied(id, reply, at: .seconds(now))
            return true
        }
        return false
    }

    private mutating func dispatch() {
        while true {
            switch controller.decide(at: .seconds(now)) {
            case .send:
                controller.sent(nextID, at: .seconds(now))
                queue.push(.arrive(nextID), at: now + travel())
                nextID += 1
            case .waitUntil(let moment):
                let time = max(now + 0.0005, moment / .seconds(1))
                if time < wakeAt {
                    wakeAt = time
                    queue.push(.wake, at: time)
                }
                return
            case .waitForReply:
                return
            case .end:
                return
            }
        }
    }

    private mutating func travel() -> Double {
        Double.random(in: 0.02...0.03, using: &generator)
    }
}
