import WorkerPool

/// Drives a pool's state step by step, in a time of its own; works are numbers.
struct StateDriver {
    var state: PoolState<Int, String>
    var now = Duration.zero
    /// Every work as it was begun, in order.
    var begun: [Int] = []
    /// For how many works the pool asks; nil while it does not.
    var openPull: Int?
    private var timers: [Duration] = []
    private var inFlight: [Int: (id: Int, item: WorkQueue<Int>.Item)] = [:]

    init(width: Int, isPaced: Bool = false, seed: UInt64 = 1) {
        let settings = PaceSettings(maximumAtOnce: width, isPaced: isPaced, seed: seed)
        state = PoolState(pace: PaceController(settings: settings), seed: seed)
        settle()
    }

    var inFlightCount: Int { inFlight.count }

    /// Begins all that is to be begun now.
    mutating func settle() {
        while let step = state.nextStep(at: now) {
            switch step {
            case .pull(let limit): openPull = limit
            case .wait(let time): timers.append(time)
            case .perform(let id, let item):
                begun.append(item.work)
                inFlight[item.work] = (id, item)
            }
        }
    }

    mutating func give(_ works: [Int]?) {
        openPull = nil
        state.handle(.pulled(works), at: now)
        settle()
    }

    mutating func finish(_ work: Int, _ outcome: WorkOutcome<String>) {
        guard let (id, item) = inFlight.removeValue(forKey: work) else { return }
        state.handle(.performed(id, item, outcome), at: now)
        settle()
    }

    /// Goes on to the next timer; returns whether there was one.
    @discardableResult
    mutating func wake() -> Bool {
        guard let next = timers.min() else { return false }
        timers.removeAll { $0 == next }
        now = max(now, next)
        state.handle(.woke(next), at: now)
        settle()
        return true
    }
}
