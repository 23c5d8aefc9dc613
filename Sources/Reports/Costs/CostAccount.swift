package import BatchPlanning
package import Ledger
package import SpeechTasks

/// What calls cost, by groups: of one batch, or of all of a ledger.
package struct CostAccount: Sendable {
    /// By what they are grouped.
    package let grouping: CostGrouping
    /// When the calls were made.
    let period: CostPeriod
    /// The groups at each service, which is a purse of its own.
    package private(set) var services: [Service] = []

    /// What was called at a service.
    package struct Service: Sendable {
        /// The service's name.
        package let name: String
        /// The groups in the order of their names.
        package internal(set) var groups: [Group] = []
        /// What they come to together; a job that is in several groups counts once.
        package internal(set) var sum = Group(name: nil)
    }

    /// What calls of one group came to.
    package struct Group: Sendable {
        /// What the group is called; nil for what has no name.
        package let name: String?
        /// What is not among the jobs, and has a name of ours: not what a list might say.
        package var isRest = false
        /// Jobs with calls in the period, or all of them where there is none; nil where calls are grouped.
        package var jobs: Int?
        /// The calls and what they cost.
        package var cost = CallCost()
        /// What of that was for recordings that were replaced.
        package var replaced = Money.zero
        /// Characters of the texts, in Unicode scalars.
        package var characters = 0
        /// Milliseconds of audio: in tracks, or, where calls are grouped, as the service announced it.
        package var audioMilliseconds = 0
    }

    /// What batches cost.
    ///
    /// - Parameter period: when the calls were made; where it is not all time, jobs without any are left out.
    package init(
        of batches: [BatchRow], by grouping: CostGrouping, in period: CostPeriod = .all,
        reader: LedgerReader
    ) throws {
        self.grouping = grouping
        self.period = period
        let names = Set(batches.map(\.service.name)).sorted()
        for name in names {
            var sums = GroupSums()
            for batch in batches.reversed() where batch.service.name == name {
                try sums.add(batch, by: grouping, in: period, reader)
            }
            services.append(sums.service(named: name))
        }
    }
}

/// Takes what calls cost, and adds it up by groups.
private struct GroupSums {
    private var groups: [CostAccount.Group] = []
    private var places: [Key: Int] = [:]
    private var sum = CostAccount.Group(name: nil)

    private struct Key: Hashable {
        let name: String?
        let isRest: Bool
    }

    private mutating func change(
        _ name: String?, isRest: Bool = false, _ change: (inout CostAccount.Group) -> Void
    ) {
        let key = Key(name: name, isRest: isRest)
        let place = places[key] ?? groups.count
        if place == groups.count {
            places[key] = place
            groups.append(CostAccount.Group(name: name, isRest: isRest))
        }
        change(&groups[place])
    }

    /// Adds a batch.
    mutating func add(
        _ batch: BatchRow, by grouping: CostGrouping, in period: CostPeriod, _ reader: LedgerReader
    ) throws {
        switch grouping {
        case .voice:
            let costs = try reader.costsByVoice(of: batch.batch, in: period)
            for (voice, slice) in costs.slices { add(slice, to: voice) }
            for question in costs.questions { addQuestion(question.cost, to: nil) }
        case .day, .month:
            let costs = try reader.costsByTime(of: batch.batch, in: period)
            let length = grouping == .day ? 10 : 7
            func name(_ time: Int) -> String { String(localDay(milliseconds: time).prefix(length)) }
            for (time, slice) in costs.slices { add(slice, to: name(time)) }
            for question in costs.questions {
                addQuestion(question.cost, to: name(question.askedAt))
            }
        case .input, .job, .speaker, .batch, .project, .column:
            try addJobs(of: batch, by: grouping, in: period, reader)
        }
    }

    private mutating func add(_ slice: CostSlice, to name: String) {
        func add(_ group: inout CostAccount.Group) {
            group.cost = group.cost + slice.cost
            group.characters += slice.characters
            group.audioMilliseconds += slice.audioMilliseconds
        }
        change(name, add)
        add(&sum)
    }

    /// - Parameter name: the group that questions belong to; nil is one of their own.
    private mutating func addQuestion(_ cost: Money, to name: String?) {
        func add(_ group: inout CostAccount.Group) {
            group.cost.atMost = group.cost.atMost + cost
        }
        change(name ?? "questions", isRest: name == nil, add)
        add(&sum)
    }

    private mutating func addJobs(
        of batch: BatchRow, by grouping: CostGrouping, in period: CostPeriod, _ reader: LedgerReader
    ) throws {
        sum.jobs = sum.jobs ?? 0
        let project = grouping == .project ? try reader.labels(of: batch.batch).project : nil
        let rest = try reader.forEachCostedJob(of: batch.batch, in: period) { job in
            guard period == .all || !job.cost.isNothing else { return }
            add(job, by: grouping, ownName: grouping == .batch ? batch.name : project)
        }
        let ownName = grouping == .batch ? batch.name : project
        let isOwn = [.batch, .project].contains(grouping)
        if !rest.withoutJob.isNothing {
            func add(_ group: inout CostAccount.Group) {
                group.cost = group.cost + rest.withoutJob
                group.replaced = group.replaced + rest.withoutJob.atMost
            }
            change(isOwn ? ownName : "no job", isRest: !isOwn, add)
            add(&sum)
        }
        guard rest.questions > .zero else { return }
        if isOwn {
            change(ownName) { $0.cost.atMost = $0.cost.atMost + rest.questions }
            sum.cost.atMost = sum.cost.atMost + rest.questions
        } else {
            addQuestion(rest.questions, to: nil)
        }
    }

    /// - Parameter ownName: that of the batch or its project, where these are the groups.
    private mutating func add(
        _ costed: CostedJob, by grouping: CostGrouping, ownName: String?
    ) {
        let job = costed.job
        let grouped = GroupedJob(
            input: costed.input, output: job.output, otherColumns: job.otherColumns,
            trackForm: costed.trackForm, for: grouping)
        var met: Set<String?> = []
        var spoken: [String?: Int] = [:]
        func parts(_ clip: Int?) -> [GroupedJob.SpokenPart] {
            grouped.parts(ofClip: clip, by: grouping).map {
                GroupedJob.SpokenPart(name: $0.name ?? ownName, weight: $0.weight)
            }
        }
        for place in costed.places {
            let parts = parts(place.clip)
            let whole = parts.reduce(0) { $0 + $1.weight }
            var used = 0
            for part in parts {
                let share = place.cost.share(of: used..<(used + part.weight), in: whole)
                used += part.weight
                met.insert(part.name)
                change(part.name) { group in
                    group.cost = group.cost + share
                    if place.clip == nil { group.replaced = group.replaced + share.atMost }
                }
                spoken[part.name, default: 0] +=
                    place.clip == nil ? 0 : place.characters * part.weight / whole
            }
        }
        if costed.places.isEmpty { met.insert(parts(nil)[0].name) }
        let isAsked = job.state != .dropped
        let audio = job.state == .done ? job.durationMilliseconds ?? 0 : 0
        for name in met {
            change(name) { group in
                group.jobs = (group.jobs ?? 0) + (isAsked ? 1 : 0)
                let characters = met.count == 1 ? job.characters : spoken[name] ?? 0
                group.characters += isAsked ? characters : 0
                if met.count == 1 { group.audioMilliseconds += audio }
            }
        }
        sum.jobs = (sum.jobs ?? 0) + (isAsked ? 1 : 0)
        sum.cost = sum.cost + costed.cost
        sum.replaced = sum.replaced + costed.replacedCost.atMost
        sum.characters += isAsked ? job.characters : 0
        sum.audioMilliseconds += audio
    }

    /// The groups in the order of their names, those without a name behind them, the rest last.
    func service(named name: String) -> CostAccount.Service {
        func order(_ group: CostAccount.Group) -> (Int, String) {
            (group.isRest ? 2 : group.name == nil ? 1 : 0, group.name ?? "")
        }
        return CostAccount.Service(
            name: name, groups: groups.sorted { order($0) < order($1) }, sum: sum)
    }
}
