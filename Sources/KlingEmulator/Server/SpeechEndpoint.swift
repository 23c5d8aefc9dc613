import HTTPTypes
import Crypto
import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// The paid call: `POST /kling/v1/tts`.
final class SpeechEndpoint: Sendable {
    private let settings: EmulatorSettings
    private let bill: Bill?
    private let engine: SpeechEngine?
    private let logger: Logger
    private let limits: Mutex<CallLimits>
    private let faults: Mutex<FaultDraw>
    private let start = ContinuousClock.now

    /// The largest body taken: the longest text with every character escaped, and some more.
    private static let maximumBodyByteCount = 1 << 20

    init(settings: EmulatorSettings, bill: Bill?, engine: SpeechEngine?, logger: Logger) {
        self.settings = settings
        self.bill = bill
        self.engine = engine
        self.logger = logger
        limits = Mutex(CallLimits(settings: settings))
        faults = Mutex(FaultDraw(shares: settings.faults, seed: settings.seed))
    }

    /// Answers a call as the service would: token, limits, parameters, and only then the work.
    func respond(to request: Request, on channel: any Channel) async -> Response {
        let number = UInt64.random(in: .min ... .max)
        let requestID = "req_tts_\(String(number, radix: 16))"
        do {
            try checkToken(request)
            try enter()
            defer { limits.withLock { $0.leave() } }
            let call = try await readCall(request)
            let job = Job(call: call, number: number, requestID: requestID)
            return try await perform(job, for: request, on: channel)
        } catch let refusal as Refusal {
            return .refusal(refusal, requestID: requestID, retryAfter: settings.retryAfter)
        } catch is CancellationError {
            // The emulator stops: a connection lost in mid-call, as when a service goes down.
            return await .dropped(channel)
        } catch {
            logger.warning("A call failed in the emulator", metadata: ["error": "\(error)"])
            return .refusal(.serverError, requestID: requestID, retryAfter: nil)
        }
    }

    private func checkToken(_ request: Request) throws(Refusal) {
        let scheme = "bearer "
        guard let header = request.headers[.authorization],
            header.lowercased().hasPrefix(scheme), header.count > scheme.count,
            settings.token.map({ $0 == header.dropFirst(scheme.count) }) ?? true
        else { throw .unauthorized }
    }

    private func enter() throws(Refusal) {
        let verdict = limits.withLock { $0.enter(at: ContinuousClock.now - start) }
        switch verdict {
        case .admitted: return
        case .tooManyAtOnce: throw .tooManyAtOnce(withCode: settings.limitCodes)
        case .tooFast: throw .tooFast(withCode: settings.limitCodes)
        }
    }

    private func readCall(_ request: Request) async throws -> SpeechCall {
        do {
            let body = try await request.body.collect(upTo: Self.maximumBodyByteCount)
            return try SpeechCall(json: Data(body.readableBytesView), settings: settings)
        } catch is NIOTooManyBytesError {
            throw Refusal.bodyTooLarge
        }
    }
}

/// A call under way.
private struct Job {
    let call: SpeechCall
    let number: UInt64
    let requestID: String
}

extension SpeechEndpoint {
    private func perform(
        _ job: Job, for request: Request, on channel: any Channel
    ) async throws -> Response {
        let fault = faults.withLock { $0.next() }
        if let refusal = fault?.refusal { throw refusal }
        if fault == .badGateway { return .gatewayPage(.badGateway) }
        if fault == .noAnswer { await channel.closeWithClient() }

        let isCut = try await wait(for: job.call)
        let sound = try await engine?.speak(job.call) ?? .silence(for: job.call)
        let now = Moment.now
        let audioID = "\(audio(number: job.number, sound: sound, fault: fault, at: now))"
        try await charge(job, audioID: audioID, at: now)

        let address = AudioEndpoint.address(of: audioID, for: request, on: channel)
        let success = Success(
            requestID: job.requestID, audioID: audioID,
            audioURL: fault == .noAddress ? "" : address,
            duration: sound.milliseconds, createdAt: now.milliseconds)
        return await reply(success, fault: isCut ? .gatewayTimeout : fault, on: channel)
    }

    /// Takes the time that the work on a text takes; true if the gateway did not wait for its end.
    private func wait(for call: SpeechCall) async throws -> Bool {
        let latency = settings.latency + settings.latencyPerCharacter * call.characterCount
        let cut = settings.gatewayCut ?? latency
        if latency > .zero { try await Task.sleep(for: min(latency, cut)) }
        return latency > cut
    }

    private func audio(number: UInt64, sound: Sound, fault: Fault?, at now: Moment) -> AudioID {
        let lifetime = fault == .expired ? .zero : settings.urlLifetime
        let expiry = lifetime.map { now.milliseconds + $0.milliseconds }
        return AudioID(number: number, expiry: expiry, flaw: fault?.flaw ?? .none, sound: sound)
    }

    private func charge(_ job: Job, audioID: String, at now: Moment) async throws {
        guard let bill else { return }
        try await bill.record(
            BillEntry(
                requestID: job.requestID, audioID: audioID,
                time: now.iso8601,
                price: BillEntry.price(thousandths: settings.priceThousandths),
                characters: job.call.characterCount,
                textSHA256: hexadecimal(SHA256.hash(data: Data(job.call.text.utf8)))))
    }

    private func reply(
        _ success: Success, fault: Fault?, on channel: any Channel
    ) async -> Response {
        switch fault {
        case .serverErrorAfter:
            return .refusal(.serverError, requestID: success.requestID, retryAfter: nil)
        case .gatewayTimeout:
            return .gatewayPage(.gatewayTimeout)
        case .truncated:
            return .truncated(json: success.json)
        case .noAnswer:
            await channel.hold(for: settings.noAnswerHold)
            return await .dropped(channel)
        case .dropAfter:
            return await .dropped(channel)
        default:
            return .json(success.json)
        }
    }
}
