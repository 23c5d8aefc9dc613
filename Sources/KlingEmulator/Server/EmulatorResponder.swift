import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Takes each request to what answers it.
final class EmulatorResponder: HTTPResponder {
    private let settings: EmulatorSettings
    private let speech: SpeechEndpoint
    private let audio: AudioEndpoint
    private let bill: BillEndpoint
    private let firstCall = Mutex<ContinuousClock.Instant?>(nil)

    init(
        settings: EmulatorSettings, speech: SpeechEndpoint, audio: AudioEndpoint,
        bill: BillEndpoint
    ) {
        self.settings = settings
        self.speech = speech
        self.audio = audio
        self.bill = bill
    }

    /// What a request comes with: its connection, as some faults are about that.
    struct Context: InitializableFromSource {
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            channel = source.channel
        }
    }

    func respond(to request: Request, context: Context) async throws -> Response {
        let connection = Connection(channel: context.channel, isSecure: settings.tls != nil)
        let isCall = request.method == .post && request.uri.path == settings.callPath
        if let outage = settings.outage, isDown(outage, isCall: isCall) {
            if isCall, outage.isCharged { _ = await speech.respond(to: request, on: connection) }
            return Reply.gatewayPage(.serviceUnavailable).response
        }
        if isCall { return await speech.respond(to: request, on: connection) }
        if request.method == .get, let response = audio.respond(toPath: request.uri.path) {
            return response
        }
        if let reply = try await bill.respond(to: request) { return reply.response }
        return wrongRoute(request).response
    }

    private func isDown(_ outage: Outage, isCall: Bool) -> Bool {
        let now = ContinuousClock.now
        let first = firstCall.withLock { first in
            if first == nil, isCall { first = now }
            return first
        }
        return first.map { outage.isOn(at: now - $0) } ?? false
    }

    private func wrongRoute(_ request: Request) -> Reply {
        let rules = settings.form.rules
        let refusal = rules.wrongRoute(
            method: request.method.rawValue, path: request.uri.path)
        return Reply(refusal, names: rules.names(number: .random(in: .min ... .max)))
    }
}
