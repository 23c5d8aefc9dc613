import Foundation
import KlingEmulator
import TestServers
import Testing

@Suite(.timeLimit(.minutes(10)))
struct EmulatorTests {
    @Test("a port that is taken is an error that names it")
    func portTaken() async throws {
        try await withEmulator(.silent()) { emulator in
            let port = try #require(URL(string: emulator.address)?.port)
            let error = await #expect(throws: EmulatorError.self) {
                try await withEmulator(.silent { $0.port = port }) { _ in }
            }
            #expect("\(try #require(error))".contains("127.0.0.1:\(port)"))
        }
    }

    @Test("an emulator that stops drops the calls it holds and frees its port")
    func stop() async throws {
        let settings = try EmulatorSettings.silent { $0.faults = try FaultShares("no-answer:1") }
        let (address, held) = try await withEmulator(settings) { emulator in
            let caller = Caller(emulator)
            let held = Task { try await caller.speak("Hello.") }
            while try emulator.bill().isEmpty { await Task.yield() }
            return (emulator.address, held)
        }
        await #expect(throws: (any Error).self) { try await held.value }
        let port = try #require(URL(string: address)?.port)
        try await withEmulator(.silent { $0.port = port }) { #expect($0.address == address) }
    }

    @Test("an error of the body stops the emulator and comes through")
    func bodyError() async {
        struct Failure: Error {}
        await #expect(throws: Failure.self) {
            try await withEmulator(.silent()) { _ in throw Failure() }
        }
    }

    @Test(
        "it listens on IPv6 where it is asked to",
        .enabled("needs IPv6") {
            FileManager.default.fileExists(atPath: "/proc/net/if_inet6")
        })
    func ipv6() async throws {
        try await withEmulator(.silent { $0.host = "::1" }) { emulator in
            #expect(emulator.address.hasPrefix("http://[::1]:"))
            let caller = Caller(emulator)
            let audio = try #require(try await caller.speak("Hello.").decoded().data)
            #expect(try await caller.get(audio.audio_url).status == 200)
        }
    }

    @Test("a setting out of its range is an error that says so")
    func badSetting() async throws {
        let error = await #expect(throws: EmulatorError.self) {
            try await withEmulator(.silent { $0.atOnceLimit = 0 }) { _ in }
        }
        #expect("\(try #require(error))" == "the number at once must be 1 or more")
    }

    @Test("a voice list is one voice a line, or the first column of a CSV")
    func voiceList() throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("voices-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try "voice_id,language\r\na,zh\n\n# none\n \"b\" ,en\nc\n"
            .write(to: file, atomically: true, encoding: .utf8)
        #expect(try VoiceList.voices(inFile: file.path) == ["a", "b", "c"])
        #expect(try VoiceList.languages(inFile: file.path) == ["a": ["zh"], "b": ["en"]])
        try "# none\n".write(to: file, atomically: true, encoding: .utf8)
        #expect(throws: EmulatorError.self) { try VoiceList.voices(inFile: file.path) }
        #expect(throws: EmulatorError.self) { try VoiceList.voices(inFile: "/nowhere/voices") }
    }
}
