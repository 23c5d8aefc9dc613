import Foundation
import KlingAPI
import SpeechTasks
import Synchronization
import TestServers
import Testing

/// Services as the facts have them, as far as a question without a required field goes.
enum QuestionedService: Sendable {
    /// A gateway that looks at the text first and counts bytes.
    case gateway
    /// A service in the page's form that counts characters, up to a limit.
    case page(limit: Int)
    /// Kling's own, which answers with its codes.
    case kling
    /// A service that looks at the voice first.
    case voiceFirst
    /// Any other, with one answer to everything.
    case always(status: String, body: String)

    func answer(_ request: String) -> ScriptedAnswer {
        let parts = request.split(separator: "\r\n\r\n", maxSplits: 1)
        let object =
            (try? JSONSerialization.jsonObject(with: Data((parts.last ?? "").utf8)))
            as? [String: Any]
        let text = object?["text"] as? String
        let path = request.split(separator: " ")[1]
        switch self {
        case .gateway where path == "/kling/v1/audio/tts":
            return Self.refusal(
                text.map { ($0.utf8.count, 1000) }, code: #""build_request_failed""#, 500)
        case .page(let limit) where path == "/kling/v1/tts":
            return Self.refusal(text.map { ($0.unicodeScalars.count, limit) }, code: "400", 400)
        case .kling where path == "/v1/audio/tts":
            return .json("400 Bad Request", #"{"code":1201,"message":"text is invalid"}"#)
        case .voiceFirst where path == "/kling/v1/tts":
            return .json(
                "400 Bad Request", #"{"code":400,"message":"voice_id is required for tts"}"#)
        case .always(let status, let body):
            return .json(status, body)
        default:
            return .json(
                "404 Not Found",
                #"{"error":{"message":"Invalid URL (POST \#(path))","type":"invalid_request_error"}}"#
            )
        }
    }

    private static func refusal(
        _ length: (count: Int, limit: Int)?, code: String, _ status: Int
    ) -> ScriptedAnswer {
        let message =
            switch length {
            case nil: "text is required for tts"
            case .some(let (count, limit)) where count > limit:
                "text length exceeds maximum \(limit) characters, got: \(count)"
            case .some: "voice_id is required for tts"
            }
        return .json("\(status) Refused", #"{"code":\#(code),"message":"\#(message)"}"#)
    }
}

@Suite(.timeLimit(.minutes(10)))
struct FreeQuestionTests {
    /// What was asked of a service, told beforehand, in its order.
    private func asking<Value: Sendable>(
        _ service: QuestionedService, _ body: (FreeQuestions) async throws -> Value
    ) async throws -> (value: Value, requests: [String], told: [String]) {
        let told = Told()
        return try await withScriptedServer(answering: { service.answer($0) }) {
            address, requests in
            let baseURL = try #require(BaseURL(address))
            let value = try await withHTTP { http in
                try await body(
                    FreeQuestions(
                        http: http, baseURL: baseURL, credential: .bearer("sk-secret-1"),
                        before: { told.add("before \($0)") },
                        after: { told.add("after \($0.question)") }
                    ))
            }
            return (value, requests.all, told.all)
        }
    }

    private final class Told: Sendable {
        private let texts = Mutex<[String]>([])
        func add(_ text: String) { texts.withLock { $0.append(text) } }
        var all: [String] { texts.withLock { $0 } }
    }

    @Test(
        "the form is found by its route, page before gateway before Kling",
        arguments: [
            (QuestionedService.page(limit: 10_000), FormSearch.Verdict.form(.page), 1),
            (.gateway, .form(.gateway), 2), (.kling, .form(.kling), 3),
            (.always(status: "404 Not Found", body: ""), .noRoute, 3),
            (.always(status: "401 Unauthorized", body: "{}"), .tokenRefused, 1),
            (.always(status: "403 Forbidden", body: #"{"code":"quota_not_enough"}"#), .credit, 1),
            (.always(status: "500 Error", body: ""), .notKnown("HTTP 500"), 1),
            (.always(status: "429 Slow", body: ""), .notKnown("HTTP 429"), 1),
            (.always(status: "200 OK", body: "<html>"), .notKnown("HTTP 200, <html>"), 1),
            (.always(status: "302 Found", body: ""), .notKnown("HTTP 302"), 1),
            (.always(status: "400 Bad", body: "no"), .notKnown("HTTP 400, no"), 1),
        ])
    func forms(service: QuestionedService, verdict: FormSearch.Verdict, count: Int) async throws {
        let (found, requests, told) = try await asking(service) { try await $0.findForm() }
        #expect(found == verdict)
        #expect(requests.count == count)
        #expect(told.count == 2 * count)
        #expect(requests.allSatisfy { $0.hasSuffix("\r\n\r\n{}") })
    }

    @Test("a service that is not there is unreachable")
    func unreachable() async throws {
        let address = try await withScriptedServer(.close) { address, _ in address }
        let baseURL = try #require(BaseURL(address))
        let verdict = try await withHTTP { http in
            try await FreeQuestions(http: http, baseURL: baseURL, credential: .bearer("t"))
                .findForm()
        }
        guard case .unreachable = verdict else {
            Issue.record("\(verdict) is not unreachable")
            return
        }
    }

    @Test(
        "the longest text is found in the unit that the service counts, with few questions",
        arguments: [
            (QuestionedService.gateway, ServiceForm.gateway, TextLimit(bytes: 1000)),
            (.page(limit: 10_000), .page, TextLimit(characters: 10_000)),
            (.page(limit: 1000), .page, TextLimit(characters: 1000)),
            (.page(limit: 3000), .page, TextLimit(characters: 3000)),
        ])
    func lengths(service: QuestionedService, form: ServiceForm, limit: TextLimit) async throws {
        let (verdict, requests, told) = try await asking(service) {
            try await $0.findLength(of: form)
        }
        #expect(verdict == .limit(limit, isExact: true))
        #expect(requests.count <= 4)
        #expect(
            told.first
                == "before length \(form.name.rawValue) \(form.textLimit.characters + 1) characters of 3 bytes"
        )
        #expect(requests.allSatisfy { !$0.contains("voice_id") })
    }

    @Test("a service that looks at the voice first leaves the length unknown")
    func voiceFirst() async throws {
        let (verdict, requests, _) = try await asking(.voiceFirst) {
            try await $0.findLength(of: .page)
        }
        guard case .notKnown = verdict else {
            Issue.record("\(verdict) is a guess")
            return
        }
        #expect(requests.count == 1)
    }

    @Test("the search for a length halves, and ends after twelve questions at what was let through")
    func bisection() {
        for limit in [1, 7, 333, 999, 1001, 1234, 5000, 9999, 10_000] {
            var search = LengthSearch(form: .page)
            var count = 0
            while let question = search.next {
                count += 1
                guard case .length(_, let sample) = question else { break }
                let message =
                    sample.characters > limit ? "text is too long" : "voice_id is required"
                search.take(answer(to: question, message))
            }
            #expect(count <= LengthSearch.maximumQuestions)
            guard case .limit(let found, let isExact) = search.verdict else {
                #expect(limit < 10, "\(limit): \(search.verdict)")
                continue
            }
            #expect(found.characters <= limit && found.bytes == nil)
            #expect(found.characters >= limit - 71)
            #expect(isExact == (found.characters == limit) || !isExact)
        }
    }

    private func answer(to question: FreeQuestion, _ message: String) -> FreeAnswer {
        let reply = Reply(status: 400, body: Data(#"{"message":"\#(message)"}"#.utf8))
        return FreeAnswer(
            to: question, CallResult(reply: reply, meaning: ReplyMeaning(of: reply)))
    }

    @Test("a question that was answered with a success may have been charged, a refusal not")
    func charged() async throws {
        for (status, body, mayHaveCharged) in [
            ("200 OK", #"{"code":0,"data":{"audio_url":"https://a.b/c"}}"#, true),
            ("200 OK", "{}", true), ("500 Error", "", true), ("400 Bad", "{}", false),
            ("404 Not Found", "", false), ("429 Slow", "", false),
        ] {
            let (answer, _, _) = try await asking(.always(status: status, body: body)) {
                try await $0.ask(.route(.page))
            }
            #expect(answer.mayHaveCharged == mayHaveCharged)
        }
    }

    @Test("a question that cannot be written down is not sent")
    func keptBack() async throws {
        struct Full: Error {}
        try await withScriptedServer(.json("200 OK", "{}")) { address, requests in
            let baseURL = try #require(BaseURL(address))
            await #expect(throws: Full.self) {
                try await withHTTP { http in
                    _ = try await FreeQuestions(
                        http: http, baseURL: baseURL, credential: .bearer("t"),
                        before: { _ in throw Full() }
                    ).findForm()
                }
            }
            #expect(requests.all.isEmpty)
        }
    }

    @Test("what the token has left is read")
    func usage() async throws {
        let body =
            #"{"code":true,"data":{"total_granted":500000,"total_used":25000,"total_available":475000,"unlimited_quota":false,"expires_at":0}}"#
        let (answer, requests, _) = try await asking(.always(status: "200 OK", body: body)) {
            try await $0.ask(.usage)
        }
        guard case .usage(let usage) = answer.meaning else {
            Issue.record("\(answer.meaning) is no usage")
            return
        }
        #expect(usage.available == 475_000 && usage.used == 25_000 && !usage.isUnlimited)
        #expect(!answer.mayHaveCharged)
        #expect(requests.first?.hasPrefix("GET /api/usage/token/ HTTP/1.1\r\n") == true)
    }

    @Test(
        "a host or a path of its own narrows the search",
        arguments: [
            ("https://api-singapore.klingai.com", [ServiceForm.Name.kling]),
            ("https://a.b/kling/v1/audio/tts", [.gateway]),
            ("https://api.ezmodel.cloud", [.page, .gateway, .kling]),
        ])
    func candidates(address: String, names: [ServiceForm.Name]) throws {
        var search = FormSearch(baseURL: try #require(BaseURL(address)))
        var asked: [ServiceForm.Name] = []
        while let question = search.next {
            asked += [question.form?.name].compactMap { $0 }
            let reply = Reply(status: 404, body: Data())
            search.take(
                FreeAnswer(
                    to: question, CallResult(reply: reply, meaning: ReplyMeaning(of: reply))))
        }
        #expect(asked == names)
    }
}
