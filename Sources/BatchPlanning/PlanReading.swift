import Clips
import Foundation
import JobLists
import KlingAPI
package import Ledger
import MP3
import Sentences
package import SpeechTasks
import SystemPackage
import Texts

/// Reads job lists once, from front to back, cuts each job into tasks and counts what they come to.
package struct PlanReading {
    package private(set) var figures: PlanFigures
    private let planner: JobPlanner
    /// Where clips lie that a ledger which is gone may have paid for.
    private let store: ClipStore
    private var seen: Set<TaskPrefix> = []

    /// Half a task's name: enough to tell tasks apart, and half the memory.
    private struct TaskPrefix: Hashable {
        let first: UInt64
        let second: UInt64

        /// The name is as good as random already.
        func hash(into hasher: inout Hasher) {
            hasher.combine(first)
        }
    }

    init(planner: JobPlanner, figures: PlanFigures, store: ClipStore) {
        self.planner = planner
        self.store = store
        self.figures = figures
    }

    /// Hands over every job that can be planned; faults are counted and kept to be listed.
    package mutating func read(
        _ inputs: RunInputs, _ settings: RunSettings, paid: PaidTasks,
        addBook: (PlannedBook) throws -> BookID? = { _ in nil },
        _ body: (PlannedJob) throws -> Void
    ) throws {
        for fault in inputs.faults { figures.add(fault) }
        figures.notices = inputs.notices
        let books = try inputs.books.map { try addBook($0.planned) }
        let pieces = PaidPieces(paid, limit: planner.planner.limit.characters)
        var reader = try JobReader(inputs: inputs.inputs, options: settings.reading)
        while let row = try reader.next() {
            switch row {
            case .fault(let fault):
                figures.add(fault)
            case .job(let job):
                // Nothing is planned behind a fault that stops the run; reading goes on for the
                // sake of the faults that follow.
                guard figures.faultCount == 0 || settings.skipsInvalid else { continue }
                if let fault = planner.maker.fault(ofSpeed: job.speed) {
                    figures.add(JobFault(place: job.place, row: job.place.line, message: fault))
                    continue
                }
                let planned: PlannedJob
                switch inputs.kind(of: job, books: books) {
                case .row:
                    planned = try planner.plan(job, paid: paid, pieces: pieces)
                case .chapter(let chapter):
                    planned = try planner.plan(job, as: chapter, paid: paid, pieces: pieces)
                case .subtitles(let subtitles):
                    let (job, found) = try planner.plan(
                        job, as: subtitles, paid: paid, pieces: pieces)
                    try subtitles.checkFilm(beside: job.output, in: settings.outputFolder)
                    figures.add(found)
                    figures.notices += [subtitles.notice(of: found)].compactMap { $0 }
                    planned = job
                }
                try count(planned, paid: paid)
                try body(planned)
            }
        }
        let mayGoOn = settings.skipsInvalid && !figures.inputEndsEarly
        guard figures.faultCount == 0 || mayGoOn else {
            throw PlanningError.invalidInput(figures)
        }
        guard figures.jobs > 0 else { throw PlanningError.noJobs }
    }

    private mutating func count(_ job: PlannedJob, paid: PaidTasks) throws {
        figures.jobs += 1
        figures.characters += job.characters
        for task in job.tasks {
            let (first, second) = task.hash.prefix
            let isNew = seen.insert(TaskPrefix(first: first, second: second)).inserted
            guard isNew else { continue }
            figures.tasks += 1
            switch try paid.standing(of: task.hash) {
            case .toPay where store.holdsWholeClip(task.hash): figures.callsAlreadyPaid += 1
            case .toPay: figures.callsToPay += 1
            case .paid: figures.callsAlreadyPaid += 1
            case .ended: figures.callsEnded += 1
            }
        }
    }
}

extension ClipStore {
    /// Whether the whole clip of a task is in the store, whoever bought it.
    fileprivate func holdsWholeClip(_ hash: TaskHash) -> Bool {
        guard contains(hash), let check = try? MP3Check(contentsOf: path(of: hash)) else {
            return false
        }
        return !check.endsInsideFrame && check.garbageByteCount == 0
    }
}

extension RunSettings {
    /// What the plan is made with: the service, the text length this account takes, the pace.
    package func reading(_ callee: Callee, learned: LearnedAccount) -> PlanReading {
        let limit = callee.textLimit(calls, learned: learned)
        let rates = [learned.ratePerSecond, calls.ratePerSecond].compactMap { $0 }
        return PlanReading(
            planner: JobPlanner(maker: callee.taskMaker(calls), limit: limit),
            figures: PlanFigures(
                service: callee.service, form: callee.form.name.rawValue,
                isFormKnown: callee.isFormKnown, price: price, ratePerSecond: rates.min(),
                textLimit: limit),
            store: ClipStore(folder: FilePath(clipsFolder(ofLedger: ledgerPath))))
    }

    /// What the ledger keeps of the batch.
    package func terms(at service: Service, account: Account) -> BatchTerms {
        BatchTerms(
            name: batchName, service: service, inputs: inputs.map(absolutePath),
            outputFolder: outputFolder, settings: calls.stored, price: price, budget: budget,
            dayBudget: dayBudget, account: account.name, maxUnknownSpend: maxUnknownSpend,
            holdsUnknown: holdsUnknown,
            chargesRefusals: chargesRefusals)
    }

    /// A list's identity: its path from the root; standard input has none.
    private func absolutePath(_ path: String) -> String {
        path == "-" ? path : URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
