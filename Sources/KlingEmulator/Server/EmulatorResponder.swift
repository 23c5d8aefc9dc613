import HTTPTypes
import Hummingbird
import NIOCore

/// Takes each request to what answers it.
struct EmulatorResponder: HTTPResponder {
    let speech: SpeechEndpoint
    let audio: AudioEndpoint

    /// What a request comes with: its connection, as some faults are about that.
    struct Context: InitializableFromSource {
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            channel = source.channel
        }
    }

    func respond(to request: Request, context: Context) async throws -> Response {
        let path = request.uri.path
        if request.method == .post, path == "/kling/v1/tts" {
            return await speech.respond(to: request, on: context.channel)
        }
        if request.method == .get, let response = audio.respond(toPath: path) {
            return response
        }
        let requestID = "req_\(String(UInt64.random(in: .min ... .max), radix: 16))"
        return .refusal(.notFound, requestID: requestID, retryAfter: nil)
    }
}
