import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Ledger
import Reports
import SQLiteConnection
import SpeechTasks
import Testing

// What the ledger, the folder and the bill say of a batch.

extension TestBatch {
    /// Asks the ledger of the batch.
    func ledger<Value>(
        _ question: (LedgerReader, BatchRow) throws -> Value
    ) throws -> Value {
        let reader = try #require(try LedgerReader(path: ledgerPath))
        let row = try #require(try reader.batch(named: "lines"))
        return try question(reader, row)
    }

    /// Jobs by their tracks' names.
    func jobs() throws -> [String: JobRow] {
        try ledger { reader, row in
            var jobs: [String: JobRow] = [:]
            try reader.forEachJob(of: row.batch) { jobs[$0.output] = $0 }
            return jobs
        }
    }

    /// How many jobs are in which state, by the words that people see.
    func states() throws -> [String: Int] {
        try ledger { reader, row in
            let jobs = try reader.progress(of: row.batch).jobs
            return Dictionary(uniqueKeysWithValues: jobs.map { ($0.rawValue, $1) })
        }
    }

    func calls() throws -> BatchCalls {
        try ledger { reader, row in try reader.calls(of: row.batch) }
    }

    func report() throws -> BatchAccount {
        try ledger { reader, row in try BatchAccount(of: row, in: reader) }
    }

    func learned() throws -> LearnedAccount {
        try ledger { reader, _ in try reader.learned(of: account.name, at: .emulator) }
    }

    /// Names of the files in the output folder, folders inside it included.
    func tracks() -> [String] {
        files(below: outputFolder)
    }

    func clips() -> [String] {
        files(below: clipsPath)
    }

    private func files(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)
        return (names?.compactMap { $0 as? String } ?? []).filter { name in
            let path = folder + "/" + name
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return attributes?[.type] as? FileAttributeType == .typeRegular
        }.sorted()
    }

    /// What `verify` finds.
    func faultsFound() async throws -> [String] {
        let reader = try #require(try LedgerReader(path: ledgerPath))
        let row = try #require(try reader.batch(named: "lines"))
        var faults: [String] = []
        _ = try await verifyBatch(row, in: reader, clipsFolder: clipsPath) {
            faults.append("\($0.file): \($0.reason)")
        }
        return faults
    }

    /// The provider's bill lies between what was surely and what was at most spent.
    func expectBillWithinBounds(
        _ bills: [BillEntry], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let calls = try calls()
        let bill = bills.count * Money.documentedCallPrice
        #expect(calls.surelySpent <= bill, sourceLocation: sourceLocation)
        #expect(bill <= calls.atMostSpent, sourceLocation: sourceLocation)
    }
}

/// The texts of charged calls.
func texts(of bill: [BillEntry]) -> [String] {
    bill.map(\.textSHA256)
}

extension RunEnd {
    /// Why a run stopped; nil where it did not.
    var stopReason: String? {
        if case .stopped(let reason) = self { reason } else { nil }
    }
}

extension RunEnd {
    /// Whether the run ended since a further call would cost more than is allowed.
    var isSpendingReached: Bool {
        if case .spendingReached = self { true } else { false }
    }
}
