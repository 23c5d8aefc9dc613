import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import Synchronization
import Testing

/// The bearer token is sent and never kept.
@Suite(.timeLimit(.minutes(10)))
struct TokenTests {
    @Test("the token stands in no file of the batch, neither while it runs nor after it")
    func noFileHoldsToken() async throws {
        try await TestBatch.with(.lines(4)) {
            $0.token = TestBatch.token
        } perform: { batch, emulator in
            let leaks = Mutex<Set<String>>([])
            let sawLog = Mutex(false)
            batch.events.tell { event in
                let found = filesHoldingToken(below: batch.folder)
                leaks.withLock { $0.formUnion(found) }
                if "\(event)".contains(TestBatch.token) {
                    leaks.withLock { _ = $0.insert("\(event)") }
                }
                let log = FileManager.default.contents(atPath: batch.ledgerPath + "-wal")
                if log?.isEmpty == false { sawLog.withLock { $0 = true } }
            }
            let summary = try await batch.run(at: emulator)
            #expect(summary.end == .finished)
            leaks.withLock { #expect($0 == []) }
            sawLog.withLock { #expect($0, "the write-ahead log was never looked at") }
            #expect(filesHoldingToken(below: batch.folder) == [])
            #expect(!"\(batch.account)".contains(TestBatch.token))
        }
    }

    @Test("what is kept of an account is the same for the same token, and another for another")
    func accountName() {
        #expect(Account(token: "one").name == Account(token: "one").name)
        #expect(Account(token: "one").name != Account(token: "two").name)
    }
}

/// The files whose bytes hold the token.
private func filesHoldingToken(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
        let bytes = FileManager.default.contents(atPath: folder + "/" + name)
        return bytes?.range(of: Data(TestBatch.token.utf8)) != nil
    }
}
