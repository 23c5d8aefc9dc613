import AsyncHTTPClient
import Foundation
import KlingEmulator
import NIOCore
import NIOHTTP1

/// A client of the emulator under test.
struct Caller {
    let address: String
    let path: String
    /// Whether each call closes its connection, so that no later one is sent down it.
    var closes = false

    init(_ emulator: RunningEmulator, form: EmulatorForm = .page) {
        address = emulator.address
        path = form.path
    }

    /// A whole reply.
    struct Reply {
        let status: UInt
        let headers: [String: String]
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }

        /// The body as a dictionary; empty if it is none.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
        }

        /// A member of the body, named by the way to it such as `data.audios.0.url`.
        func value(_ way: String) -> Any? {
            way.split(separator: ".").reduce(json as Any?) { value, name in
                if let index = Int(name) {
                    return (value as? [Any]).flatMap { $0.indices ~= index ? $0[index] : nil }
                }
                return (value as? [String: Any])?[String(name)]
            }
        }

        func text(_ way: String) -> String? { value(way) as? String }
        func number(_ way: String) -> Int? { value(way) as? Int }

        /// The body as the documented reply.
        func decoded() throws -> Documented {
            try JSONDecoder().decode(Documented.self, from: body)
        }
    }

    /// The documented reply; `data` is there on success only.
    struct Documented: Decodable {
        struct Audio: Decodable {
            let audio_id: String
            let audio_url: String
            let duration: Int
            let created_at: Int
        }
        let code: Int
        let message: String
        let request_id: String
        let data: Audio?
    }

    /// Calls with a body as it stands.
    func post(
        _ body: String, authorization: String? = "Bearer token"
    ) async throws -> Reply {
        try await post(body, to: path, authorization: authorization)
    }

    /// Asks any address with a body as it stands.
    func post(
        _ body: String, to path: String, authorization: String? = "Bearer token"
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: "\(address)\(path)")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        request.body = .bytes(ByteBuffer(string: body))
        return try await send(request)
    }

    /// Calls for a text.
    func speak(_ text: String, speed: Double = 1) async throws -> Reply {
        let body: [String: Any] = ["text": text, "voice_id": "voice_001", "speed": speed]
        let json = try JSONSerialization.data(withJSONObject: body)
        return try await post(String(decoding: json, as: UTF8.self))
    }

    /// Calls with these fields.
    func call(_ fields: [String: Any], authorization: String = "Bearer token") async throws -> Reply
    {
        let json = try JSONSerialization.data(withJSONObject: fields)
        return try await post(String(decoding: json, as: UTF8.self), authorization: authorization)
    }

    func get(_ url: String, authorization: String? = nil) async throws -> Reply {
        var request = HTTPClientRequest(url: url.hasPrefix("/") ? address + url : url)
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        return try await send(request)
    }

    /// The shared client, but for the wait for a free connection, which is as long as for a reply:
    /// beside hundreds of other tests, 500 calls at once may stand in line for minutes.
    private static let client = {
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.timeout = .init(connect: .seconds(300), read: .seconds(300))
        return HTTPClient(configuration: configuration)
    }()

    private func send(_ request: HTTPClientRequest) async throws -> Reply {
        var request = request
        if closes { request.headers.add(name: "Connection", value: "close") }
        let response = try await Self.client.execute(request, timeout: .seconds(300))
        let body = try await response.body.collect(upTo: 1 << 24)
        let headers = response.headers.map { ($0.name.lowercased(), $0.value) }
        return Reply(
            status: response.status.code, headers: Dictionary(headers) { first, _ in first },
            body: Data(body.readableBytesView))
    }
}
