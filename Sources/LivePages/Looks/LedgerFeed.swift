import DurableFiles
import Ledger
import Ledgers
import SQLiteConnection

/// What a ledger says, asked once for all who look.
///
/// A look is drawn anew only where the ledger was written since, or its lock says something else, and
/// while a run is on every few seconds for what only time changes. Each is followed by a rest twenty times
/// as long as it took, so that looking never takes more than a twentieth of a core, however large the
/// batch. Between two looks nothing stays open: the ledger may be made, replaced, moved or run meanwhile.
actor LedgerFeed {
    /// A look with its number, which rises when it changes, and is another one after a new start.
    struct Told: Sendable {
        let number: Int
        let look: PageLook
    }

    private struct Glance: Equatable, Sendable {
        let mark: LedgerMark?
        let holding: LedgerHolding?
        let isFresh: Bool

        func isSame(as other: Glance) -> Bool {
            mark == other.mark && holding == other.holding && !isFresh
        }
    }

    private struct Drawn {
        let told: Told
        let glance: Glance
        let drawnAt: ContinuousClock.Instant
        let restsUntil: ContinuousClock.Instant
    }

    /// The least time between two glances, and the most between two looks while a run is on.
    private static let interval = Duration.milliseconds(400)
    private static let patience = Duration.seconds(5)
    private static let restFactor = 20

    /// So many looks are kept.
    private static let maximumSubjects = 64

    private let path: String
    private let drawing: PageDrawing
    private var drawn: [PageSubject: Drawn] = [:]
    private var underWay: Set<PageSubject> = []

    /// A feed of the ledger at a path, which may not be there yet.
    init(path: String, drawing: PageDrawing) {
        self.path = path
        self.drawing = drawing
    }

    /// How a subject stands now, or stood a moment ago.
    func told(of subject: PageSubject) async -> Told {
        if let last = drawn[subject], last.restsUntil > .now || underWay.contains(subject) {
            return last.told
        }
        underWay.insert(subject)
        defer { underWay.remove(subject) }
        return await tell(of: subject)
    }

    private func tell(of subject: PageSubject) async -> Told {
        let last = drawn[subject]
        let start = ContinuousClock.now
        let glance = await DiskThreads.run { [path] in Self.glance(at: path) }
        if let last, glance.isSame(as: last.glance), !isDue(last, at: start) {
            drawn[subject] = Drawn(
                told: last.told, glance: last.glance, drawnAt: last.drawnAt,
                restsUntil: start + Self.interval)
            return last.told
        }
        let look = await DiskThreads.run { [path, drawing] in
            Self.look(at: subject, path, drawing, glance.holding ?? .free)
        }
        let told =
            last.map {
                $0.told.look == look ? $0.told : Told(number: $0.told.number + 1, look: look)
            }
            ?? Told(number: unixMilliseconds(), look: look)
        let took = start.duration(to: .now)
        if drawn.count > Self.maximumSubjects { drawn = [:] }
        drawn[subject] = Drawn(
            told: told, glance: glance, drawnAt: start,
            restsUntil: .now + max(Self.interval, took * Self.restFactor))
        return told
    }

    private func isDue(_ last: Drawn, at now: ContinuousClock.Instant) -> Bool {
        guard case .held = last.glance.holding else { return false }
        return now > last.drawnAt + Self.patience
    }

    private static func glance(at path: String) -> Glance {
        // What a server's ledger says is asked for at each glance.
        let isServer = isServerAddress(path)
        let mark = isServer ? nil : try? LedgerMark(at: path)
        return Glance(
            mark: mark, holding: try? ledgerHolding(in: path), isFresh: mark?.isFresh() ?? isServer)
    }

    private static func look(
        at subject: PageSubject, _ path: String, _ drawing: PageDrawing, _ holding: LedgerHolding
    ) -> PageLook {
        do {
            guard let reader = try LedgerReader(in: path) else {
                // A server's address may have a password in it.
                let place = isServerAddress(path) ? "on the server" : "at \(path)"
                return drawing.problem(
                    "There is no ledger \(place) yet; the first run makes it, and is shown here.",
                    at: subject)
            }
            return try drawing.look(at: subject, in: reader, holding: holding)
        } catch {
            return drawing.problem("\(error)", at: subject)
        }
    }
}
