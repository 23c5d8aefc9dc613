import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension ConnectionFault {
    /// The fault as a person reads it: what is in the way, and never what a library calls it.
    var sentence: String {
        switch error {
        case is DeadlinePassed: "no whole reply within the deadline"
        case is CancellationError: "the run was stopped before the reply"
        case let error as NIOConnectionError: error.sentence
        case let error as IOError: Self.words(ofSystemError: error.errnoCode)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: sentenceOfTLS
        case let error as HTTPClientError: Self.sentence(error)
        case is HTTPParserError: "the reply is no HTTP"
        case is ChannelError, is ChannelPipelineError: "the connection was closed before a reply"
        default:
            isOfNameLookUp
                ? "the host is not found (no network, or a wrong name)"
                : "the connection failed (\(type(of: error)))"
        }
    }

    /// What the certificate or the handshake lacks.
    private var sentenceOfTLS: String {
        if isOfCertificate {
            return "TLS failed: the certificate is another host's, or nobody here vouches for it"
        }
        let causes = "\(error)"
        if causes.contains("WRONG_VERSION_NUMBER") || causes.contains("HTTP_REQUEST") {
            return "TLS failed: what answers at this address and port does not speak it"
        }
        if causes.contains("uncleanShutdown") || causes.contains("UNEXPECTED_EOF") {
            return "TLS failed: the connection was cut"
        }
        return "TLS failed: both sides could not agree on a connection"
    }

    private static func sentence(_ error: HTTPClientError) -> String {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout:
            "no connection in time: nobody answers at this address, or something is in the way"
        case .tlsHandshakeTimeout: "TLS failed: no answer to its handshake in time"
        case .readTimeout, .deadlineExceeded: "no whole reply in time"
        case .writeTimeout: "what was sent was not taken in time"
        case .remoteConnectionClosed: "the connection was closed before a reply"
        case .uncleanShutdown: "the connection was cut"
        case .invalidURL, .emptyHost, .emptyScheme: "the address is none that can be called"
        default: "the connection failed (\(error.shortDescription.lowercasedFirst))"
        }
    }

    /// A system's error with what it mostly comes of.
    static func words(ofSystemError code: CInt) -> String {
        let name = String(cString: strerror(code))
        return switch code {
        case ECONNREFUSED: "\(name): nothing listens at this address and port"
        case ENETUNREACH, EHOSTUNREACH: "\(name): no way leads there from here"
        case ETIMEDOUT: "\(name): nobody answers at this address"
        case ECONNRESET, EPIPE: "the connection was cut (\(name))"
        default: name
        }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

extension NIOConnectionError {
    /// Which host was not found, or which of its addresses took no connection and why.
    fileprivate var sentence: String {
        guard let failure = connectionErrors.first else {
            return "the host \(host) is not found (no network, or a wrong name)"
        }
        let reason = ConnectionFault(failure.error, wasAsked: false).sentence
        return "no connection to \(host):\(port) (\(reason))"
    }
}
