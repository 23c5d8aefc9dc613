import BatchPlanning
import BatchRun
import Foundation
import KlingEmulator
import TestServers
import TestSupport
import Testing

/// A service that is broken in one way.
enum BrokenService: CaseIterable {
    case wrongToken, noRoute, badCertificate, slow, page, redirect, refused, unknownHost
    case tooMany, tooManyWithCode, unavailable, serverError, emptySuccess, noCredit, noRights

    /// The bytes it answers with; nil where an emulator or nobody answers.
    private var reply: String? {
        switch self {
        case .page: httpReply("200 OK", "<!DOCTYPE html><title>Welcome</title>")
        case .tooMany: httpReply("429 Too Many Requests", "")
        case .tooManyWithCode: httpReply("429 Too Many", #"{"code":1302,"message":"slow down"}"#)
        case .unavailable: httpReply("503 Service Unavailable", "<html>nginx</html>")
        case .serverError: httpReply("500 Error", #"{"code":500,"message":"oops"}"#)
        case .emptySuccess: httpReply("200 OK", "")
        case .noCredit: httpReply("403 Forbidden", #"{"code":"quota_not_enough"}"#)
        case .noRights: httpReply("403 Forbidden", #"{"code":1103,"message":"no rights"}"#)
        default: nil
        }
    }

    private func change(_ settings: inout EmulatorSettings) {
        switch self {
        case .wrongToken: settings.token = "another"
        case .noRoute: settings.path = "/elsewhere"
        case .badCertificate: settings.tls = TLSSettings(name: "elsewhere.example")
        case .redirect: settings.redirect = "https://example.com/kling/v1/tts"
        default: break
        }
    }

    /// Runs with its address; what an emulator has charged is counted.
    func withAddress(_ body: (String) async throws -> Void) async throws {
        switch self {
        case .refused:
            var free = ""
            try await withScriptedServer(.hold) { address, _ in free = address }
            try await body(free)
        case .unknownHost: try await body("https://nowhere.invalid")
        case .slow: try await withScriptedServer(.hold) { address, _ in try await body(address) }
        case .wrongToken, .noRoute, .badCertificate, .redirect:
            try await withSilentEmulator(change) { emulator in
                try await body(emulator.address)
                #expect(try emulator.bill().isEmpty)
            }
        default:
            try await withScriptedServer(reply.map { .text($0) } ?? .hold) { address, requests in
                try await body(address)
                #expect(requests.all.count == 1)
            }
        }
    }

    /// The check that says it, in which state, and words of its sentence.
    var verdict: (check: String, state: DoctorCheck.State, words: String) {
        switch self {
        case .wrongToken: ("token", .problem, "emulator refused the token (HTTP 401")
        case .noRoute: ("form", .problem, "has no route for speech (asked for /kling/v1/tts, /kl")
        case .badCertificate: ("address", .problem, "is another host's, or nobody vouches for it")
        case .slow: ("address", .problem, "was reached and gave no whole answer in time")
        case .page: ("form", .problem, "is not the API (HTTP 200, a page for people)")
        case .redirect: ("address", .problem, "answers with a redirect (HTTP 307")
        case .refused: ("address", .problem, "cannot be reached: Connection refused")
        case .unknownHost: ("address", .problem, "the host nowhere.invalid is not found")
        case .tooMany: ("form", .warning, "takes no more calls now (HTTP 429)")
        case .tooManyWithCode: ("form", .warning, "(HTTP 429, code 1302, slow down)")
        case .unavailable: ("form", .problem, "an error of its own (HTTP 503, a page for people)")
        case .serverError: ("form", .problem, "an error of its own (HTTP 500, code 500, oops)")
        case .emptySuccess: ("form", .problem, "a success that says nothing that can be read")
        case .noCredit: ("credit", .problem, "out of credit (HTTP 403")
        case .noRights: ("token", .problem, "does not let it do this (HTTP 403, code 1103")
        }
    }

    /// Whether nobody can say what became of the question.
    var isInDoubt: Bool {
        [.slow, .page, .unavailable, .serverError, .emptySuccess].contains(self)
    }
}

/// What `doctor` finds where the service is not well.
@Suite(.timeLimit(.minutes(10)), .tags(.timing))
struct BrokenServiceTests {
    @Test(
        "a broken service gets one right sentence with what to do, and nothing is paid",
        arguments: BrokenService.allCases)
    func broken(service: BrokenService) async throws {
        try await TestBatch.with(knowsPace: false) { batch in
            try await service.withAddress { address in
                let report = try await batch.diagnose(at: address) {
                    $0.calls.deadlineSeconds = service == .slow ? 0.3 : 20
                }
                let (name, state, words) = service.verdict
                let check = try report.check(name)
                #expect(check.state == state)
                #expect(check.finding.contains(words), "\(check.finding)")
                #expect(check.advice != nil)
                #expect(report.names(.problem) == (state == .problem ? [name] : []))
                #expect(try report.check("longest text").state == .skipped)
                #expect(report.perhapsCharged == (service.isInDoubt ? 1 : 0))
                #expect(try report.check("cost").state == (service.isInDoubt ? .warning : .ok))
                #expect(batch.ledgerHolds("route page"))
            }
        }
    }

    @Test("a success to a question without a voice ends the questions and is said")
    func success() async throws {
        let reply = httpReply(
            "200 OK", #"{"code":0,"data":{"audio_id":"a","audio_url":"https://a.b/c.mp3"}}"#)
        try await TestBatch.with(knowsPace: false) { batch in
            try await withScriptedServer(.text(reply)) { address, requests in
                let report = try await batch.diagnose(at: address)
                #expect(requests.all.count == 1)
                #expect(report.questions == 1 && report.perhapsCharged == 1)
                #expect(report.names(.problem) == ["form"])
                #expect(try report.check("cost").finding.contains("may have been charged"))
            }
        }
    }

    @Test("a clock that is far from the service's is said")
    func clock() async throws {
        let reply = httpReply(
            "404 Not Found", "", headers: "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
        try await TestBatch.with(knowsPace: false) { batch in
            try await withScriptedServer(.text(reply)) { address, _ in
                let clock = try await batch.diagnose(at: address).check("clock")
                #expect(clock.state == .warning)
                #expect(clock.finding.contains("s ahead of the service"))
            }
        }
    }

    @Test("an address that cannot be is said, and nothing is asked")
    func badAddress() async throws {
        try await TestBatch.with(knowsPace: false) { batch in
            let report = try await batch.diagnose(at: "http://api.example.com")
            #expect(report.names(.problem) == ["address"])
            #expect(report.questions == 0)
            #expect(try report.check("form").finding == "not asked without an address")
        }
    }
}
