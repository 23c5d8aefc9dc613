import WorkerPool

/// A service with the goals that the pace is held to there.
struct PaceRow: Sendable {
    /// What it is, for people.
    let name: String
    var service: SimulatedService
    var maximumAtOnce = 64
    /// Processes that know nothing of each other.
    var rivals = 1
    var learned: LearnedPace?
    /// The first window, or two minutes: how many calls may be refused within it.
    var beginning = 120.0
    /// How long it is looked at after the beginning.
    var seconds = 1800.0
    /// At least so much of the limit is used after the beginning, in percent.
    var used = 97.0
    /// At most so many calls are refused after the beginning, in percent.
    var refused = 2.0
    /// At most so many calls are refused in the beginning, in all.
    var refusedFirst = 12
    /// Calls a second that are let in where the service has no limit of its own.
    var perSecond: Double?

    /// Runs it with a seed.
    func outcome(seed: UInt64) -> Simulation.Outcome {
        var simulation = Simulation(
            service, settings: PaceSettings(maximumAtOnce: maximumAtOnce, seed: seed),
            learned: learned, rivals: rivals, beginning: beginning, warmUpSeconds: beginning,
            seconds: beginning + seconds)
        var outcome = simulation.run()
        if let perSecond { outcome.used = 100 * outcome.perSecond / perSecond }
        return outcome
    }
}

extension PaceRow {
    /// How much a service says with a refusal.
    enum Speech: String, CaseIterable {
        case bare = "bare"
        case codes = "codes"
        case wait = "Retry-After"
        case numbers = "numbers"
    }

    fileprivate func saying(_ speech: Speech) -> PaceRow {
        var row = self
        switch speech {
        case .bare: return row
        case .codes: row.service.saysKind = true
        case .wait: row.service.saysWait = true
        case .numbers: row.service.saysNumbers = true
        }
        if speech != .wait { row.refusedFirst = 3 }
        return row.named("\(name), \(speech.rawValue)")
    }

    private func named(_ name: String) -> PaceRow {
        var row = PaceRow(name: name, service: service)
        row.maximumAtOnce = maximumAtOnce
        row.rivals = rivals
        row.learned = learned
        row.beginning = beginning
        row.seconds = seconds
        row.used = used
        row.refused = refused
        row.refusedFirst = refusedFirst
        row.perSecond = perSecond
        return row
    }

    /// Every row.
    static let all =
        windows + twoPeriods + shortWindows + longWindows + buckets + strict + atOnce + both
        + changing + halved + chance + others + rivalling + known

    static let windows = [6, 10, 30, 60].flatMap { count in
        [("0.3 s calls", 0.3...0.3), ("5 to 30 s calls", 5.0...30), ("60 s calls", 60...60)]
            .flatMap { length, seconds -> [PaceRow] in
                let kinds: [(String, RateRule)] = [
                    ("fixed", .fixed(count: count, seconds: 60, offset: 23)),
                    ("sliding", .sliding(count: count, seconds: 60, countsRefused: false)),
                    ("refusals counted", .sliding(count: count, seconds: 60, countsRefused: true)),
                ]
                return kinds.flatMap { kind, rule -> [PaceRow] in
                    let row = PaceRow(
                        name: "\(count) a minute, \(kind), \(length)",
                        service: SimulatedService(rule: rule, seconds: seconds),
                        maximumAtOnce: 128)
                    let speeches = length.hasPrefix("5") ? Speech.allCases : [.bare]
                    return speeches.map { row.saying($0) }
                }
            }
    }

    /// Windows that are counted as HAProxy does it.
    static let twoPeriods = [(10, 60.0), (30, 60), (60, 60), (20, 10)].flatMap {
        count, length -> [PaceRow] in
        [("0.5 to 3 s", 0.5...3), ("5 to 30 s", 5.0...30)].flatMap { time, seconds -> [PaceRow] in
            [("", false), (" with refusals", true)].map { kind, countsRefused in
                PaceRow(
                    name: "\(count) in \(Int(length)) s, two periods\(kind), \(time) calls",
                    service: SimulatedService(
                        rule: .twoPeriods(
                            count: count, seconds: length, countsRefused: countsRefused),
                        seconds: seconds),
                    maximumAtOnce: 128)
            }
        }
    }

    static let shortWindows = [20, 200].flatMap { count in
        [
            PaceRow(
                name: "\(count) a second, fixed",
                service: SimulatedService(
                    rule: .fixed(count: count, seconds: 1, offset: 0.3), seconds: 2...2),
                maximumAtOnce: 1024, seconds: 600),
            PaceRow(
                name: "\(count) a second, sliding",
                service: SimulatedService(
                    rule: .sliding(count: count, seconds: 1, countsRefused: false), seconds: 2...2),
                maximumAtOnce: 1024, seconds: 600),
        ]
    }

    static let longWindows = [(1200, 60.0), (100, 600), (200, 3600)].flatMap { count, length in
        let kinds: [(String, RateRule)] = [
            ("fixed", .fixed(count: count, seconds: length, offset: 0.4 * length)),
            ("sliding", .sliding(count: count, seconds: length, countsRefused: false)),
            ("refusals counted", .sliding(count: count, seconds: length, countsRefused: true)),
        ]
        return kinds.flatMap { kind, rule -> [PaceRow] in
            let row = PaceRow(
                name: "\(count) in \(Int(length)) s, \(kind)",
                service: SimulatedService(rule: rule, seconds: 2...6), maximumAtOnce: 128,
                beginning: 2 * length, seconds: max(1200, 8 * length))
            return [Speech.bare, .numbers].map { row.saying($0) }
        }
    }

    static let buckets = [
        (10, 60.0, 10.0), (30, 60, 5), (60, 60, 60), (5, 1, 5), (20, 1, 20), (200, 1, 200),
    ].flatMap { count, length, burst -> [PaceRow] in
        let unit = length == 60 ? "minute" : "second"
        let row = PaceRow(
            name: "bucket of \(Int(burst)), \(count) a \(unit)",
            service: SimulatedService(
                rule: .bucket(perSecond: Double(count) / length, burst: burst), seconds: 1...4),
            maximumAtOnce: 1024, seconds: length == 60 ? 1800 : 600)
        return [Speech.bare, .codes].map { row.saying($0) }
    }

    static let strict = [(10, 60.0), (1, 1), (2, 1), (10, 1), (20, 1), (200, 1)].flatMap {
        count, length -> [PaceRow] in
        let unit = length == 60 ? "minute" : "second"
        let row = PaceRow(
            name: "strict spacing, \(count) a \(unit)",
            service: SimulatedService(
                rule: .bucket(perSecond: Double(count) / length, burst: 1), seconds: 1...4),
            maximumAtOnce: 1024, seconds: length == 60 ? 1800 : 600, used: 90)
        return [Speech.bare, .codes].map { row.saying($0) }
    }

    static let atOnce = [1, 3, 5, 40, 200].flatMap { count in
        [
            ("0.3 s", 0.3...0.3), ("0.5 to 3.5 s", 0.5...3.5), ("5 to 30 s", 5.0...30),
            ("60 s", 60...60),
        ]
        .flatMap { length, seconds -> [PaceRow] in
            let row = PaceRow(
                name: "\(count) at once, \(length)",
                service: SimulatedService(atOnce: count, seconds: seconds),
                maximumAtOnce: 256,
                used: 97 * seconds.lowerBound / (seconds.lowerBound + 0.05))
            return [Speech.bare, .codes].map { row.saying($0) }
        }
    }

    static let both =
        [(3, 30), (5, 60), (1, 10)].flatMap { places, count -> [PaceRow] in
            [("5 to 30 s", 5.0...30), ("5 s", 5...5), ("1 to 3 s", 1.0...3)].flatMap {
                length, seconds -> [PaceRow] in
                let kinds: [(String, RateRule)] = [
                    ("fixed", .fixed(count: count, seconds: 60, offset: 23)),
                    ("sliding", .sliding(count: count, seconds: 60, countsRefused: false)),
                    ("bucket", .bucket(perSecond: Double(count) / 60, burst: 5)),
                ]
                return kinds.map { kind, rule in
                    PaceRow(
                        name: "\(places) at once and \(count) a minute \(kind), \(length)",
                        service: SimulatedService(rule: rule, atOnce: places, seconds: seconds))
                }
            }
        } + [
            PaceRow(
                name: "30 at once and 20 a second, 2 s",
                service: SimulatedService(
                    rule: .bucket(perSecond: 20, burst: 20), atOnce: 30, seconds: 2...2),
                maximumAtOnce: 128, seconds: 600, used: 95)
        ]

    static let changing = [
        PaceRow(
            name: "4 a second, 2, 4",
            service: SimulatedService(
                rule: .bucket(perSecond: 4, burst: 4), seconds: 0.5...3,
                changes: [(at: 420, factor: 0.5), (at: 720, factor: 1)]),
            seconds: 900, used: 92, refused: 3),
        PaceRow(
            name: "6 at once, 3, 6",
            service: SimulatedService(
                atOnce: 6, seconds: 0.5...3,
                changes: [(at: 420, factor: 0.5), (at: 720, factor: 1)]),
            seconds: 900, used: 92, refused: 3),
        PaceRow(
            name: "5 at once, 3, 8",
            service: SimulatedService(
                atOnce: 5, seconds: 5...30,
                changes: [(at: 1200, factor: 0.6), (at: 2400, factor: 1.6)]),
            seconds: 3600, used: 92, refused: 3),
        PaceRow(
            name: "30 a minute fixed, 15, 60",
            service: SimulatedService(
                rule: .fixed(count: 30, seconds: 60, offset: 23), seconds: 5...30,
                changes: [(at: 1200, factor: 0.5), (at: 2400, factor: 2)]),
            seconds: 3600, used: 92, refused: 3),
        PaceRow(
            name: "30 a minute sliding, 15, 60",
            service: SimulatedService(
                rule: .sliding(count: 30, seconds: 60, countsRefused: false), seconds: 5...30,
                changes: [(at: 1200, factor: 0.5), (at: 2400, factor: 2)]),
            seconds: 3600, used: 92, refused: 3),
        PaceRow(
            name: "60 a minute bucket, 30, 120",
            service: SimulatedService(
                rule: .bucket(perSecond: 1, burst: 5), seconds: 5...30,
                changes: [(at: 1200, factor: 0.5), (at: 2400, factor: 2)]),
            maximumAtOnce: 128, seconds: 3600, used: 92, refused: 3),
        PaceRow(
            name: "20 a second, 10, 40",
            service: SimulatedService(
                rule: .bucket(perSecond: 20, burst: 20), seconds: 2...2,
                changes: [(at: 720, factor: 0.5), (at: 1320, factor: 2)]),
            maximumAtOnce: 256, seconds: 1800, used: 92, refused: 3),
    ]

    static let halved = [
        ("fixed", RateRule.fixed(count: 30, seconds: 60, offset: 23)),
        ("sliding", .sliding(count: 30, seconds: 60, countsRefused: false)),
        ("refusals counted", .sliding(count: 30, seconds: 60, countsRefused: true)),
        ("two periods", .twoPeriods(count: 30, seconds: 60, countsRefused: false)),
    ].map { kind, rule in
        PaceRow(
            name: "30 a minute \(kind), then 15",
            service: SimulatedService(
                rule: rule, seconds: 5...30, changes: [(at: 900, factor: 0.5)]),
            seconds: 1680, used: 92, refused: 3)
    }

    static let chance = [0.01, 0.05, 0.2].flatMap { share -> [PaceRow] in
        [0.05, 1, 10].flatMap { seconds -> [PaceRow] in
            let name = "\(Int(share * 100)) % by chance, \(text(seconds)) s"
            let travel = 0.05 / (1 - share)
            func row(_ limit: String, _ rule: RateRule?, _ places: Int?) -> [PaceRow] {
                let most = rule == nil ? Double(places ?? 8) / (seconds + travel) : .infinity
                let row = PaceRow(
                    name: "\(name), \(limit)",
                    service: SimulatedService(
                        rule: rule, atOnce: places, seconds: seconds...seconds, chance: share),
                    maximumAtOnce: rule == nil ? 8 : 64, beginning: 300,
                    seconds: seconds < 1 ? 600 : 1800, used: 80, refused: 100 * share + 5,
                    refusedFirst: .max, perSecond: min(rule?.perSecond ?? .infinity, most))
                var named = row.saying(.codes)
                named.refusedFirst = .max
                return [row, named]
            }
            let sliding = RateRule.sliding(count: 60, seconds: 60, countsRefused: false)
            return row("no limit", nil, nil) + row("60 a minute sliding", sliding, nil)
                + row("3 at once", nil, 3)
        }
    }

    private static func text(_ seconds: Double) -> String {
        seconds < 1 ? "\(seconds)" : "\(Int(seconds))"
    }

    static let others = [
        PaceRow(
            name: "no limit, 1024 at once, from 30 s on",
            service: SimulatedService(seconds: 5...5), maximumAtOnce: 1024, beginning: 30,
            seconds: 120, refusedFirst: 0, perSecond: 1024 / 5.05),
        PaceRow(
            name: "4 at once that queues",
            service: SimulatedService(atOnce: 4, queues: true, seconds: 2...2), maximumAtOnce: 32),
        PaceRow(
            name: "30 a minute that queues",
            service: SimulatedService(
                rule: .bucket(perSecond: 0.5, burst: 5), queues: true, seconds: 2...2),
            maximumAtOnce: 32),
        PaceRow(
            name: "30 a minute fixed, out for 5 minutes",
            service: SimulatedService(
                rule: .fixed(count: 30, seconds: 60, offset: 23), outages: [600...900],
                seconds: 5...30),
            seconds: 3480, used: 97 * 3180 / 3480),
    ]

    static let rivalling = [
        PaceRow(
            name: "2 rivals, 60 a minute sliding",
            service: SimulatedService(
                rule: .sliding(count: 60, seconds: 60, countsRefused: false), seconds: 1...4),
            rivals: 2, used: 90, refused: 8, refusedFirst: 24),
        PaceRow(
            name: "2 rivals, 60 a minute in two periods",
            service: SimulatedService(
                rule: .twoPeriods(count: 60, seconds: 60, countsRefused: false), seconds: 0.5...3),
            rivals: 2, used: 90, refused: 8, refusedFirst: 24),
        PaceRow(
            name: "2 rivals, 30 a minute fixed",
            service: SimulatedService(
                rule: .fixed(count: 30, seconds: 60, offset: 23), seconds: 5...30),
            rivals: 2, used: 90, refused: 8, refusedFirst: 24),
        PaceRow(
            name: "4 rivals, 60 a minute fixed",
            service: SimulatedService(
                rule: .fixed(count: 60, seconds: 60, offset: 23), seconds: 5...30),
            rivals: 4, used: 90, refused: 8, refusedFirst: 48),
        PaceRow(
            name: "4 rivals, 6 at once",
            service: SimulatedService(atOnce: 6, seconds: 1...4), rivals: 4, used: 90, refused: 8,
            refusedFirst: 48),
        PaceRow(
            name: "4 rivals, bucket of 5, 5 a second",
            service: SimulatedService(rule: .bucket(perSecond: 5, burst: 5), seconds: 1...4),
            rivals: 4, used: 90, refused: 8, refusedFirst: 48),
    ]

    /// Limits that an earlier run has found, right and wrong.
    static let known = [
        PaceRow(
            name: "30 a minute known, still so",
            service: SimulatedService(
                rule: .fixed(count: 30, seconds: 60, offset: 23), seconds: 5...30),
            learned: LearnedPace(window: PaceWindow(calls: 30, seconds: 60)), refusedFirst: 3),
        PaceRow(
            name: "30 a minute known, now 10",
            service: SimulatedService(
                rule: .fixed(count: 10, seconds: 60, offset: 23), seconds: 5...30),
            learned: LearnedPace(window: PaceWindow(calls: 30, seconds: 60)), refusedFirst: 6),
        PaceRow(
            name: "10 a minute known, now 60",
            service: SimulatedService(
                rule: .fixed(count: 60, seconds: 60, offset: 23), seconds: 5...30),
            learned: LearnedPace(window: PaceWindow(calls: 10, seconds: 60)), beginning: 600),
        PaceRow(
            name: "6 at once known, now 3",
            service: SimulatedService(atOnce: 3, seconds: 5...30),
            learned: LearnedPace(atOnce: 6), refusedFirst: 6),
        PaceRow(
            name: "16 a second known, now 1",
            service: SimulatedService(rule: .bucket(perSecond: 1, burst: 5), seconds: 1...4),
            learned: LearnedPace(ratePerSecond: 16), refusedFirst: 12),
    ]
}
