import WorkerPool

/// Pace controllers that drive a simulated service through virtual time.
///
/// There is always work. A call travels about 25 ms each way. More than one controller are rivals:
/// processes that know nothing of each other.
struct Simulation {
    /// What came of it.
    struct Outcome {
        /// How much of the limit that is nearest to being used up was used after the warm-up, in
        /// percent.
        var used = 0.0
        /// Refusals among all calls after the warm-up, in percent.
        var refused = 0.0
        /// Calls let in a second after the warm-up.
        var perSecond = 0.0
        /// Refusals before the time that counts as the beginning.
        var refusedFirst = 0
        /// When a run ended because nothing got through; nil if none did.
        var endedAt: Double?
        /// When so many calls were let in as were asked for; nil if never.
        var finishedAt: Double?
        /// What the first controller has learned.
        var learned = LearnedPace()
    }

    private enum Event {
        case arrive(Client, Int)
        case finish(Client, Int)
        case reply(Client, Int, PaceReply, StatedPace?)
        case fail(Client, Int)
        case wake(Client)
    }

    private typealias Client = Int

    private var controllers: [PaceController]
    private var wakeAt: [Double]
    private var server: ServiceAtWork
    private var generator: SeededGenerator
    private var queue = EventQueue<Event>()
    /// Calls that wait at a service that queues them.
    private var waiting: [(Client, Int)] = []
    private var now = 0.0
    private var nextID = 0
    private let warmUp: Double
    private let beginning: Double
    private let end: Double
    /// How many calls there are to be made.
    private let most: Int
    /// Called with each refusal and each call let in, for those who look into it.
    var trace: ((Double, String) -> Void)?

    private var outcome = Outcome()
    private var total = 0
    private var letIn = 0
    private var refused = 0
    private var slotSeconds = 0.0
    private var countedUntil = 0.0

    init(
        _ service: SimulatedService, settings: PaceSettings, learned: LearnedPace? = nil,
        rivals: Int = 1, beginning: Double = 0, warmUpSeconds: Double, seconds: Double,
        most: Int = .max
    ) {
        controllers = (0..<rivals).map { number in
            var settings = settings
            settings.seed &+= UInt64(number) * 1000
            return PaceController(settings: settings, learned: learned)
        }
        wakeAt = Array(repeating: .infinity, count: rivals)
        server = ServiceAtWork(service, seed: settings.seed &+ 2)
        generator = SeededGenerator(seed: settings.seed &+ 1)
        self.beginning = beginning
        warmUp = warmUpSeconds
        end = seconds
        self.most = most
    }

    mutating func run() -> Outcome {
        for client in controllers.indices { dispatch(client) }
        while let (time, event) = queue.pop(), time <= end, outcome.endedAt == nil, total < most {
            if time > warmUp {
                slotSeconds += Double(server.inFlight) * (time - max(warmUp, countedUntil))
                countedUntil = time
            }
            now = time
            guard let client = handle(event) else { continue }
            dispatch(client)
            guard let trace else { continue }
            for note in controllers[client].takeNotes() { trace(now, "\(client): \(note.what)") }
        }
        let allowed = server.allowed(from: warmUp, to: end)
        let shares = [
            allowed.calls.map { Double(letIn) / $0 }, allowed.slotSeconds.map { slotSeconds / $0 },
        ]
        outcome.used = 100 * (shares.compactMap { $0 }.max() ?? 0)
        outcome.refused = 100 * Double(refused) / Double(max(1, letIn + refused))
        outcome.perSecond = Double(letIn) / (end - warmUp)
        outcome.finishedAt = total >= most ? now : nil
        outcome.learned = controllers[0].learned
        return outcome
    }

    /// The client that sees anything of it.
    private mutating func handle(_ event: Event) -> Client? {
        switch event {
        case .wake(let client):
            // A wake-up that an earlier one has overtaken is stale.
            guard now >= wakeAt[client] else { return nil }
            wakeAt[client] = .infinity
            return client
        case .arrive(let client, let id):
            arrive(client, id)
            admitWaiting()
        case .finish(let client, let id):
            server.finish()
            queue.push(.reply(client, id, .succeeded, nil), at: now + travel())
            admitWaiting()
        case .reply(let client, let id, let reply, let stated):
            if let stated { controllers[client].keep(to: stated, at: .seconds(now)) }
            controllers[client].replied(id, reply, at: .seconds(now))
            return client
        case .fail(let client, let id):
            controllers[client].failed(id, .failed, at: .seconds(now))
            return client
        }
        return nil
    }

    private mutating func arrive(_ client: Client, _ id: Int) {
        if server.isOut(at: now) {
            queue.push(.fail(client, id), at: now + travel())
        } else if server.service.queues {
            waiting.append((client, id))
        } else if let refusal = server.take(at: now) {
            if now > warmUp { refused += 1 }
            if now <= beginning { outcome.refusedFirst += 1 }
            trace?(now, "refused \(client)")
            queue.push(
                .reply(client, id, refusal, server.stated(refusal)), at: now + travel())
        } else {
            start(client, id)
        }
    }

    private mutating func start(_ client: Client, _ id: Int) {
        total += 1
        if now > warmUp { letIn += 1 }
        trace?(now, "let in \(client)")
        let time = Double.random(in: server.service.seconds, using: &generator)
        queue.push(.finish(client, id), at: now + time)
    }

    private mutating func admitWaiting() {
        while let (client, id) = waiting.first, server.take(at: now) == nil {
            waiting.removeFirst()
            start(client, id)
        }
    }

    private mutating func dispatch(_ client: Client) {
        while true {
            switch controllers[client].decide(at: .seconds(now)) {
            case .send:
                controllers[client].sent(nextID, at: .seconds(now))
                queue.push(.arrive(client, nextID), at: now + travel())
                nextID += 1
            case .waitUntil(let moment):
                let time = max(now + 0.0005, moment / .seconds(1))
                if time < wakeAt[client] {
                    wakeAt[client] = time
                    queue.push(.wake(client), at: time)
                }
                return
            case .waitForReply:
                return
            case .end:
                outcome.endedAt = now
                return
            }
        }
    }

    private mutating func travel() -> Double {
        Double.random(in: 0.02...0.03, using: &generator)
    }
}
