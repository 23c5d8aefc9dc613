import BatchPlanning
import BatchRun
import Foundation
import Synchronization
import TestServers
import Testing

/// What a person is told when nothing gets through.
@Suite(.timeLimit(.minutes(10)))
struct PauseTests {
    @Test("a pause names the last failure, cleaned and short, and never the token")
    func reply() async throws {
        let tail = String(repeating: "very busy ", count: 40)
        let message = "overloaded\u{1B}[31m \(TestBatch.token) \(tail)"
        let body = try JSONSerialization.data(withJSONObject: ["message": message])
        let answer = httpReply(
            "503 Service Unavailable", String(decoding: body, as: UTF8.self),
            headers: "Content-Type: application/json\r\n")
        try await withScriptedServer(.text(answer)) { address, _ in
            let sentence = try #require(try await pause(at: address))
            #expect(sentence.contains("(the last: “HTTP 503: overloaded (token) very busy"))
            #expect(sentence.contains("…”). The next call is tried at"))
            #expect(!sentence.contains(TestBatch.token))
            #expect(!sentence.contains("\u{1B}"))
            #expect(sentence.count < 350)
        }
    }

    @Test("a pause says that nobody listens at the address")
    func nobodyListens() async throws {
        // A port that no other test is ever given, unlike one that was just closed.
        let sentence = try #require(try await pause(at: "http://127.0.0.1:1"))
        #expect(sentence.contains("(the last: “"))
        #expect(sentence.localizedCaseInsensitiveContains("connection refused"), "\(sentence)")
    }

    /// What the first pause of a run says; the run is stopped there.
    private func pause(at address: String) async throws -> String? {
        var sentence: String?
        try await TestBatch.with(.lines(8)) { batch in
            var calls = CallSettings()
            calls.baseURL = address
            calls.form = "page"
            let settings = RunSettings(
                inputs: [batch.listPath], batchName: "lines", outputFolder: batch.outputFolder,
                ledgerPath: batch.ledgerPath, calls: calls)
            let control = RunControl()
            let summary = try await runBatch(
                settings, account: batch.account, control: control, logger: .silent
            ) { event in
                batch.events.add(event)
                if case .paused = event { control.stopSending() }
            }
            #expect(summary.end == .interrupted)
            sentence = batch.events.pauses.first
        }
        return sentence
    }
}
