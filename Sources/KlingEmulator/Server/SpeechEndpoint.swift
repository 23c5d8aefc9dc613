import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// The paid call.
final class SpeechEndpoint: Sendable {
    let settings: EmulatorSettings
    let rules: any FormRules
    let bill: Bill?
    let engine: SpeechEngine?
    let callbacks: CallbackSender?
    private let logger: Logger
    private let voices: VoiceTable
    private let limits: Mutex<CallLimits>
    private let faults: Mutex<FaultDraw>
    /// The calls that passed all checks.
    private let calls = Mutex(0)
    private let start = ContinuousClock.now

    /// The largest body taken: the longest text with every character escaped, and some more.
    private static let maximumBodyByteCount = 1 << 20

    init(
        settings: EmulatorSettings, bill: Bill?, engine: SpeechEngine?, callbacks: CallbackSender?,
        logger: Logger
    ) {
        self.settings = settings
        self.bill = bill
        self.engine = engine
        self.callbacks = callbacks
        self.logger = logger
        rules = settings.form.rules
        voices = VoiceTable(settings: settings)
        limits = Mutex(CallLimits(settings: settings))
        faults = Mutex(FaultDraw(shares: settings.faults, seed: settings.seed))
    }

    /// Answers a call as the service would: token, limits, parameters, and only then the work.
    func respond(to request: Request, on connection: Connection) async -> Response {
        let number = UInt64.random(in: .min ... .max)
        let names = rules.names(number: number)
        do {
            if let address = settings.redirect {
                return try await send(redirect(to: address, names), on: connection)
            }
            let token = try CallerCheck(settings: settings).token(of: request, at: .now)
            try enter()
            defer { limits.withLock { $0.leave() } }
            let job = Job(
                call: try await readCall(request), number: number, names: names, token: token)
            return try await perform(job, for: request, on: connection)
        } catch let refusal as Refusal {
            return await answer(refusal, names: names, on: connection)
        } catch is CancellationError {
            // The emulator stops: a connection lost in mid-call, as when a service goes down.
            return await connection.dropped()
        } catch {
            logger.warning("A call failed in the emulator", metadata: ["error": "\(error)"])
            return Reply(.serverError, names: names).response
        }
    }

    private func answer(
        _ refusal: Refusal, names: CallNames, on connection: Connection
    ) async -> Response {
        var reply = Reply(refusal, names: names)
        if refusal.isForPace, reply.status == .tooManyRequests, let time = settings.retryAfter {
            reply.headers[.retryAfter] = settings.retryAfterForm.value(for: time, from: .now)
        }
        do {
            return try await send(reply, on: connection)
        } catch {
            return await connection.dropped()
        }
    }

    private func redirect(to address: String, _ names: CallNames) -> Reply {
        var reply = Reply.gatewayPage(.temporaryRedirect)
        reply.headers[.location] = address
        reply.name(names)
        return reply
    }

    private func enter() throws(Refusal) {
        let verdict = limits.withLock { $0.enter(at: ContinuousClock.now - start) }
        guard case .refused(let limit) = verdict else { return }
        let form = settings.limitForm ?? settings.form.limitForm
        throw form.refusal(for: limit) ?? .bare()
    }

    private func readCall(_ request: Request) async throws -> SpeechCall {
        do {
            let body = try await request.body.collect(upTo: Self.maximumBodyByteCount)
            return try checkedCall(Data(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw rules.bodyTooLarge
        }
    }

    /// Reads a call under the limit that holds for it, and counts it.
    ///
    /// It is read again where another call took the last place under the first limit meanwhile.
    private func checkedCall(_ json: Data) throws(Refusal) -> SpeechCall {
        let limits = { CallRules(text: self.settings.textLimit(ofCall: $0), voices: self.voices) }
        let next = calls.withLock { $0 + 1 }
        let call = try rules.call(json: json, limits: limits(next))
        let number = calls.withLock { calls in
            calls += 1
            return calls
        }
        return number == next ? call : try rules.call(json: json, limits: limits(number))
    }

    func nextFault() -> Fault? { faults.withLock { $0.next() } }

    func countSuccess() {
        limits.withLock { $0.succeed(at: ContinuousClock.now - start) }
    }

    /// Sends a reply, its head late where that is set.
    func send(_ reply: Reply, on connection: Connection) async throws -> Response {
        guard let pause = settings.slowHead else { return reply.response }
        return try await connection.slow(reply, pause: pause)
    }
}

/// A call under way.
struct Job: Sendable {
    let call: SpeechCall
    let number: UInt64
    let names: CallNames
    /// What it was let in with.
    let token: String
}
