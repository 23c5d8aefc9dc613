import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct BillTests {
    @Test("a charged call stands on the bill with all that tells it")
    func entry() async throws {
        try await withEmulator(.silent()) { emulator in
            let reply = try await Caller(emulator).speak("né").decoded()
            let entry = try #require(try emulator.bill().first)
            #expect(entry.requestID == reply.request_id)
            #expect(entry.audioID == reply.data?.audio_id)
            #expect(entry.price == "0.05")
            #expect(entry.characters == 2)
            #expect(
                entry.textSHA256
                    == "82b5c347493f76b114b701be8bf9205789f699075946fdf09051bf799d9cc117")
            let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            let charged = try Date(entry.time, strategy: format)
            let milliseconds = Int((charged.timeIntervalSince1970 * 1000).rounded())
            #expect(milliseconds == reply.data?.created_at)
        }
    }

    @Test(
        "the price is the one that is set",
        arguments: [(50, "0.05"), (1234, "1.234"), (2000, "2.00")])
    func price(thousandths: Int, text: String) async throws {
        try await withEmulator(.silent { $0.priceThousandths = thousandths }) { emulator in
            _ = try await Caller(emulator).speak("Hello.")
            #expect(try emulator.bill().map(\.price) == [text])
        }
    }

    @Test("every call of many at once is on the bill when its reply is there")
    func manyAtOnce() async throws {
        try await withEmulator(.silent()) { emulator in
            let caller = Caller(emulator)
            try await withThrowingTaskGroup { group in
                for number in 0..<500 {
                    group.addTask {
                        let id = try await caller.speak("\(number)").decoded().request_id
                        let bill = try number % 50 == 0 ? emulator.bill() : nil
                        #expect(bill?.contains { $0.requestID == id } ?? true)
                    }
                }
                try await group.waitForAll()
            }
            #expect(Set(try emulator.bill().map(\.requestID)).count == 500)
        }
    }

    @Test("a call whose client is gone before the reply is charged all the same")
    func clientGone() async throws {
        let settings = EmulatorSettings.silent {
            $0.atOnceLimit = 1
            $0.latency = .milliseconds(500)
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator)
            var callCount = 0
            var wasCut = false
            // On a busy machine the reply may come before the client goes; then once more.
            while !wasCut {
                callCount += 1
                let call = Task { try await caller.speak("Hello.") }
                // It has arrived once there is no place for another one.
                while try await caller.post("{}").status != 429,
                    try emulator.bill().count < callCount
                {
                    await Task.yield()
                }
                call.cancel()
                if case .failure = await call.result { wasCut = true }
                while try emulator.bill().count < callCount { await Task.yield() }
            }
            let charged = try emulator.bill().map(\.characters)
            #expect(charged == Array(repeating: "Hello.".count, count: callCount))
        }
    }

    @Test("a bill goes on after a line that a killed emulator left unfinished")
    func unfinishedLine() async throws {
        try await withBillFile { path in
            let settings = EmulatorSettings.silent { $0.billPath = path }
            try await withEmulator(settings) { _ = try await Caller($0).speak("one") }
            let whole = try String(contentsOfFile: path, encoding: .utf8)
            try (whole + whole.prefix(40)).write(toFile: path, atomically: true, encoding: .utf8)
            try await withEmulator(settings) { emulator in
                _ = try await Caller(emulator).speak("three")
                #expect(try emulator.bill().map(\.characters) == [3, 5])
            }
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 4)
        }
    }

    @Test("a bill that cannot be opened is an error that names it")
    func unwritable() async throws {
        let path = "/nowhere/bill.jsonl"
        let error = await #expect(throws: EmulatorError.self) {
            try await withEmulator(.silent { $0.billPath = path }) { _ in }
        }
        #expect("\(try #require(error))".contains(path))
    }

    @Test(
        "a call that cannot be put on the bill is not answered with success",
        .enabled("needs /dev/full") { FileManager.default.fileExists(atPath: "/dev/full") })
    func fullDisk() async throws {
        try await withEmulator(.silent { $0.billPath = "/dev/full" }) { emulator in
            let caller = Caller(emulator)
            let replies = [try await caller.speak("one"), try await caller.speak("two")]
            #expect(replies.map(\.status) == [500, 500])
        }
    }

    private func withBillFile(_ body: (String) async throws -> Void) async throws {
        try await withTemporaryFolder { try await body($0 + "/bill.jsonl") }
    }
}
