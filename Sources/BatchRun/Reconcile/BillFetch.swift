import AsyncHTTPClient
import BatchPlanning
import Foundation
import KlingAPI

/// Gets a bill of an account: from the service, or from a file.
struct BillFetch {
    /// How long a page is waited for.
    var deadline = Duration.seconds(60)
    /// How to wait where the service asks for it.
    var sleep: GatewayBill.Sleep = { try await Task.sleep(for: $0) }

    /// How much earlier and later than the calls the bill is asked for: clocks differ.
    static let margin: TimeInterval = 3600

    /// What the service tells of an account's charges since the first call that matters.
    ///
    /// - Throws: ``BatchRunError/noBill(_:)`` with what to do instead.
    func fromService(_ callee: Callee, _ account: Account, since: Date) async throws -> Bill {
        do {
            return try await HTTPClient.withHTTPClient(
                configuration: KlingClient.configuration(width: 1)
            ) { try await fetch(from: callee, account: account, over: $0, since: since) }
        } catch let error as BillError {
            throw BatchRunError.noBill("\(error). \(Self.fileHint)")
        }
    }

    private func fetch(
        from callee: Callee, account: Account, over http: HTTPClient, since: Date
    ) async throws -> Bill {
        let from = since.addingTimeInterval(-Self.margin)
        let to = Date().addingTimeInterval(Self.margin)
        switch (callee.form.name, account.credential) {
        case (.kling, let credential):
            return try await KlingAccountBill(
                http: http, baseURL: callee.baseURL, bearer: credential.token(),
                deadline: deadline
            ).fetch(from: from, to: to)
        case (.gateway, .bearer(let token)), (.page, .bearer(let token)):
            return try await GatewayBill(
                http: http, baseURL: callee.baseURL, key: token, deadline: deadline, sleep: sleep
            ).fetch(from: from, to: to)
        case (.gateway, .keys), (.page, .keys):
            throw BatchRunError.noBill(
                "A gateway's log is asked for with a token, not with an access key. "
                    + Self.fileHint)
        }
    }

    /// Reads a file.
    ///
    /// - Throws: ``BatchRunError/badBill(_:)``.
    func fromFile(
        _ path: String, _ settings: ReconcileSettings
    ) throws(BatchRunError) -> Bill {
        do {
            var bill = try BillFile.read(
                path: path, columns: try BillColumns(told: settings.columns))
            guard let until = settings.until else { return bill }
            let first = settings.since ?? bill.coverage?.lowerBound ?? until
            bill.coverage = min(first, until)...until
            bill.takenAt = min(until, Self.timeOfWriting(path) ?? Date())
            return bill
        } catch {
            throw .badBill("\(error)")
        }
    }

    /// A file cannot hold what was charged after it was written.
    private static func timeOfWriting(_ path: String) -> Date? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.modificationDate] as? Date
    }

    private static let fileHint =
        "Export the charges of the token from the provider's console as CSV or JSON, with request id "
        + "or time and amount, and name the file: kling-batch reconcile BILL.csv"
}
