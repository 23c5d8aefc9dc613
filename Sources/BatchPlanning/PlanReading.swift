import Clips
import Foundation
import JobLists
import KlingAPI
package import Ledger
import Ledgers
import MP3
import Sentences
package import SpeechTasks
import SystemPackage
import Texts

/// Goes through the inputs once, from front to back, cuts each job into tasks and counts what they come
/// to.
package struct PlanReading {
    package private(set) var plan: BatchPlan
    private let planner: JobPlanner
    /// Where clips lie that a ledger which is gone may have paid for.
    private let store: ClipStore
    private var seen: Set<TaskPrefix> = []
    /// Rows that share calls; nil where each has its own.
    private var packing: RowPacking?
    /// How long texts are expected to be.
    private var lengths: SpeechLengths?
    /// Whether the job that is planned is a chapter in several voices.
    private var isInVoices = false
    /// What the batch's own group is called, where costs are told by batches or projects.
    private let ownGroup: String?

    /// Half a task's name: enough to tell tasks apart, and half the memory.
    private struct TaskPrefix: Hashable {
        let first: UInt64
        let second: UInt64

        /// The name is as good as random already.
        func hash(into hasher: inout Hasher) {
            hasher.combine(first)
        }
    }

    /// What is to be said before what the inputs give to say.
    private let changes: [String]

    /// Reading for a service, with the text length that its account takes.
    ///
    /// - Parameter change: what the plan changes of a batch that is there.
    package init(
        _ settings: RunSettings, _ callee: Callee, change: BatchChange = BatchChange()
    ) {
        changes = change.sentences
        planner = callee.planner()
        store = ClipStore(folder: FilePath(clipsFolder(ofLedger: settings.ledgerPath)))
        plan = BatchPlan(callee: callee, price: settings.price)
        plan.costs.groups = settings.costGrouping.map(PlanGroups.init(by:))
        ownGroup =
            switch settings.costGrouping {
            case .batch: settings.batchName
            case .project: settings.project
            default: nil
            }
    }

    /// Hands over every job that can be planned; faults are counted and kept to be listed.
    package mutating func read(
        _ inputs: RunInputs, _ settings: RunSettings, paid: PaidTasks,
        addBook: (PlannedBook) throws -> BookID? = { _ in nil },
        _ body: (PlannedJob) throws -> Void
    ) throws {
        for fault in inputs.faults { plan.faults.add(fault) }
        plan.notices = changes + inputs.notices + inputs.silent
        lengths = try SpeechLengths(paid, at: planner.maker.service)
        var reading = settings.listReading
        reading.speakers = inputs.roles?.speakerVoices
        var reader = try JobReader(lists: inputs.lists, options: reading)
        let pieces = PaidPieces(paid, limit: planner.planner.limit.characters)
        func take(_ heading: JobHeading, _ content: JobContent) throws {
            try add(Job(heading: heading, content: content), settings, paid, pieces, body)
        }
        if settings.lists.packsRows {
            packing = try RowPacking(
                planner: planner, confidence: settings.lists.packConfidence,
                form: settings.rowForm, paid: paid)
        }
        var lexicon = ListLexicon(inputs.listLexicon, language: settings.calls.language)
        for input in inputs.inputs {
            switch input {
            case .list(let list):
                try read(list, &reader) { row in
                    let text = lexicon.apply(to: row.text, in: row.heading.language)
                    return Job(heading: row.heading, content: .text(text))
                } take: { plan, job in
                    try plan.add(job, settings, paid, pieces, body)
                }
            case .book(let book):
                let id = try addBook(book.planned)
                plan.books.append(BookFigures(title: book.title))
                plan.readings.append(book.reading)
                reader.begin(path: book.planned.source)
                for chapter in book.chapters {
                    guard let heading = heading(of: chapter.job, &reader) else { continue }
                    var content = chapter.plan
                    content.book = id
                    try take(heading, .stretches(content))
                }
            case .subtitles(let subtitles):
                plan.readings.append(subtitles.plan.spoken.reading)
                reader.begin(path: subtitles.plan.spoken.path)
                guard let heading = heading(of: subtitles.job, &reader) else { continue }
                try take(heading, .cues(subtitles.plan))
            }
        }
        plan.notices += inputs.unmatchedRoles(alsoNamed: reader.speakers)
        for job in try packing?.takeRest(paid: paid, pieces: pieces) ?? [] {
            try handOver(job, paid, body)
        }
        plan.figures.packs = packing?.figures
        if !inputs.lists.isEmpty { plan.remarks += lexicon.remarks }
        finishCosts()
        let mayGoOn = settings.skipsInvalid && !plan.faults.endsInputEarly
        guard plan.faults.count == 0 || mayGoOn else {
            throw PlanningError.invalidInput(plan.faults)
        }
        guard plan.figures.jobs > 0 else {
            guard plan.faults.count == 0 else { throw PlanningError.nothingLeft(plan.faults) }
            throw inputs.silent.isEmpty
                ? PlanningError.noJobs : PlanningError.nothingSpoken(inputs.silent)
        }
    }

    /// Hands over the rows of a list one by one; its faults are counted.
    private mutating func read(
        _ list: JobInput, _ reader: inout JobReader, job: (ListRow) -> Job,
        take: (inout PlanReading, Job) throws -> Void
    ) throws {
        try reader.open(list)
        var first: String?
        while let row = try reader.next() {
            switch row {
            case .fault(let fault): plan.faults.add(fault)
            case .row(let row):
                first = first ?? row.text
                try take(&self, job(row))
            }
        }
        add(reader, ofListAt: list.path, firstText: first ?? "")
        plan.notices += reader.silence
    }

    /// Notes what a reader found of the list that it has read to its end.
    private mutating func add(_ reader: JobReader, ofListAt path: String, firstText: String) {
        let reading = InputReading(
            listAt: path, encoding: reader.foundEncoding, text: firstText)
        if let reading { plan.readings.append(reading) }
        if let unused = reader.unused { plan.add(unused) }
    }

    /// The heading of a job that no list holds; nil, its faults counted, where it can have none.
    private mutating func heading(
        of job: UnlistedJob, _ reader: inout JobReader
    ) -> JobHeading? {
        do throws(JobFaults) {
            return try reader.heading(of: job)
        } catch {
            for fault in error.faults { plan.faults.add(fault) }
            return nil
        }
    }

    /// Cuts one job into tasks, counts them, and hands them over.
    ///
    /// Nothing is planned behind a fault that stops the run; reading goes on for the sake of the
    /// faults that follow.
    private mutating func add(
        _ job: Job, _ settings: RunSettings, _ paid: PaidTasks, _ pieces: PaidPieces,
        _ body: (PlannedJob) throws -> Void
    ) throws {
        guard plan.faults.count == 0 || settings.skipsInvalid else { return }
        if let message = planner.fault(in: job) {
            let place = job.heading.place
            plan.faults.add(JobFault(place: place, row: place.line, message: message))
            return
        }
        for planned in try planned(job, settings, paid, pieces) {
            try handOver(planned, paid, body)
        }
    }

    /// A job cut into tasks; none where it waits for others to share a call with, which then come with
    /// a later one.
    private mutating func planned(
        _ job: Job, _ settings: RunSettings, _ paid: PaidTasks, _ pieces: PaidPieces
    ) throws -> [PlannedJob] {
        switch job.content {
        case .text(let text):
            let row = RowPacking.Row(heading: job.heading, text: text)
            if let jobs = try packing?.add(row, paid: paid, pieces: pieces) { return jobs }
            return [
                try planner.plan(
                    job.heading, text: text, form: settings.rowForm, paid: paid, pieces: pieces)
            ]
        case .stretches(let chapter):
            let planned = try planner.plan(job.heading, chapter, paid: paid, pieces: pieces)
            let calls = planner.callsInOneVoice(chapter, of: job.heading)
            plan.costs.callsInOneVoice += calls ?? 0
            isInVoices = calls != nil
            plan.books[plan.books.count - 1].chapters.append(
                BookFigures.Chapter(
                    number: chapter.number,
                    title: planned.title ?? planned.id ?? planned.output,
                    characters: planned.characters,
                    calls: planned.tasks.count,
                    firstWords: InputReading.firstWords(
                        of: chapter.stretches.first?.text ?? "")))
            return [planned]
        case .cues(let subtitles):
            let (planned, found) = try planner.plan(
                job.heading, subtitles, paid: paid, pieces: pieces)
            try subtitles.checkFilm(beside: planned.output, in: settings.outputFolder)
            plan.figures.add(found)
            plan.notices += [subtitles.notice(of: found)].compactMap { $0 }
            return [planned]
        }
    }

    private mutating func handOver(
        _ job: PlannedJob, _ paid: PaidTasks, _ body: (PlannedJob) throws -> Void
    ) throws {
        let before = plan.figures.tasks
        try count(job, paid: paid)
        if isInVoices { plan.costs.callsInVoices += plan.figures.tasks - before }
        isInVoices = false
        try body(job)
    }

    private mutating func count(_ job: PlannedJob, paid: PaidTasks) throws {
        plan.figures.jobs += 1
        plan.figures.characters += job.characters
        let path = plan.readings.last?.path
        let grouped = plan.costs.groups?.begin(job, bookPath: path)
        for (clip, task) in job.tasks.enumerated() {
            let (first, second) = task.hash.prefix
            let isNew = seen.insert(TaskPrefix(first: first, second: second)).inserted
            let isToPay = isNew ? try count(task, paid: paid) : false
            let weight = job.weight(of: task)
            let audio = expectedLength(of: task, weight: weight)
            plan.costs.audio += audio
            if let grouped {
                plan.costs.groups?.add(
                    task, clip, of: grouped, isToPay: isToPay, weight: weight, audio: audio,
                    ownName: ownGroup)
            }
        }
    }

    /// Counts a task that is met for the first time.
    ///
    /// - Returns: whether its call is to be paid.
    private mutating func count(_ task: SpeechTask, paid: PaidTasks) throws -> Bool {
        plan.figures.tasks += 1
        if plan.costs.voices.count < Self.maximumVoices { plan.costs.voices.insert(task.voiceID) }
        switch try paid.standing(of: task.hash) {
        case .toPay where store.holdsWholeClip(task.hash): plan.figures.callsAlreadyPaid += 1
        case .toPay:
            plan.figures.callsToPay += 1
            return true
        case .paid: plan.figures.callsAlreadyPaid += 1
        case .ended: plan.figures.callsEnded += 1
        }
        return false
    }

    /// So many voices are looked at, so that a list of wrong ones needs no room.
    private static let maximumVoices = 10_000

    /// How long a job's part of a task is expected to be.
    private mutating func expectedLength(of task: SpeechTask, weight: Int) -> Duration {
        let characters = max(1, task.text.characterCount)
        let whole = lengths?.length(of: task) ?? .zero
        return weight == characters ? whole : whole * Double(weight) / Double(characters)
    }

    private mutating func finishCosts() {
        plan.costs.groups?.finish(price: plan.price)
        plan.costs.assumedVoices = lengths?.assumed ?? []
        plan.notices += [plan.costs.voicesNotice(price: plan.price)].compactMap { $0 }
        plan.remarks += [plan.costs.unpublishedRemark].compactMap { $0 }
    }
}

extension PlannedJob {
    /// How much of a task is the job's: of a call that rows share its own text, in characters.
    fileprivate func weight(of task: SpeechTask) -> Int {
        let isCut = kind == .row && trackForm?.contains("\"pack\":") == true
        return max(1, isCut ? characters : task.text.characterCount)
    }
}

extension JobPlanner {
    /// The calls that a chapter in several voices would take in one; nil where it has one.
    fileprivate func callsInOneVoice(_ chapter: ChapterPlan, of heading: JobHeading) -> Int? {
        guard Set(chapter.stretches.map { $0.voiceID ?? heading.voiceID }).count > 1 else {
            return nil
        }
        let text = chapter.stretches.map(\.text).joined(separator: " ")
        let whole = whole(heading, saying: text)
        return planner.limit.allows(whole.text) ? 1 : pieces(of: whole).count
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
    /// What the ledger keeps of the batch.
    package func terms(at service: Service, account: Account?) -> BatchTerms {
        BatchTerms(
            name: batchName, isNamed: isBatchNamed, service: service,
            inputs: inputs.map(absolutePath),
            outputFolder: outputFolder, settings: calls.stored, price: price, budget: budget,
            dayBudget: dayBudget, account: account?.name, maxUnknownSpend: maxUnknownSpend,
            holdsUnknown: holdsUnknown,
            chargesRefusals: chargesRefusals)
    }

    /// A list's identity: its path from the root; standard input and lists in memory have none.
    private func absolutePath(_ path: String) -> String {
        path == "-" || listsInMemory[path] != nil
            ? path : URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
