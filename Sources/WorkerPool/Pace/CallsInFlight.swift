/// What keeps a call from being sent.
enum Wait {
    /// The pacer's next slot.
    case slot
    /// A place of a limit that is kept by count.
    case count
    /// A free place, or the gate.
    case other
}

/// A call that was sent and not yet answered, with how things stood when it was sent.
struct CallInFlight {
    let id: Int
    let sentAt: Duration
    /// How many others were in flight.
    let others: Int
    /// Whether it took the last place of the window.
    let fillsWindow: Bool
    /// What it waited for last; nil if it could be sent when it came.
    let waitedFor: Wait?
    /// How long after the call before it was sent; nil for the first.
    let sinceLast: Duration?
    /// Whether it was sent to find out if the gate may open.
    let isProbe: Bool
    /// Whether it is known to have been let in: it was not refused within the time a refusal takes.
    var isLetIn = false
}

/// The calls in flight, and which of them are by now known to have been let in.
struct CallsInFlight {
    private var calls: [Int: CallInFlight] = [:]
    /// Calls in the order they were sent, from `oldest` on; those that were answered or are known
    /// to be let in are skipped.
    private var inDoubt: [Int] = []
    private var oldest = 0

    var count: Int { calls.count }

    mutating func insert(_ call: CallInFlight) {
        calls[call.id] = call
        inDoubt.append(call.id)
    }

    mutating func remove(_ id: Int) -> CallInFlight? {
        calls.removeValue(forKey: id)
    }

    /// When the oldest call in doubt was sent; nil if none is in doubt.
    mutating func oldestInDoubt() -> Duration? {
        while oldest < inDoubt.count {
            if let call = calls[inDoubt[oldest]], !call.isLetIn { return call.sentAt }
            oldest += 1
        }
        inDoubt.removeAll(keepingCapacity: true)
        oldest = 0
        return nil
    }

    /// Takes the next call that was sent by then and is still in doubt for let in, and gives it.
    mutating func letIn(sentBy latest: Duration) -> CallInFlight? {
        guard let sentAt = oldestInDoubt(), sentAt <= latest else { return nil }
        let id = inDoubt[oldest]
        oldest += 1
        if oldest > 64, oldest * 2 > inDoubt.count {
            inDoubt.removeFirst(oldest)
            oldest = 0
        }
        calls[id]?.isLetIn = true
        return calls[id]
    }
}
