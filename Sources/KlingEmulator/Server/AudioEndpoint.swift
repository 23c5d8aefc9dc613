import Foundation
import HTTPServing
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// The audio's address: `GET /audio/ID.mp3`.
final class AudioEndpoint: Sendable {
    private let engine: SpeechEngine?
    /// The audio whose flawed download is over.
    private let healed = Mutex<Set<UInt64>>([])

    static let path = "/audio/"
    static let suffix = ".mp3"

    init(engine: SpeechEngine?) {
        self.engine = engine
    }

    /// Serves what the name in the path stands for; nil if there is no such audio.
    func respond(toPath path: String) -> Response? {
        guard path.hasPrefix(Self.path), path.hasSuffix(Self.suffix),
            let audio = AudioID(path.dropFirst(Self.path.count).dropLast(Self.suffix.count))
        else { return nil }
        if let expiry = audio.expiry, expiry <= Moment.now.milliseconds { return .expiredAddress }
        guard var bytes = bytes(of: audio.sound) else { return nil }
        let isFlawed =
            switch audio.flaw {
            case .none: false
            case .cut, .empty: healed.withLock { $0.insert(audio.number).inserted }
            case .alwaysCut: true
            }
        if isFlawed {
            bytes.moveWriterIndex(to: audio.flaw == .empty ? 0 : bytes.readableBytes / 2 + 5)
        }
        return .audio(bytes)
    }

    private func bytes(of sound: Sound) -> ByteBuffer? {
        switch sound {
        case .silence(let frameCount, let mark):
            SilentMP3.file(frameCount: frameCount, mark: mark)
        case .speech(let name, _): engine?.file(named: name).map { ByteBuffer(bytes: $0) }
        }
    }
}

extension Connection {
    /// The address of some audio, at the host that the request was sent to.
    func address(of audioID: String, for request: Request) -> String {
        let host = request.head.authority ?? channel.localAddress.map(hostAndPort) ?? ""
        let scheme = isSecure ? "https" : "http"
        return "\(scheme)://\(host)\(AudioEndpoint.path)\(audioID)\(AudioEndpoint.suffix)"
    }
}
