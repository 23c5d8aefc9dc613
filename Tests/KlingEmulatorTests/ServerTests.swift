import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// What concerns the service as a whole: outages, redirects, slow heads, limits that change, TLS.
@Suite(.timeLimit(.minutes(10)))
struct ServerTests {
    @Test("an outage is read from its seconds")
    func outageParsed() throws {
        #expect(try Outage("10-40") == Outage(from: .seconds(10), to: .seconds(40)))
        let charged = Outage(from: .zero, to: .milliseconds(1500), isCharged: true)
        #expect(try Outage("0-1.5,charged") == charged)
        for text in ["", "10", "40-10", "a-b", "1-2,free", "1-2-3"] {
            #expect(throws: EmulatorError.self) { try Outage(text) }
        }
    }

    @Test("while it is down everything is a page of HTML with 503", arguments: [false, true])
    func down(isCharged: Bool) async throws {
        let outage = Outage(from: .zero, to: .seconds(3600), isCharged: isCharged)
        try await withEmulator(.silent { $0.outage = outage }) { emulator in
            let caller = Caller(emulator)
            #expect(try await caller.get("/").status == 404)
            let call = try await caller.speak("Hello.")
            #expect(call.status == 503)
            #expect(call.text.hasPrefix("<html>"))
            #expect(try await caller.get("/").status == 503)
            #expect(try emulator.bill().count == (isCharged ? 1 : 0))
        }
    }

    @Test("an outage begins after its time")
    func later() async throws {
        let outage = Outage(from: .seconds(3600), to: .seconds(7200))
        try await withEmulator(.silent { $0.outage = outage }) { emulator in
            let caller = Caller(emulator)
            let first = try await caller.speak("Hello.")
            let second = try await caller.speak("Hello.")
            #expect([first.status, second.status] == [200, 200])
        }
    }

    @Test("a redirect names the other address and costs nothing", .needs("curl"))
    func redirect() async throws {
        let address = "http://127.0.0.1:9/elsewhere"
        try await withEmulator(.silent { $0.redirect = address }) { emulator in
            let reply = try await Tool.curl.run([
                "-s", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}", "-d", "{}",
                "\(emulator.address)/kling/v1/tts",
            ])
            #expect(reply.text == "307 \(address)")
            #expect(try emulator.bill().isEmpty)
        }
    }

    @Test("a slow head is whole in the end, for a success and for a refusal")
    func slowHead() async throws {
        try await withEmulator(.silent { $0.slowHead = .milliseconds(1) }) { emulator in
            let caller = Caller(emulator)
            let success = try await caller.speak("Hello.")
            let refusal = try await caller.post("{}")
            #expect(success.number("code") == 0)
            #expect(refusal.number("code") == 400)
        }
    }

    @Test("a late limit holds from its call on, and questions do not count as calls")
    func lateLimit() async throws {
        let settings = EmulatorSettings.silent {
            $0.lateLimit = LateLimit(fromCall: 2, maximumBytes: 5)
        }
        try await withEmulator(settings) { emulator in
            let caller = Caller(emulator)
            for _ in 0..<3 {
                let question = try await caller.post(#"{"text": "longer"}"#).decoded()
                #expect(question.message == "voice_id is required for tts")
            }
            #expect(try await caller.speak("longer").status == 200)
            let late = try await caller.speak("longer").decoded()
            #expect(late.message == "text exceeds the maximum length of 5 bytes for tts")
            #expect(try await caller.speak("short").status == 200)
            #expect(try emulator.bill().count == 2)
        }
    }

    @Test("calls may be taken at another path")
    func path() async throws {
        try await withEmulator(.silent { $0.path = "/tts" }) { emulator in
            let caller = Caller(emulator)
            let body = #"{"text": "a", "voice_id": "v"}"#
            let there = try await caller.post(body, to: "/tts")
            let elsewhere = try await caller.post(body)
            #expect(there.status == 200)
            #expect(elsewhere.status == 404)
        }
    }

    @Test(
        "TLS is trusted by its own certificate, and not where that is made for another name",
        .needs("curl", "openssl"), arguments: [nil, "kling.example"])
    func tls(name: String?) async throws {
        try await withCertificateFile { certificate in
            let settings = EmulatorSettings.silent {
                $0.tls = TLSSettings(certificatePath: certificate, name: name)
            }
            try await withEmulator(settings) { emulator in
                #expect(emulator.address.hasPrefix("https://127.0.0.1:"))
                let reply = try await curl(emulator, trusting: certificate)
                // curl's code for a certificate that does not fit.
                #expect(reply.exitCode == (name == nil ? 0 : 60))
                guard name == nil else { return }
                #expect(reply.text.contains(#""audio_url":"\#(emulator.address)/audio/"#))
                let untrusted = try await curl(emulator, trusting: "/dev/null")
                #expect(untrusted.exitCode != 0)
                #expect(try emulator.bill().count == 1)
            }
        }
    }

    @Test(
        "TLS breaks after the charge", .needs("curl", "openssl"),
        arguments: ["tls-break", "reset-after", "drop-after"])
    func tlsBreak(fault: String) async throws {
        try await withCertificateFile { certificate in
            let settings = try EmulatorSettings.silent {
                $0.tls = TLSSettings(certificatePath: certificate)
                $0.faults = try FaultShares("\(fault):1")
            }
            try await withEmulator(settings) { emulator in
                let reply = try await curl(emulator, trusting: certificate)
                #expect(reply.exitCode != 0)
                if fault == "tls-break" { #expect(reply.errors.contains("SSL")) }
                #expect(try emulator.bill().count == 1)
            }
        }
    }

    private func curl(
        _ emulator: RunningEmulator, trusting certificate: String
    ) async throws -> Tool.Result {
        try await Tool.curl.run([
            "-sS", "--cacert", certificate, "-H", "Authorization: Bearer token",
            "\(emulator.address)/kling/v1/tts", "-d", #"{"text": "Hello.", "voice_id": "v"}"#,
        ])
    }

    private func withCertificateFile(_ body: (String) async throws -> Void) async throws {
        try await withTemporaryFolder { try await body($0 + "/certificate.pem") }
    }
}
