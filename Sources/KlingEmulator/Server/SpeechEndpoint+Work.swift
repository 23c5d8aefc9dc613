import Crypto
import Foundation
import Hummingbird
import NIOCore

/// What becomes of a call that passed all checks.
extension SpeechEndpoint {
    func perform(
        _ job: Job, for request: Request, on connection: Connection
    ) async throws -> Response {
        let fault = nextFault()
        if let refusal = fault?.refusal(in: rules) { throw refusal }
        if fault == .badGateway { return try await send(.gatewayPage(.badGateway), on: connection) }
        if fault == .noAnswer { await connection.closeWithClient() }

        let began = ContinuousClock.now
        let isCut = try await wait(for: job.call)
        let sound = try await sound(for: job.call, fault: fault)
        let now = Moment.now
        let audioID = "\(audio(number: job.number, sound: sound, fault: fault, at: now))"
        try await charge(job, audioID: audioID, at: now, useTime: ContinuousClock.now - began)
        countSuccess()

        let success = Success(
            message: settings.form == .page ? "success" : "SUCCEED",
            requestID: job.names.inBody, taskID: job.names.taskID ?? job.names.inBody,
            audioID: audioID,
            audioURL: connection.address(of: audioID, for: request),
            announced: fault?.announcement(of: sound.milliseconds)
                ?? Announcement(length: sound.milliseconds),
            createdAt: now.milliseconds,
            price: BillEntry.price(thousandths: settings.priceThousandths))
        if let address = job.call.callbackURL { callbacks?.tell(address, of: success) }
        return try await deliver(
            success, of: job, fault: isCut ? .gatewayTimeout : fault, on: connection)
    }

    /// Takes the time that the work on a text takes; true if the gateway did not wait for its end.
    private func wait(for call: SpeechCall) async throws -> Bool {
        let latency = settings.latency + settings.latencyPerCharacter * call.characterCount
        let cut = settings.gatewayCut ?? latency
        if latency > .zero { try await Task.sleep(for: min(latency, cut)) }
        return latency > cut
    }

    private func sound(for call: SpeechCall, fault: Fault?) async throws -> Sound {
        var call = fault?.spoken(call) ?? call
        if let count = settings.truncatesAbove { call = call.cut(toCharacters: count) }
        return try await engine?.speak(call) ?? .silence(for: call)
    }

    private func audio(number: UInt64, sound: Sound, fault: Fault?, at now: Moment) -> AudioID {
        let lifetime = fault == .expired ? .zero : settings.urlLifetime
        let expiry = lifetime.map { now.milliseconds + $0.milliseconds }
        return AudioID(number: number, expiry: expiry, flaw: fault?.flaw ?? .none, sound: sound)
    }

    private func charge(
        _ job: Job, audioID: String, at now: Moment, useTime: Duration
    ) async throws {
        guard let bill else { return }
        try await bill.record(
            BillEntry(
                requestID: job.names.billed, audioID: audioID, taskID: job.names.taskID,
                time: now.iso8601,
                price: BillEntry.price(thousandths: settings.priceThousandths),
                characters: job.call.characterCount,
                textSHA256: hexadecimal(SHA256.hash(data: Data(job.call.text.utf8))),
                createdAt: Int(now.milliseconds / 1000),
                useTime: Int(useTime.components.seconds),
                voice: job.call.voiceID, path: settings.callPath))
    }

    /// Sends a success, or what a fault makes of it.
    private func deliver(
        _ success: Success, of job: Job, fault: Fault?, on connection: Connection
    ) async throws -> Response {
        guard let fault else {
            var reply = Reply.json(rules.success(success))
            reply.name(job.names)
            return try await send(reply, on: connection)
        }
        let names = fault.spoilt(job.names, token: job.token)
        var spoilt = success
        spoilt.requestID = names.inBody
        spoilt.taskID = names.taskID ?? names.inBody
        fault.spoil(&spoilt, token: job.token)
        var reply = fault.reply(to: spoilt, in: rules)
        reply.name(names)
        switch fault {
        case .serverErrorAfter:
            return try await send(Reply(.serverError, names: job.names), on: connection)
        case .gatewayTimeout:
            return try await send(.gatewayPage(.gatewayTimeout), on: connection)
        case .truncated: return .truncated(reply)
        case .noAnswer:
            await connection.hold(for: settings.noAnswerHold)
            return await connection.dropped()
        case .dropAfter: return await connection.dropped()
        case .tlsBreak: return await connection.broken()
        case .resetAfter: return await connection.reset()
        case .garbageAfter:
            return await connection.raw(ByteBuffer(string: "\u{16}this is no HTTP\n\n"))
        case .status199: return await connection.raw(reply.bytes)
        case .chunkBroken: return await connection.raw(reply.bytesInBrokenChunks)
        default: return try await send(reply, on: connection)
        }
    }
}
