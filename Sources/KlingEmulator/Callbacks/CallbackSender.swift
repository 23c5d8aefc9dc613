import AsyncHTTPClient
import Crypto
import Foundation
import Logging
import NIOCore
import NIOHTTP1

/// Tells callback addresses of outcomes, on this machine only.
struct CallbackSender: Sendable {
    private let settings: CallbackSettings
    private let form: CallbackSettings.Form
    private let logger: Logger
    private let waiting: AsyncStream<Callback>
    private let queue: AsyncStream<Callback>.Continuation

    private struct Callback: Sendable {
        let address: String
        let id: String
        let body: Data
    }

    /// How often an address that does not answer with 2xx is tried, with twice the pause each time.
    private static let tries = 5

    /// Nil if the settings want no callbacks.
    init?(settings: CallbackSettings, logger: Logger) {
        guard let form = settings.form else { return nil }
        self.settings = settings
        self.form = form
        self.logger = logger
        (waiting, queue) = AsyncStream.makeStream()
    }

    /// Queues the word on a success; the address is left alone where it is another machine's.
    func tell(_ address: String, of success: Success) {
        guard Self.isLoopback(address) else {
            logger.warning("A callback to another machine is not sent")
            return
        }
        let body = form == .page ? PageForm().success(success) : Self.klingBody(success)
        queue.yield(
            Callback(
                address: address, id: "msg_\(success.taskID)", body: Data(body.text.utf8)))
    }

    /// Sends what is queued until the task is cancelled.
    func run() async {
        // A redirect could lead to another machine.
        let client = HTTPClient(
            configuration: HTTPClient.Configuration(redirectConfiguration: .disallow))
        await withDiscardingTaskGroup { group in
            for await callback in waiting {
                for _ in 0..<settings.times {
                    group.addTask { await send(callback, through: client) }
                }
            }
            group.cancelAll()
        }
        try? await client.shutdown()
    }

    private func send(_ callback: Callback, through client: HTTPClient) async {
        do {
            if let latch = settings.latch {
                await withTaskCancellationHandler {
                    await latch.value
                } onCancel: {
                    latch.cancel()
                }
            }
            try await Task.sleep(for: settings.delay)
            for pause in 0..<Self.tries {
                if await isTaken(callback, through: client) { return }
                try await Task.sleep(for: .milliseconds(200 << pause))
            }
        } catch {
            // The emulator stops.
        }
    }

    private func isTaken(_ callback: Callback, through client: HTTPClient) async -> Bool {
        var request = HTTPClientRequest(url: callback.address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        if let secret = settings.secret {
            let signature = WebhookSignature(
                secret: secret, id: callback.id, moment: .now, body: callback.body)
            for (name, value) in signature.headers { request.headers.add(name: name, value: value) }
        }
        request.body = .bytes(ByteBuffer(bytes: callback.body))
        let response = try? await client.execute(request, timeout: .seconds(10))
        return response.map { (200..<300).contains($0.status.code) } ?? false
    }

    private static func klingBody(_ success: Success) -> JSONValue {
        [
            "task_id": .string(success.taskID), "task_status": "succeed", "task_status_msg": "",
            "created_at": .integer(Int(success.createdAt)),
            "updated_at": .integer(Int(success.createdAt)), "task_result": success.taskResult,
        ]
    }

    /// Whether an address is one of this machine's own, by its text: no name is looked up.
    private static func isLoopback(_ address: String) -> Bool {
        guard let host = URL(string: address)?.host?.lowercased() else { return false }
        let bytes = host.split(separator: ".", omittingEmptySubsequences: false)
        return ["localhost", "::1", "[::1]"].contains(host)
            || bytes.count == 4 && bytes[0] == "127" && bytes.allSatisfy { UInt8($0) != nil }
    }
}
