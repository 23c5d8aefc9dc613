import Ledger
package import SpeechTasks

/// A plan's cost by groups.
package struct PlanGroups: Sendable {
    /// By what.
    package let grouping: CostGrouping
    /// The groups in the order in which they are first met.
    package private(set) var groups: [Group] = []
    /// The columns of lists that were met.
    package private(set) var columns: Set<String> = []
    private var places: [String?: Int] = [:]
    /// The calls to pay, with who shares each.
    private var calls: [TaskHash: [Share]] = [:]
    private var order: [TaskHash] = []
    /// The jobs' own groups, so that each counts a job once.
    private var met: Set<Int> = []

    /// What of a plan belongs together.
    package struct Group: Sendable {
        /// What it is called; nil for what has no name.
        package let name: String?
        /// Jobs.
        package internal(set) var jobs = 0
        /// Calls to pay; one that several groups share is counted at the first of them.
        package internal(set) var callsToPay = 0
        /// What they will cost.
        package internal(set) var cost = Money.zero
        /// Characters that are spoken, in Unicode scalars.
        package internal(set) var characters = 0
        /// How long that is expected to be.
        package internal(set) var audio = Duration.zero
    }

    private struct Share {
        let group: Int
        let weight: Int
    }

    private static let maximumColumns = 1000

    init(by grouping: CostGrouping) {
        self.grouping = grouping
    }

    /// A job that is planned, as its groups see it.
    ///
    /// - Parameter input: the book of a chapter; nil of what names its own input.
    mutating func begin(_ job: PlannedJob, bookPath: String?) -> GroupedJob {
        met = []
        let grouped = GroupedJob(
            input: job.kind == .chapter ? bookPath ?? job.source : job.source,
            output: job.output, otherColumns: job.otherColumns, trackForm: job.trackForm,
            for: grouping)
        if columns.count < Self.maximumColumns { columns.formUnion(grouped.columns.keys) }
        return grouped
    }

    /// Adds a clip of the job.
    ///
    /// A call that several share is parted as the ledger parts it when it is paid: by the lengths of rows
    /// that are cut out of it, else evenly.
    ///
    /// - Parameters:
    ///   - isToPay: whether its call is to be paid and is met for the first time.
    ///   - weight: how much of the call the job's place is.
    ///   - audio: how long the place is expected to be.
    ///   - names: what the batch's own groups are called.
    mutating func add(
        _ task: SpeechTask, _ clip: Int, of job: GroupedJob, isToPay: Bool, weight: Int,
        audio: Duration, ownName: String?
    ) {
        let isToPay = isToPay || calls[task.hash] != nil
        if isToPay, calls[task.hash] == nil { order.append(task.hash) }
        let parts = job.parts(ofClip: clip, by: grouping)
        let whole = parts.reduce(0) { $0 + $1.weight }
        var used = 0
        for part in parts {
            let name = grouping == .voice ? task.voiceID : part.name ?? ownName
            let group = place(of: name)
            let characters = weight * (used + part.weight) / whole - weight * used / whole
            used += part.weight
            groups[group].characters += characters
            groups[group].audio += audio * Double(part.weight) / Double(whole)
            if met.insert(group).inserted { groups[group].jobs += 1 }
            if isToPay {
                calls[task.hash, default: []].append(
                    Share(group: group, weight: parts.count == 1 ? weight : part.weight))
            }
        }
    }

    private mutating func place(of name: String?) -> Int {
        if let place = places[name] { return place }
        groups.append(Group(name: name))
        places[name] = groups.count - 1
        return groups.count - 1
    }

    /// Parts the price of each call among those that share it.
    mutating func finish(price: Money) {
        for hash in order {
            let shares = calls[hash] ?? []
            let whole = shares.reduce(0) { $0 + $1.weight }
            var used = 0
            for (index, share) in shares.enumerated() {
                let cost = price.share(of: used..<(used + share.weight), in: whole)
                used += share.weight
                groups[share.group].cost = groups[share.group].cost + cost
                if index == 0 { groups[share.group].callsToPay += 1 }
            }
        }
        calls = [:]
        order = []
    }
}
