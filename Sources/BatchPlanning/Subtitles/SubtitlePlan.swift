import Audiobooks
import JobLists
import KlingAPI
import Ledger
import Narration
import Sentences
import SpeechTasks
import SystemPackage
import Texts
import Tracks
import Utterances
import VoiceTracks

/// What is spoken of a subtitle file, and what it is spoken into.
package struct SubtitlePlan {
    let spoken: SpokenSubtitles
    let settings: SubtitleSettings
    /// The film's length, where there is a film; else as the settings say.
    let length: Duration?
    /// The kind of file its track is.
    let format: TrackFormat
    /// The file that is made of the track beside the film; nil makes none.
    var sidecar: String?
}

/// What the subtitle files of a plan come to.
package struct SubtitleFigures: Sendable {
    /// Cues in the files.
    package var cues = 0
    /// Cues, or speakers' parts of cues, that are spoken: so many calls one for each would take.
    package var spokenCues = 0
    /// Utterances they are joined to.
    package var utterances = 0
    /// What is not spoken, by the reason's word.
    package var unspoken: [String: Int] = [:]
    /// Each of them, in the order of the files.
    package var silent: [SilentPlace] = []
    /// Utterances that are not expected to fit, in the order of the files.
    package var tight: [TightUtterance] = []
    /// Voices whose rate of speech is not known yet, so that speeds are chosen by general figures until
    /// they have spoken for a minute.
    package var assumedVoices: Set<String> = []
    /// Those of them by whose rate what is left may be planned anew: not packs, whose texts would change
    /// with the speeds, and not where the language is not known.
    package var voicesToMeasure: Set<String> = []
    /// Utterances that begin when their track is to be over.
    package var beyondEnd = 0
    /// How long the tracks are together, if all fits.
    package var length = Duration.zero

    /// A cue, or a part of one, that is not spoken.
    package struct SilentPlace: Sendable {
        /// Where its cue stands, `path:line`.
        package let place: String
        /// The cue's number.
        package let cue: Int
        /// Why it is not spoken.
        package let reason: String
        /// What it says.
        package let text: String
    }

    /// An utterance that is expected to take longer than it may, sped up and stretched as it may be.
    package struct TightUtterance: Sendable {
        /// Where its first cue stands, `path:line`.
        package let place: String
        /// What is spoken.
        package let text: String
        /// The time there is for it.
        package let slot: Duration
        /// The time it is expected to take.
        package let expected: Duration
    }

    mutating func add(_ other: SubtitleFigures) {
        cues += other.cues
        spokenCues += other.spokenCues
        utterances += other.utterances
        unspoken.merge(other.unspoken, uniquingKeysWith: +)
        silent += other.silent
        tight += other.tight
        assumedVoices.formUnion(other.assumedVoices)
        voicesToMeasure.formUnion(other.voicesToMeasure)
        beyondEnd += other.beyondEnd
        length += other.length
    }
}

extension SubtitlePlan {
    /// How long the track is, if all fits.
    var trackLength: Duration { length ?? spoken.end }

    /// What the person should know before the file is paid for.
    func notice(of figures: SubtitleFigures) -> String? {
        guard figures.beyondEnd > 0 else { return nil }
        let end = clockTime(milliseconds: trackLength.wholeMilliseconds)
        let late = counted(figures.beyondEnd, "utterance")
        let cause = settings.film == nil ? "--duration" : "film"
        return "\(spoken.path): \(late) after the track's end, at \(end); is it the right \(cause)?"
    }

    /// Throws where the film cannot be made, before anything is paid for it.
    func checkFilm(beside output: String, in folder: String) throws {
        guard let film = settings.film, sidecar == nil else { return }
        do {
            try FilmMuxer.check(FilePath(film), beside: output, in: FilePath(folder))
        } catch {
            throw PlanningError.badSubtitles("\(error)")
        }
    }
}

extension JobPlanner {
    /// The tasks of a subtitle file, with the speeds they are asked for, and what they come to.
    func plan(
        _ job: JobHeading, _ plan: SubtitlePlan, paid: PaidTasks, pieces: PaidPieces
    ) throws -> (PlannedJob, SubtitleFigures) {
        let language = plan.spoken.language
        var rates = SpeechRates(language: language, service: maker.service, paid: paid)
        let lines = plan.spoken.lines.map { cue in
            TimedLine(
                number: cue.number, start: cue.start, end: cue.end, text: cue.text,
                speaker: cue.speaker, voiceID: cue.voiceID ?? job.voiceID)
        }
        let utterances = UtterancePlanner(
            joinGap: plan.settings.joinGap, rate: try rates.rates(of: job.voiceID).joining
        ).utterances(of: lines, length: plan.length)

        let cueLines = Dictionary(
            plan.spoken.lines.map { ($0.number, $0.line) }, uniquingKeysWith: { first, _ in first })
        var figures = SubtitleFigures(plan)
        figures.utterances = utterances.count
        figures.beyondEnd = utterances.count { $0.start >= plan.trackLength }
        figures.length = plan.trackLength
        var wholes: [SpeechTask] = []
        for utterance in utterances {
            let rates = try rates.rates(of: utterance.voiceID)
            let whole = try task(for: utterance, of: job, plan.settings, rates, paid)
            wholes.append(whole)
            let expected = rates.speaking.duration(of: utterance.text) / whole.speed.factor
            if expected > utterance.slot * plan.settings.maximumStretch {
                figures.tight.append(
                    .init(
                        place: plan.place(of: utterance, lines: cueLines), text: utterance.text,
                        slot: utterance.slot, expected: expected))
            }
        }
        figures.assumedVoices = rates.assumed
        if !plan.settings.packsCues, language.code != "und" {
            figures.voicesToMeasure = rates.assumed
        }
        var sources = UtteranceSources(wholes, planner: self, paid: paid, pieces: pieces)
        if plan.settings.packsCues {
            try sources.pack { rates.rate(ofKnown: $0.voiceID).duration(of: $0.text) / .seconds(1) }
        }
        try sources.addRest()
        var form = VoiceTrackForm(plan, volume: job.volume)
        form.packs = sources.packs
        for (index, (utterance, source)) in zip(utterances, sources.sources).enumerated() {
            form.add(utterance, speed: wholes[index].speed, from: source)
        }
        let tasks = sources.tasks
        let planned = PlannedJob(
            source: job.place.path, line: job.place.line, kind: .subtitles,
            id: job.id, title: job.title,
            output: "\(job.output.stem).\(plan.format.rawValue)",
            otherColumns: nil, characters: tasks.reduce(0) { $0 + $1.text.characterCount },
            contentHash: TaskHash(of: wholes.map(\.hash)), tasks: tasks,
            trackForm: try form.json(), trackVolume: maker.trackVolume(job.volume),
            language: language.code, speechRates: rates.used)
        return (planned, figures)
    }

    /// The task of an utterance: one whose clip is held and fits, else at the speed it is expected to
    /// fit with.
    ///
    /// A clip fits if it does so sped up as far as its track may be. Any speed will do; but where the
    /// person wants one of their own, none that is slower, or faster than need be. What was called for
    /// before its voice was measured stays as it was asked for.
    private func task(
        for utterance: Utterance, of job: JobHeading, _ settings: SubtitleSettings,
        _ rates: VoiceRates, _ paid: PaidTasks
    ) throws -> SpeechTask {
        func task(_ speed: Thousandths) -> SpeechTask {
            maker.task(
                utterance.text, voiceID: utterance.voiceID,
                speed: maker.form.nearestSpeed(to: speed), volume: job.volume)
        }
        let wanted = job.speed.factor
        func task(by rate: SpeechRate) -> SpeechTask {
            let speed = rate.speed(
                of: utterance.text, slot: utterance.slot, wanted: wanted,
                maximum: settings.maximumSpeed)
            return task(Thousandths(factor: speed))
        }
        var chosen = task(by: rates.joining)
        // Packs are known by their texts and speed: another speed here would make other packs.
        if settings.packsCues { return chosen }
        if rates.isAdapted, try !paid.isTouched(chosen.hash), try !paid.isPaid(chosen) {
            chosen = task(by: rates.speaking)
        }
        func fits(_ task: SpeechTask) throws -> Bool {
            let paidForm = try paid.form(of: task)
            guard let held = try paid.clipDuration(of: paidForm.hash) else { return false }
            let stretch = settings.maximumStretch(atSpeed: task.speed.factor)
            return .milliseconds(held) <= utterance.slot * stretch
        }
        if try fits(chosen) { return chosen }
        let range =
            wanted == 1
            ? maker.form.speedRange.lowerBound.count...maker.form.speedRange.upperBound.count
            : job.speed.count...chosen.speed.count
        // Speeds are asked for in tenths, so that only those can be held.
        let others = stride(from: range.lowerBound, through: range.upperBound, by: 100)
            .sorted { abs($0 - chosen.speed.count) < abs($1 - chosen.speed.count) }
        return try others.lazy.map { task(Thousandths($0)) }.first(where: fits) ?? chosen
    }
}

/// The rates that the utterances of one voice are planned by.
private struct VoiceRates {
    /// By which cues are joined; it never changes within a batch, as other utterances would be other
    /// texts to pay for.
    let joining: SpeechRate
    /// By which speeds are chosen: measured, as soon as the voice has spoken enough.
    let speaking: SpeechRate
    /// Whether neither was measured.
    let isAssumed: Bool

    var isAdapted: Bool { joining != speaking }

    init(_ known: KnownSpeechRates, language: Language) {
        func rate(_ charactersPerSecond: Double?) -> SpeechRate? {
            charactersPerSecond.map { SpeechRate(language: language, charactersPerSecond: $0) }
        }
        let assumed = SpeechRate(assumedFor: language)
        joining = rate(known.planned ?? known.measured) ?? assumed
        let isPlannedByAssumption = joining == assumed
        speaking =
            rate(known.adapted) ?? (isPlannedByAssumption ? rate(known.measured) : nil) ?? joining
        isAssumed = isPlannedByAssumption && known.adapted == nil && known.measured == nil
    }
}

/// The rates of speech that a plan is made by, each asked of the ledger once.
private struct SpeechRates {
    let language: Language
    let service: Service
    let paid: PaidTasks
    private var known: [String: VoiceRates] = [:]
    /// The voices of which none was known.
    private(set) var assumed: Set<String> = []

    init(language: Language, service: Service, paid: PaidTasks) {
        self.language = language
        self.service = service
        self.paid = paid
    }

    mutating func rates(of voiceID: String) throws -> VoiceRates {
        if let rates = known[voiceID] { return rates }
        let rates = VoiceRates(
            try paid.speechRates(of: voiceID, language: language.code, at: service),
            language: language)
        if rates.isAssumed { assumed.insert(voiceID) }
        known[voiceID] = rates
        return rates
    }

    /// The rate of a voice that was asked for before.
    func rate(ofKnown voiceID: String) -> SpeechRate {
        known[voiceID]?.joining ?? SpeechRate(assumedFor: language)
    }

    /// What is to be kept with the batch.
    var used: [VoiceRate] {
        known.sorted { $0.key < $1.key }.map { voiceID, rates in
            VoiceRate(
                voiceID: voiceID, language: language.code,
                charactersPerSecond: rates.joining.charactersPerSecond,
                measured: rates.isAdapted ? rates.speaking.charactersPerSecond : nil)
        }
    }
}

extension SubtitlePlan {
    /// Where an utterance's first cue stands.
    ///
    /// - Parameter lines: the line of each cue, by its number.
    fileprivate func place(of utterance: Utterance, lines: [Int: Int]) -> String {
        "\(spoken.path):\(lines[utterance.lines[0].number] ?? 1)"
    }
}

extension SubtitleFigures {
    fileprivate init(_ plan: SubtitlePlan) {
        cues = plan.spoken.cueCount
        spokenCues = plan.spoken.lines.count
        unspoken = Dictionary(grouping: plan.spoken.unspoken, by: \.reason.rawValue)
            .mapValues(\.count)
        silent = plan.spoken.unspoken.map {
            SilentPlace(
                place: "\(plan.spoken.path):\($0.line)", cue: $0.number, reason: $0.reason.rawValue,
                text: $0.text)
        }
    }
}

extension Thousandths {
    /// The value as a factor.
    package var factor: Double { Double(count) / 1000 }

    init(factor: Double) {
        self.init(Int((factor * 1000).rounded()))
    }
}
