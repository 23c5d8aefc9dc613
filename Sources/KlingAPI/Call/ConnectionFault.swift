import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// What a call without a reply becomes.
///
/// Whether anything can have been charged depends on the phase: only where the request's body was
/// never asked for, and the error is one of connecting, a call is `notSent`. Anything else may have
/// been charged, whatever the error is called.
package struct ConnectionFault {
    let error: any Error
    private let wasAsked: Bool

    /// - Parameter wasAsked: whether the request's body was asked for, see ``RequestBody``.
    package init(_ error: any Error, wasAsked: Bool) {
        self.error = error
        self.wasAsked = wasAsked
    }

    /// What the fault means, with a sentence for people.
    package func meaning(_ sentence: String) -> ReplyMeaning {
        if !wasAsked, isOfCertificate { return .refusedBatch(.certificate) }
        if !wasAsked, isOfConnecting { return .notSent(reason: sentence) }
        return .unknown(timedOut: isTimeout)
    }

    /// The certificate fits another name, or nobody here vouches for it.
    var isOfCertificate: Bool {
        if let error = error as? NIOSSLExtraError {
            return error == .failedToValidateHostname || error == .serverHostnameImpossibleToMatch
        }
        switch error as? NIOSSLError {
        case .unableToValidateCertificate, .noCertificateToValidate: return true
        case .handshakeFailed(.sslError(let causes)):
            // BoringSSL's own numbers do not come through, its names do.
            return causes.contains { "\($0)".contains("CERTIFICATE_VERIFY_FAILED") }
        default: return false
        }
    }

    private var isOfConnecting: Bool {
        switch error {
        case is NIOConnectionError, is EncodingError, is NIOSSLError, is NIOSSLExtraError: true
        case let error as HTTPClientError: Self.clientErrors.contains(error)
        case let error as IOError: Self.systemErrors.contains(error.errnoCode)
        // A connection out of the pool had died before the request went onto it.
        case let error as ChannelError: error == .ioOnClosedChannel
        default: isOfNameLookUp
        }
    }

    private static var clientErrors: [HTTPClientError] {
        [
            .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout,
            .httpProxyHandshakeTimeout, .socksHandshakeTimeout, .invalidURL, .emptyHost,
            .emptyScheme, .missingSocketPath, .alreadyShutdown, .remoteConnectionClosed,
        ]
    }

    private static let systemErrors: Set<CInt> = [
        ECONNREFUSED, ECONNRESET, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, ETIMEDOUT, EPIPE,
    ]

    /// Errors of name look-up come as their libraries' own types.
    var isOfNameLookUp: Bool {
        let type = String(reflecting: type(of: error))
        return ["DNS", "Resolver", "SocketAddressError"].contains(where: type.contains)
    }

    private var isTimeout: Bool {
        switch error {
        case is DeadlinePassed: true
        case let error as HTTPClientError:
            [.readTimeout, .writeTimeout, .deadlineExceeded].contains(error)
        default: false
        }
    }
}
