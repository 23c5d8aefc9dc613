import ArgumentParser
import BatchPlanning
import BatchRun
import Books
import Foundation
import JobLists
import Ledger
import Narration
import ReportForms
import Reports
import Texts

/// Prints rows of the same figures on stdout.
func printRows(_ rows: [ReportRow], _ form: ReportForm) {
    // A list without rows has no heading either.
    if form != .csv || !rows.isEmpty { printLines(rows.drawn(as: form)) }
}

/// Prints a result on stdout, in one or several lines.
///
/// All output goes through here, ``note(_:)`` or ``RunScreen``, so that nothing that stands in a file,
/// a name or a reply can steer the terminal.
func printLines(_ result: String) {
    print(result.onLines)
}

/// Writes a file to stdout, which has to lead somewhere else than to a terminal.
func writeResult(_ body: (@escaping ([UInt8]) throws -> Void) throws -> Void) throws {
    guard isatty(STDOUT_FILENO) == 0 else {
        throw ValidationError("A workbook goes into a file: add > made.xlsx to the command.")
    }
    try body { try FileHandle.standardOutput.write(contentsOf: Data($0)) }
}

/// Lines for the person, on stderr: stdout carries results only.
func note(_ lines: String) {
    try? FileHandle.standardError.write(contentsOf: Data((lines.onLines + "\n").utf8))
}

/// Faults that a plan left out or stopped for, one a line.
func printFaults(_ faults: PlanFaults) {
    if faults.count > 0 { note(faults.lines.joined(separator: "\n")) }
}

/// Runs a command and turns the errors that input causes into exit code 64, all others into 1.
func reportingErrors(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch is CancellationError {
        throw ExitCode(130)
    } catch {
        guard let isBadUsage = isBadUsage(error) else { throw error }
        // A list of faults has lines of its own; all others are one sentence.
        note(error is PlanningError ? "\(error)" : "\(error)".onOneLine)
        throw ExitCode(isBadUsage ? 64 : 1)
    }
}

/// The exit code of an error that ends a command.
func exitCode(of error: any Error) -> Int32 {
    isBadUsage(error).map { $0 ? 64 : 1 } ?? KlingBatch.exitCode(for: error).rawValue
}

/// Whether an error of this package comes from what was asked for; nil for errors of others, which
/// are left to the argument parser.
private func isBadUsage(_ error: any Error) -> Bool? {
    switch error {
    case is PlanningError, is JobListError, is TextError, is BookError, is SpokenError: true
    case let error as BatchRunError: error.isBadUsage
    case let error as LedgerError: error.isBadUsage
    default: nil
    }
}

extension LedgerError {
    /// Whether the command asks for something that cannot be, rather than the machine failing.
    var isBadUsage: Bool {
        switch self {
        case .foreign, .newer, .batchDiffers, .outputTaken, .noBatch, .nameTaken,
            .forgotten, .moveUnfinished, .moneyInDoubt,
            .unusable(_, .notAFile), .unusable(_, .danglingLink), .unusable(_, .severalNames):
            true
        case .busy, .unusable, .notDurable: false
        }
    }
}
