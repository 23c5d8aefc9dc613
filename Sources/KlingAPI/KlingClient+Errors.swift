import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

extension KlingClient {
    /// What a call without a reply becomes.
    ///
    /// Only what surely happened before the first byte is `notSent`; anything else may have been
    /// charged.
    static func meaning(of error: any Error) -> ReplyMeaning {
        if isCertificateError(error) { return .refusedBatch(.certificate) }
        if isBeforeSending(error) { return .notSent(reason: sentence(error)) }
        let timedOut =
            error is DeadlinePassed || (error as? HTTPClientError).map(isTimeout) ?? false
        return .unknown(timedOut: timedOut)
    }

    private static func isBeforeSending(_ error: any Error) -> Bool {
        if error is NIOConnectionError || error is EncodingError { return true }
        guard let error = error as? HTTPClientError else {
            return describesConnecting(error)
        }
        return errorsBeforeSending.contains(error)
    }

    private static var errorsBeforeSending: [HTTPClientError] {
        [
            .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout,
            .httpProxyHandshakeTimeout, .socksHandshakeTimeout, .invalidURL, .emptyHost,
            .emptyScheme, .missingSocketPath, .alreadyShutdown,
        ]
    }

    /// Errors of name look-up and of connecting come as their libraries' own types.
    private static func describesConnecting(_ error: any Error) -> Bool {
        let type = String(reflecting: type(of: error))
        if type.contains("DNS") || type.contains("Resolver") || type.contains("SocketAddressError")
        {
            return true
        }
        if let error = error as? IOError {
            return [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL].contains(
                error.errnoCode)
        }
        return type.contains("NIOSSL") && !isAfterHandshake(error)
    }

    /// An unclean end of a TLS session comes after bytes were sent.
    private static func isAfterHandshake(_ error: any Error) -> Bool {
        let text = "\(error)"
        return text.contains("uncleanShutdown") || text.contains("UNEXPECTED_EOF")
    }

    private static func isCertificateError(_ error: any Error) -> Bool {
        let text = "\(error)".lowercased()
        return text.contains("certificate_verify_failed") || text.contains("unabletovalidate")
            || (text.contains("certificate") && text.contains("handshake"))
    }

    private static func isTimeout(_ error: HTTPClientError) -> Bool {
        error == .readTimeout || error == .writeTimeout || error == .deadlineExceeded
    }

    /// An error as a person reads it; it never holds the token, which no error carries.
    static func sentence(_ error: any Error) -> String {
        switch error {
        case is DeadlinePassed: "no whole reply within the deadline"
        case is CancellationError: "the run was stopped before the reply"
        default: String("\(error)".prefix(200))
        }
    }
}
