import BatchRun
import Ledger
import ReportPages
import Reports
import SpeechTasks
import Texts

/// Draws what a ledger says now as looks at it.
struct PageDrawing: Sendable {
    /// So many of the latest calls and tracks are shown.
    private static let latest = 20

    private let templates: PageTemplates

    init() throws {
        templates = try PageTemplates(
            PageStore.templates.merging(LivePageStore.templates) { $1 })
    }

    /// A whole page, whose script goes on from a look.
    func page(_ told: LedgerFeed.Told) -> String {
        templates.filled(
            "live",
            [
                "title": told.look.title, "style": PageStore.style,
                "script": LivePageStore.script, "number": told.number,
                "state": scriptJSON(told.look.text),
            ])
    }

    /// A look at nothing, and why.
    func problem(_ words: String, at subject: PageSubject) -> PageLook {
        if subject == .metrics { return PageLook(metrics: "# \(words.onOneLine)\n") }
        return PageLook(
            title: "kling-batch",
            parts: [("problem", templates.filled("problem", ["problem": words]))])
    }

    /// A look at a subject.
    func look(
        at subject: PageSubject, in reader: LedgerReader, holding: LedgerHolding
    ) throws -> PageLook {
        switch subject {
        case .batches:
            return try look(atAllIn: reader, holding: holding)
        case .metrics:
            return PageLook(metrics: try MetricsText(of: reader, holding: holding).text)
        case .batch(let number):
            guard let row = try reader.batch(numbered: number), row.forgottenAt == nil else {
                return problem(
                    "There is no batch of the number \(number) in the ledger.", at: subject)
            }
            return try look(at: row, number, in: reader, holding: holding)
        }
    }
}

// MARK: All batches

extension PageDrawing {
    private func look(atAllIn reader: LedgerReader, holding: LedgerHolding) throws -> PageLook {
        let batches = try reader.batchSummaries()
        let values: PageValues = [
            "hasBatches": !batches.isEmpty,
            "batches": batches.map { batch in
                [
                    "address": "/batch/\(batch.number)", "name": batch.name,
                    "service": batch.service.name, "state": words(for: batch, holding),
                    "isRunning": holding.isRunning(batch.name, latestRun: batch.latestRun),
                    "made": "\(batch.jobs[.done, default: 0]) of \(batch.jobCount)",
                    "open": batch.jobs[.failed, default: 0] + batch.jobs[.held, default: 0],
                    "atMost": "\(batch.atMostSpent)",
                ] as PageValues
            },
        ]
        return PageLook(
            title: "Batches", parts: [("batches", templates.filled("batches", values))])
    }

    private func words(for batch: BatchSummary, _ holding: LedgerHolding) -> String {
        if holding.isRunning(batch.name, latestRun: batch.latestRun) { return "running" }
        guard let run = batch.latestRun else { return "never ran" }
        return run.outcome?.rawValue ?? "killed"
    }
}

// MARK: One batch

extension PageDrawing {
    private func look(
        at row: BatchRow, _ number: Int64, in reader: LedgerReader, holding: LedgerHolding
    ) throws -> PageLook {
        var account = try BatchAccount(of: row, in: reader)
        account.standing = try RunStanding(of: row, in: reader, holding: holding)
        let sections = PageSections(
            account, try BatchHistory(withoutTextsOf: row, account, in: reader))
        let calls = try reader.latestCalls(of: row.batch, limit: Self.latest)
        let tracks = try reader.latestTracks(of: row.batch, limit: Self.latest)
        func part(_ part: PageSections.Part) -> (String, String) {
            (part.rawValue, templates.filled(part.rawValue, sections.values(of: part)))
        }
        return PageLook(
            title: account.name,
            parts: [
                ("now", templates.filled("now", now(account, row))), part(.summary), part(.open),
                ("latest", templates.filled("latest", latest(calls, tracks, number))),
                part(.money), part(.calls), part(.runs),
            ],
            drawn: ["calls": sections.callData])
    }

    private func now(_ account: BatchAccount, _ row: BatchRow) -> PageValues {
        [
            "service": account.service, "isEmulator": row.service == .emulator,
            "isRunning": account.standing.isRunning,
            "lines": account.statusLines.map {
                ["name": $0.name, "words": $0.words] as PageValues
            },
        ]
    }

    private func latest(
        _ calls: [LatestCall], _ tracks: [LatestTrack], _ number: Int64
    ) -> PageValues {
        [
            "hasTracks": !tracks.isEmpty,
            "tracks": tracks.map {
                [
                    "at": localTime($0.madeAt), "title": $0.title,
                    "address": "/batch/\(number)/audio/\($0.job)",
                    "length": clockLength($0.durationMilliseconds),
                ] as PageValues
            },
            "hasCalls": !calls.isEmpty,
            "latestCalls": calls.map { call in
                [
                    "at": localTime(call.armedAt), "number": call.attempt,
                    "outcome": PageSections.outcomeWords[call.state] ?? "", "took": took(call),
                    "cost": "\(call.cost)",
                    "voice": call.voiceID, "words": call.firstWords,
                    "message": call.state == .succeeded ? "" : call.message ?? "",
                ] as PageValues
            },
        ]
    }

    private func took(_ call: LatestCall) -> String {
        call.settledAt.map { decimal(Double(max(0, $0 - call.armedAt)) / 1000, places: 1) + " s" }
            ?? ""
    }
}
