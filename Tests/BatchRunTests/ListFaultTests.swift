import BatchPlanning
import BatchRun
import KlingEmulator
import Ledger
import Reports
import TestServers
import Testing

/// What faults in job lists do to a run.
@Suite(.timeLimit(.minutes(10)))
struct ListFaultTests {
    private static let faulty = """
        id,text,voice,speed,volume
        good,This one is fine.,v,,
        fast,Too fast and too loud.,v,9,9
        empty,,v,,
        """

    @Test("nothing is sent for a list with faults, and every fault is listed with its place")
    func nothingSent() async throws {
        try await TestBatch.with { batch in
            try batch.list(csv: Self.faulty)
            try await withSilentEmulator { emulator in
                let error = await #expect(throws: PlanningError.self) {
                    try await batch.run(at: emulator)
                }
                let message = error.map { "\($0)" } ?? ""
                #expect(message.contains("lines.csv:3:"))
                #expect(message.contains("lines.csv:4:"))
                #expect(message.contains("Nothing was sent"))
                let bill = try emulator.bill()
                #expect(bill.isEmpty)
                #expect(batch.tracks() == [])
            }
        }
    }

    @Test("a list that has become faulty leaves the ledger as it was")
    func ledgerUnchanged() async throws {
        try await TestBatch.with(.lines(2)) { batch, emulator in
            try await batch.run(at: emulator)
            try batch.list(csv: Self.faulty)
            await #expect(throws: PlanningError.self) {
                try await batch.run(at: emulator)
            }
            #expect(try batch.states() == ["done": 2])
            #expect(try batch.report().times.runCount == 1)
            #expect(try emulator.bill().count == 2)
        }
    }

    @Test("invalid rows may be left out; they are counted and listed")
    func skipInvalid() async throws {
        try await TestBatch.with { batch in
            try batch.list(csv: Self.faulty)
            try await withSilentEmulator { emulator in
                let summary = try await batch.run(at: emulator) { $0.skipsInvalid = true }
                #expect(summary.end == .finished)
                #expect(batch.tracks() == ["good.mp3"])
                let faults = summary.plan?.faults.listed.map { "\($0)" } ?? []
                #expect(faults.contains { $0.contains("lines.csv:4:") })
                #expect(try emulator.bill().count == 1)
            }
        }
    }

    @Test("a row with two faults is one row left out")
    func skippedRowsAreRows() async throws {
        try await TestBatch.with { batch in
            try batch.list(csv: Self.faulty)
            try await withSilentEmulator { emulator in
                let summary = try await batch.run(at: emulator) { $0.skipsInvalid = true }
                #expect(summary.skippedRows == 2)
            }
        }
    }

    @Test(
        "a base address that would carry the token away is refused",
        arguments: ["http://example.com", "https://user@example.com", "nonsense"])
    func badBaseURL(address: String) async throws {
        try await TestBatch.with(.lines(1)) { batch, emulator in
            await #expect(throws: PlanningError.self) {
                try await batch.run(at: emulator) { $0.calls.baseURL = address }
            }
        }
    }
}
