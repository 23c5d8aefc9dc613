import Crypto
import Foundation
import KlingEmulator
import TestServers
import Testing

/// The form of Kling's own API.
@Suite(.timeLimit(.minutes(10)))
struct KlingFormTests {
    @Test("a success has seconds as text, the task's name and what it cost")
    func success() async throws {
        try await withKling { emulator, caller in
            let reply = try await caller.call([
                "text": String(repeating: "a", count: 135), "voice_id": "v",
                "voice_language": "en", "voice_speed": 2.0, "speed": 0.5,
            ])
            #expect(reply.status == 200)
            #expect(reply.text("data.task_status") == "succeed")
            #expect(reply.text("data.task_result.audios.0.duration") == "5.0")
            #expect(reply.text("data.final_unit_deduction") == "0.05")
            #expect(reply.number("data.created_at") == reply.number("data.updated_at"))
            let entry = try #require(try emulator.bill().first)
            #expect(entry.taskID == reply.text("data.task_id"))
            #expect(entry.requestID == reply.text("request_id"))
            #expect(entry.voice == "v" && entry.path == "/v1/audio/tts")
        }
    }

    @Test(
        "parameters are refused with 1201",
        arguments: [
            #"[]"#, #"{}"#, #"{"text": "a"}"#,
            #"{"text": "\#(String(repeating: "中", count: 1001))", "voice_id": "v"}"#,
            #"{"text": "a", "voice_id": "v", "voice_language": "de"}"#,
            #"{"text": "a", "voice_id": "v", "voice_speed": 0.75}"#,
            #"{"text": "a", "voice_id": "v", "voice_speed": 1.05}"#,
            #"{"text": "a", "voice_id": "v", "voice_speed": "1"}"#,
            // A voice of the platform in the language that it does not speak.
            #"{"text": "a", "voice_id": "tiyuxi_xuedi", "voice_language": "en"}"#,
            #"{"text": "a", "voice_id": "oversea_male1"}"#,
        ])
    func refusal(body: String) async throws {
        try await withKling { emulator, caller in
            let reply = try await caller.post(body)
            #expect(reply.status == 400)
            #expect(reply.number("code") == 1201)
            #expect(try emulator.bill().isEmpty)
        }
    }

    @Test("1,000 characters pass whatever their bytes, and a voice of both languages in both")
    func edges() async throws {
        try await withKling { emulator, caller in
            let long = String(repeating: "中", count: 1000)
            #expect(try await caller.call(["text": long, "voice_id": "v"]).status == 200)
            for language in ["zh", "en"] {
                let reply = try await caller.call([
                    "text": "a", "voice_id": "genshin_vindi2", "voice_language": language,
                ])
                #expect(reply.status == 200)
            }
        }
    }

    @Test(
        "a signed token is looked at in every part",
        arguments: [
            (0, ["iss": "key", "exp": 1800, "nbf": -5], "secret"),
            (1000, ["iss": "key", "exp": 1800], "wrong"),
            (1002, ["iss": "other", "exp": 1800], "secret"),
            (1002, ["iss": "key"], "secret"),
            (1003, ["iss": "key", "exp": 1800, "nbf": 600], "secret"),
            (1004, ["iss": "key", "exp": -1, "nbf": -5], "secret"),
        ] as [(Int, [String: any Sendable], String)])
    func signedToken(code: Int, claims: [String: any Sendable], secret: String) async throws {
        let settings = EmulatorSettings.silent {
            $0.form = .kling
            $0.keys = AccessKeys(accessKey: "key", secretKey: "secret")
        }
        try await withEmulator(settings) { emulator in
            let token = try Self.token(claims, secret: secret)
            let reply = try await Caller(emulator, form: .kling).call(
                ["text": "a", "voice_id": "v"], authorization: "Bearer \(token)")
            #expect(reply.status == (code == 0 ? 200 : 401))
            #expect(reply.number("code") == code)
        }
    }

    @Test(
        "what is no signed token is refused where keys are set",
        arguments: [("Bearer token", 1002), ("Bearer a.b.c", 1002), ("Basic a", 1001)])
    func noToken(authorization: String, code: Int) async throws {
        let settings = EmulatorSettings.silent {
            $0.form = .kling
            $0.keys = AccessKeys(accessKey: "key", secretKey: "secret")
        }
        try await withEmulator(settings) { emulator in
            let reply = try await Caller(emulator, form: .kling)
                .post("{}", authorization: authorization)
            #expect(reply.number("code") == code)
        }
    }

    @Test("other addresses are not there")
    func wrongRoute() async throws {
        try await withKling { _, caller in
            let reply = try await caller.post("{}", to: "/kling/v1/audio/tts")
            #expect(reply.status == 404)
        }
    }

    /// A token whose times are told in seconds from now.
    private static func token(_ claims: [String: any Sendable], secret: String) throws -> String {
        let now = Int(Date().timeIntervalSince1970)
        let claims = claims.mapValues { value in (value as? Int).map { $0 + now } ?? value }
        let parts = try [["alg": "HS256", "typ": "JWT"], claims].map {
            base64url(try JSONSerialization.data(withJSONObject: $0))
        }
        let signed = parts.joined(separator: ".")
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(signed.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return signed + "." + base64url(Data(code))
    }

    private static func base64url(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    private func withKling(
        _ body: (RunningEmulator, Caller) async throws -> Void
    ) async throws {
        try await withEmulator(.silent { $0.form = .kling }) {
            try await body($0, Caller($0, form: .kling))
        }
    }
}
