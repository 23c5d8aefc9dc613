import BatchPlanning
import BatchRun
import KlingEmulator
import Ledger
import Reports
import SpeechTasks
import TestServers
import TestSupport
import Testing

/// Callbacks that come when no run is on, or say something else than was hoped for.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct LateCallbackTests {
    /// Runs a batch whose calls are charged and whose replies are lost; its jobs are held.
    private static func lose(
        _ batch: TestBatch, _ callbacks: TestCallbacks,
        _ change: (inout EmulatorSettings) -> Void = { _ in },
        _ body: (RunningEmulator) async throws -> Void
    ) async throws {
        try await withSilentEmulator {
            $0.faults = try FaultShares("drop-after:1")
            change(&$0)
        } perform: { emulator in
            try await batch.finish(at: emulator) {
                $0.holdsUnknown = true
                $0.calls.callbacks = callbacks.terms
            }
            try await body(emulator)
        }
    }

    /// What a service posts of audio at an emulator.
    private static func success(_ entry: BillEntry, at emulator: RunningEmulator) -> String {
        let audio = "\(emulator.address)/audio/\(entry.audioID).mp3"
        return #"{"code":0,"message":"success","request_id":"\#(entry.requestID)","#
            + #""data":{"audio_id":"\#(entry.audioID)","audio_url":"\#(audio)"}}"#
    }

    @Test("callbacks after the run's end are taken, and the next run fetches what they bring")
    func afterTheEnd() async throws {
        let callbacks = try TestCallbacks(waitMinutes: 0)
        let runHasEnded = Latch()
        defer { runHasEnded.open() }
        try await TestBatch.with(.lines(3)) { batch in
            try await Self.lose(batch, callbacks) {
                $0.callbacks.form = .kling
                $0.callbacks.latch = runHasEnded.opening
            } _: { emulator in
                try await batch.servingCallbacks(callbacks) { taken in
                    runHasEnded.open()
                    var count = 0
                    for await one in taken where one == .succeeded {
                        count += 1
                        if count == 3 { break }
                    }
                }
                #expect(try batch.calls().byState == [.succeeded: 3])
                try await batch.finish(at: emulator)
                #expect(try batch.states() == ["done": 3])
                #expect(try emulator.bill().count == 3)
                let calls = try batch.calls()
                #expect(calls.surelySpent == Money("0.15"))
                #expect(calls.atMostSpent == Money("0.15"))
            }
        }
    }

    @Test("one that comes after a second purchase is a double charge, and the report says so")
    func doubleCharge() async throws {
        let callbacks = try TestCallbacks(waitMinutes: 0)
        try await TestBatch.with(.lines(2)) { batch in
            try await Self.lose(batch, callbacks) { lost in
                try await withSilentEmulator { good in
                    try await batch.finish(at: good)
                    let secret = try await batch.callbackSecret()
                    let bill = try lost.bill()
                    try await batch.servingCallbacks(callbacks) { taken in
                        var outcomes = taken.makeAsyncIterator()
                        for expected in [TakenCallback.paidTwice, .nothingNew] {
                            let body = Self.success(bill[0], at: lost)
                            let status = try await callbacks.post(body, for: 1, secret: secret)
                            #expect(status == 200)
                            #expect(await outcomes.next() == expected)
                        }
                    }
                    let report = try batch.report()
                    #expect(report.calls.paidTwice == 1)
                    #expect(report.reportTable.contains("paid twice"))
                    #expect(report.calls.surelySpent == Money("0.15"))
                    #expect(report.calls.atMostSpent == Money("0.20"))
                    try batch.expectBillWithinBounds(try good.bill() + bill)
                    #expect(try batch.states() == ["done": 2])
                }
            }
        }
    }

    @Test("a callback that says the call failed frees its task for another call")
    func failed() async throws {
        let callbacks = try TestCallbacks(waitMinutes: 0)
        try await TestBatch.with(.lines(1)) { batch in
            try await Self.lose(batch, callbacks) { _ in
                let secret = try await batch.callbackSecret()
                try await batch.servingCallbacks(callbacks) { _ in
                    let body = #"{"task_status":"failed","task_status_msg":"no \u001b[31mvoice"}"#
                    let status = try await callbacks.post(body, for: 1, secret: secret)
                    #expect(status == 200)
                }
                #expect(try batch.calls().byState == [.refused: 1])
                #expect(try batch.calls().atMostSpent == .zero)
            }
            try await withSilentEmulator { emulator in
                try await batch.finish(at: emulator) { $0.holdsUnknown = true }
                #expect(try batch.states() == ["done": 1])
            }
        }
    }

    @Test("wrong tokens, what cannot be read and what is still at work change nothing")
    func nothingNew() async throws {
        let callbacks = try TestCallbacks(waitMinutes: 0)
        try await TestBatch.with(.lines(1)) { batch in
            try await Self.lose(batch, callbacks) { emulator in
                let secret = try await batch.callbackSecret()
                let success = Self.success(try emulator.bill()[0], at: emulator)
                try await batch.servingCallbacks(callbacks) { _ in
                    let other = [UInt8](repeating: 7, count: 32)
                    let wrong = try await callbacks.post(success, for: 1, secret: other)
                    #expect(wrong == 404)
                    for body in ["", "<html>", #"{"task_status":"processing"}"#, "[1]"] {
                        let status = try await callbacks.post(body, for: 1, secret: secret)
                        #expect(status == 200)
                    }
                    let neverSent = try await callbacks.post(success, for: 99, secret: secret)
                    #expect(neverSent == 200)
                }
                #expect(try batch.calls().byState == [.unknown: 1])
                #expect(try batch.states() == ["held": 1])
            }
        }
    }

    @Test("a failure that is told while the call is under way has to come again")
    func tooEarly() async throws {
        let callbacks = try TestCallbacks()
        try await TestBatch.with(.lines(1)) { batch in
            let secret = try await batch.callbackSecret()
            try await withSilentEmulator {
                $0.faults = try FaultShares("no-answer:1")
            } perform: { emulator in
                let run = Task {
                    try await batch.run(at: emulator) { $0.calls.callbacks = callbacks.terms }
                }
                // A run that ends before its call must not keep the test here for ever.
                while try emulator.bill().isEmpty, !Task.isCancelled { await Task.yield() }
                let body = #"{"code":500,"message":"no"}"#
                let status = try await callbacks.post(body, for: 1, secret: secret)
                #expect(status == 503)
                run.cancel()
                _ = try? await run.value
                #expect(try batch.calls().byState == [.unknown: 1])
                #expect(try batch.calls().atMostSpent == Money("0.05"))
            }
        }
    }
}
