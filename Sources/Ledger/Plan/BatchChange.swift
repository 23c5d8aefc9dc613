import Foundation
import SpeechTasks

/// What a command changes of a batch that is there: `plan` and `run` say it in the same words.
package struct BatchChange: Sendable {
    /// Inputs that the batch did not have.
    package var joined: [String] = []
    /// Inputs that it has no more.
    package var left: [String] = []
    /// Whether all its calls so far were made at the emulator, and now a real service is called.
    package var isAfterTrial = false
    /// The folder of its tracks so far.
    package var folder = ""

    /// No change.
    package init() {}

    /// What a person should know of it.
    package var sentences: [String] {
        var sentences: [String] = []
        if !joined.isEmpty { sentences.append("new in this batch: \(names(joined))") }
        if !left.isEmpty {
            sentences.append(
                "no longer in this batch: \(names(left)); tracks that were made of it stay in "
                    + "\(folder) as they are")
        }
        if isAfterTrial {
            sentences.append(
                "this batch was tried at the emulator: its tracks are made anew with real audio, and "
                    + "its money is counted from zero")
        }
        return sentences
    }

    private func names(_ paths: [String]) -> String {
        let shown = paths.prefix(3).map { URL(fileURLWithPath: $0).lastPathComponent }
        let more = paths.count - shown.count
        return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}

extension LedgerReader {
    /// What a command would change of the batch of its name.
    ///
    /// - Throws: ``LedgerError`` where it may not.
    package func change(by terms: BatchTerms) throws -> BatchChange {
        try connection.transaction { try $0.change(by: terms) }
    }

    /// The tracks that other batches make in a folder, with the batches' names; what no run has made
    /// anything of claims no name.
    package func tracks(in folder: String, ofOthersThan name: String) throws -> [String: String] {
        let rows = try rows(
            """
            SELECT job.output AS output, batch.name AS name FROM batch JOIN job USING (batch_id)
            WHERE batch.output_folder = $1 AND batch.name <> $2 AND job.state <> \(JobState.dropped)
                AND \(LedgerSQL.hasMadeSomething)
            """, [folder, name]
        ) { ($0["output"] as String, $0["name"] as String) }
        return Dictionary(rows) { first, _ in first }
    }
}

extension LedgerSQL {
    /// Whether a row of `batch` has a file, or a call that was or may have been charged.
    static let hasMadeSomething: LedgerSQL = """
        (EXISTS (SELECT 1 FROM job AS made JOIN track USING (job_id)
            WHERE made.batch_id = batch.batch_id)
        OR EXISTS (SELECT 1 FROM book JOIN book_file USING (book_id)
            WHERE book.batch_id = batch.batch_id)
        OR \(mayHavePaid))
        """

    /// Whether a row of `batch` has something from the service that it names now.
    ///
    /// After a trial the tracks are still the emulator's, until jobs are done again.
    static let hasMadeAtItsService: LedgerSQL = """
        (EXISTS (SELECT 1 FROM job AS made
            WHERE made.batch_id = batch.batch_id AND made.state = \(JobState.done))
        OR \(mayHavePaid))
        """

    /// Whether a row of `batch` has a call that was or may have been charged.
    private static let mayHavePaid: LedgerSQL = """
        EXISTS (SELECT 1 FROM attempt WHERE attempt.batch_id = batch.batch_id
            AND (cost > 0 OR attempt.state = \(AttemptState.succeeded)))
        """
}

extension LedgerTransaction {
    /// What a command would change of the batch of its name; nothing where there is none.
    ///
    /// - Throws: ``LedgerError`` where it may not.
    func change(by terms: BatchTerms) throws -> BatchChange {
        let known = try row(
            """
            SELECT name, service, output_folder, inputs, moving_to, forgotten_at,
                \(LedgerSQL.hasMadeSomething) AS has_made,
                \(LedgerSQL.hasMadeAtItsService) AS has_made_at_its_service
            FROM batch WHERE name = $1
            """, [terms.name]
        ) { KnownBatch($0) }
        return try known?.change(by: terms) ?? BatchChange()
    }
}

/// A batch as it was planned before.
private struct KnownBatch {
    let name: String
    let service: Service
    let folder: String
    let inputs: [String]
    let movingTo: String?
    let isForgotten: Bool
    let hasMadeSomething: Bool
    let hasMadeAtItsService: Bool

    init(_ row: any LedgerRow) {
        name = row["name"]
        service = Service(name: row["service"])
        folder = row["output_folder"]
        inputs = stringArray(row["inputs"])
        movingTo = row["moving_to"]
        isForgotten = (row["forgotten_at"] as Int?) != nil
        hasMadeSomething = row["has_made"]
        hasMadeAtItsService = row["has_made_at_its_service"]
    }

    /// A first try that made nothing claims no name; what was made at the emulator gives way to a real
    /// service, and a service that was not reached to any other.
    func change(by terms: BatchTerms) throws -> BatchChange {
        if isForgotten { throw LedgerError.forgotten(name: name) }
        if let movingTo { throw LedgerError.moveUnfinished(name: name, folder: movingTo) }
        guard hasMadeSomething else { return BatchChange() }
        let isAfterTrial = service == .emulator && terms.service != .emulator
        let mayMove = isAfterTrial || !hasMadeAtItsService
        func refuse(_ what: String, _ was: String, _ now: String) -> LedgerError {
            .batchDiffers(name: name, what: what, was: was, now: now)
        }
        guard service.isSame(as: terms.service) || mayMove else {
            throw refuse("service", service.name, terms.service.name)
        }
        guard folder == terms.outputFolder || mayMove else {
            throw refuse("output folder", folder, terms.outputFolder)
        }
        let joined = terms.inputs.filter { !inputs.contains($0) }
        guard terms.isNamed || joined.count < terms.inputs.count || mayMove else {
            throw refuse(
                "input", inputs.joined(separator: ", "), terms.inputs.joined(separator: ", "))
        }
        var change = BatchChange()
        change.joined = joined
        change.left = inputs.filter { !terms.inputs.contains($0) }
        change.isAfterTrial = isAfterTrial
        change.folder = folder
        return change
    }
}

/// The texts of a JSON array; none where it is no such array.
func stringArray(_ json: String) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? []
}
