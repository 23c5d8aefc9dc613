import AsyncHTTPClient
import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct FaultTests {
    @Test(
        "a fault that refuses answers so, and costs nothing",
        arguments: [
            ("500-before", 500, 500), ("code-429", 200, 429), ("http-429-1302", 429, 1302),
            ("http-429-1303", 429, 1303), ("http-429-1102", 429, 1102),
        ])
    func refused(fault: String, status: UInt, code: Int) async throws {
        try await withFault(fault) { emulator, caller in
            let reply = try await caller.speak("Hello.")
            #expect(reply.status == status)
            #expect(try reply.decoded().code == code)
            #expect(try reply.decoded().data == nil)
            #expect(try emulator.bill().isEmpty)
        }
    }

    @Test("500-after is charged although it says error")
    func errorAfter() async throws {
        try await withFault("500-after") { emulator, caller in
            let reply = try await caller.speak("Hello.")
            #expect(reply.status == 500)
            #expect(try emulator.bill().map(\.requestID) == [try reply.decoded().request_id])
        }
    }

    @Test(
        "a gateway's error is a page of HTML",
        arguments: [("html-502", 502, 0), ("html-504", 504, 1)])
    func gateway(fault: String, status: UInt, charged: Int) async throws {
        try await withFault(fault) { emulator, caller in
            let reply = try await caller.speak("Hello.")
            #expect(reply.status == status)
            #expect(reply.headers["content-type"] == "text/html")
            #expect(reply.text.hasPrefix("<html>"))
            #expect(try emulator.bill().count == charged)
        }
    }

    @Test("a gateway that cuts answers 504 to a long text only, and both are charged")
    func gatewayCut() async throws {
        let settings = EmulatorSettings.silent {
            $0.latencyPerCharacter = .microseconds(100)
            $0.gatewayCut = .milliseconds(1)
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator)
            let short = try await caller.speak("short")
            let long = try await caller.speak("longer than ten")
            #expect(short.status == 200)
            #expect(long.status == 504)
            #expect(try emulator.bill().count == 2)
        }
    }

    @Test("drop-after closes the connection without a reply, and is charged")
    func dropped() async throws {
        try await withFault("drop-after") { emulator, caller in
            await #expect(throws: HTTPClientError.remoteConnectionClosed) {
                try await caller.speak("Hello.")
            }
            let bill = try emulator.bill()
            #expect(bill.count == 1)
        }
    }

    @Test("no-answer ends when its time is over, and is charged")
    func noAnswer() async throws {
        let settings = try EmulatorSettings.silent {
            $0.faults = try FaultShares("no-answer:1")
            $0.noAnswerHold = .milliseconds(1)
        }
        try await withEmulator(settings) { emulator in
            await #expect(throws: HTTPClientError.remoteConnectionClosed) {
                try await Caller(emulator).speak("Hello.")
            }
            let bill = try emulator.bill()
            #expect(bill.count == 1)
        }
    }

    @Test("truncated announces more than it sends, and is charged", .needs("curl"))
    func truncated() async throws {
        try await withFault("truncated") { emulator, caller in
            await #expect(throws: (any Error).self) { try await caller.speak("Hello.") }
            let reply = try await Tool.curl.run([
                "-s", "-H", "Authorization: Bearer token", "\(emulator.address)/kling/v1/tts",
                "-d", #"{"text": "Hello.", "voice_id": "voice_001"}"#,
            ])
            // curl's code for a transfer that ended early.
            #expect(reply.exitCode == 18)
            #expect(reply.text.hasPrefix(#"{"code":0,"#))
            #expect(try emulator.bill().count == 2)
        }
    }

    @Test("no-address is a success without an address, and is charged")
    func noAddress() async throws {
        try await withFault("no-address") { emulator, caller in
            let reply = try await caller.speak("Hello.").decoded()
            #expect(reply.code == 0)
            #expect(reply.data?.audio_url == "")
            #expect(try emulator.bill().count == 1)
        }
    }

    @Test(
        "spoilt audio is whole when it is downloaded again",
        arguments: [("cut-audio", 5.0 / 8), ("empty-audio", 0)])
    func spoiltAudio(fault: String, atMost share: Double) async throws {
        try await withFault(fault) { emulator, caller in
            let audio = try #require(try await caller.speak("Hello.").decoded().data)
            let first = try await caller.get(audio.audio_url)
            let second = try await caller.get(audio.audio_url)
            #expect(first.status == 200)
            #expect(Double(first.body.count) <= share * Double(second.body.count))
            #expect(first.body.count % 48 != 0 || first.body.isEmpty)
            #expect(second.body.count == (audio.duration / 24 + 1) * 48)
            #expect(try emulator.bill().count == 1)
        }
    }

    @Test("expired gives an address that is refused, and is charged")
    func expired() async throws {
        try await withFault("expired") { emulator, caller in
            let audio = try #require(try await caller.speak("Hello.").decoded().data)
            #expect(try await caller.get(audio.audio_url).status == 403)
            #expect(try emulator.bill().count == 1)
        }
    }

    @Test("the same seed spoils the same calls, another seed others")
    func seeded() async throws {
        func codes(seed: UInt64) async throws -> [Int] {
            let settings = try EmulatorSettings.silent {
                $0.faults = try FaultShares("code-429:0.3,500-before:0.3")
                $0.seed = seed
            }
            return try await withEmulator(settings) { emulator in
                var codes: [Int] = []
                for _ in 0..<40 {
                    codes.append(try await Caller(emulator).speak("Hello.").decoded().code)
                }
                return codes
            }
        }
        let first = try await codes(seed: 1)
        #expect(try await codes(seed: 1) == first)
        #expect(try await codes(seed: 2) != first)
        #expect(Set(first) == [0, 429, 500])
    }

    private func withFault(
        _ fault: String, perform body: (RunningEmulator, Caller) async throws -> Void
    ) async throws {
        let settings = try EmulatorSettings.silent { $0.faults = try FaultShares("\(fault):1") }
        try await withEmulator(settings) { try await body($0, Caller($0)) }
    }
}
