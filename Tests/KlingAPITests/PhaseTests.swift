import AsyncHTTPClient
import KlingAPI
import NIOCore
import NIOHTTP1
import NIOSSL
import SpeechTasks
import TestServers
import Testing

/// Whether a call can have been charged depends on the phase in which it failed.
@Suite(.timeLimit(.minutes(10)))
struct PhaseTests {
    private func callOverTLS(
        _ answer: ScriptedAnswer, _ certificate: TestCertificate = .fitting, isTrusted: Bool = true
    ) async throws -> (result: CallResult, requests: [String]) {
        try await withScriptedServer(answer, certificate: certificate) { address, requests in
            let tls = isTrusted ? try certificate.trustingClient : nil
            return (try await call(at: address, trusting: tls), requests.all)
        }
    }

    @Test("a call over TLS goes through")
    func overTLS() async throws {
        let (result, _) = try await callOverTLS(
            .json("200 OK", #"{"code":0,"data":{"audio_url":"https://a.b/c"}}"#))
        #expect(result.meaning == .succeeded)
    }

    @Test(
        "TLS that breaks after the request may have been charged",
        arguments: [
            ScriptedAnswer.pastTLS("no record of TLS at all, but many bytes"),
            .pastTLS("\u{15}\u{3}\u{3}\u{0}\u{2}\u{2}\u{28}"), .pastTLS(""), .close,
        ])
    func brokenTLS(answer: ScriptedAnswer) async throws {
        let (result, requests) = try await callOverTLS(answer)
        #expect(requests.count == 1)
        #expect(result.meaning == .unknown(timedOut: false))
    }

    @Test("plain text after the request may have been charged")
    func plainText() async throws {
        let (result, requests) = try await call(.text("nonsense\r\n\r\n"))
        #expect(requests.count == 1)
        #expect(result.meaning == .unknown(timedOut: false))
    }

    @Test("a connection lost after sending may have been charged")
    func connectionLost() async throws {
        let (result, _) = try await call(.close)
        #expect(result.meaning == .unknown(timedOut: false))
    }

    @Test("a kept connection that dies under the second request may have been charged for it")
    func pooledConnection() async throws {
        let reply = "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"
        let meanings = try await withScriptedServer(
            answering: { $0.contains("second") ? .close : .kept(reply) },
            { address, _ in
                let baseURL = try #require(BaseURL(address))
                return try await withHTTP { http in
                    let client = KlingClient(
                        http: http, baseURL: baseURL, form: .page, credential: .bearer("t"))
                    var meanings: [ReplyMeaning] = []
                    for text in ["first", "second"] {
                        let task = SpeechTask(service: .emulator, text: text, voiceID: "v")
                        meanings.append(await client.call(task).meaning)
                    }
                    return meanings
                }
            })
        #expect(meanings == [.throttled(.unspecified), .unknown(timedOut: false)])
    }

    @Test("a certificate of another host stops the batch, before a byte is sent")
    func misfittingCertificate() async throws {
        let (result, requests) = try await callOverTLS(.json("200 OK", "{}"), .misfitting)
        #expect(result.meaning == .refusedBatch(.certificate))
        #expect(requests.isEmpty)
    }

    @Test("a certificate that nobody vouches for stops the batch")
    func untrustedCertificate() async throws {
        let (result, requests) = try await callOverTLS(.json("200 OK", "{}"), isTrusted: false)
        #expect(result.meaning == .refusedBatch(.certificate))
        #expect(requests.isEmpty)
    }

    @Test("a server that speaks no TLS got nothing")
    func noTLS() async throws {
        let result = try await withScriptedServer(.text("HTTP/1.0 400\r\n\r\n")) { address, _ in
            try await call(at: "https" + address.dropFirst(4))
        }
        #expect(result.meaning.isNotSent)
    }

    @Test("a refused connection was not sent")
    func connectionRefused() async throws {
        // A port that was free a moment ago: nobody listens there now.
        let address = try await withScriptedServer(.close) { address, _ in address }
        #expect(try await call(at: address).meaning.isNotSent)
    }

    @Test("a name that does not resolve was not sent")
    func unknownHost() async throws {
        #expect(try await call(at: "https://host.invalid").meaning.isNotSent)
    }

    @Test("no answer within the deadline may have been charged")
    func noAnswer() async throws {
        let (result, _) = try await call(.hold, deadline: .milliseconds(300))
        #expect(result.meaning == .unknown(timedOut: true))
    }

    private static let errors: [any Error & Sendable] = [
        IOError(errnoCode: 113, reason: "no route to host"),
        IOError(errnoCode: 101, reason: "network unreachable"),
        IOError(errnoCode: 111, reason: "refused"), IOError(errnoCode: 104, reason: "reset"),
        NIOSSLError.handshakeFailed(.sslError([.eofDuringHandshake])),
        NIOSSLError.uncleanShutdown, HTTPClientError.remoteConnectionClosed,
        HTTPClientError.connectTimeout, ChannelError.ioOnClosedChannel,
    ]

    @Test("an error of connecting is one only as long as the text was not asked for")
    func phases() {
        for error in Self.errors {
            #expect(
                ConnectionFault(error, wasAsked: false).meaning("x") == .notSent(reason: "x"))
            #expect(
                ConnectionFault(error, wasAsked: true).meaning("x") == .unknown(timedOut: false))
        }
        let certificate = NIOSSLExtraError.failedToValidateHostname
        #expect(
            ConnectionFault(certificate, wasAsked: false).meaning("x")
                == .refusedBatch(.certificate))
        #expect(
            ConnectionFault(certificate, wasAsked: true).meaning("x") == .unknown(timedOut: false))
    }

    @Test("an error that is none of connecting may have been charged in any phase")
    func otherErrors() {
        let errors: [any Error] = [
            HTTPParserError.invalidVersion, HTTPClientError.readTimeout, CancellationError(),
        ]
        for error in errors {
            #expect(!ConnectionFault(error, wasAsked: false).meaning("x").isNotSent)
        }
    }
}
