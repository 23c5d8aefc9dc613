import HTTPServing
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL

/// A stand-in for the service, on this machine: the documented API, with limits, faults and a bill
/// of its own.
package enum Emulator {
    /// Serves until the task is cancelled; the port is free again when this returns.
    ///
    /// - Parameters:
    ///   - settings: how the emulator behaves.
    ///   - logger: where failures of the emulator itself go; calls are not logged.
    ///   - onListening: told the address, such as `http://127.0.0.1:8080`,
    ///     once calls are taken.
    /// - Throws: ``EmulatorError`` if the settings are wrong, the port is taken, the bill cannot be
    ///   opened, or speech was asked for and its tools are not there.
    package static func run(
        _ settings: EmulatorSettings,
        logger: Logger = Logger(label: "kling-emulator") { _ in SwiftLogNoOpLogHandler() },
        onListening: @escaping @Sendable (_ address: String) async -> Void
    ) async throws {
        try settings.validate()
        let bill = try settings.billPath.map { path throws(EmulatorError) in try Bill(path: path) }
        let callbacks = CallbackSender(settings: settings.callbacks, logger: logger)
        try await withEngine(settings) { engine in
            let speech = SpeechEndpoint(
                settings: settings, bill: bill, engine: engine, callbacks: callbacks,
                logger: logger)
            let responder = EmulatorResponder(
                settings: settings, speech: speech, audio: AudioEndpoint(engine: engine),
                bill: BillEndpoint(settings: settings, bill: bill))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await callbacks?.run() }
                try await serve(
                    settings, responder: responder, logger: logger, onListening: onListening)
                group.cancelAll()
            }
        }
    }

    /// Runs with what speaks; nil is silent.
    private static func withEngine(
        _ settings: EmulatorSettings, _ body: (SpeechEngine?) async throws -> Void
    ) async throws {
        guard try await speaks(settings.audioEngine) else { return try await body(nil) }
        try await SpeechEngine.withEngine(boundariesPath: settings.boundariesPath, body)
    }

    /// Whether there is speech; it is an error if it has to be and cannot.
    private static func speaks(_ engine: AudioEngine) async throws -> Bool {
        guard engine != .silence else { return false }
        let missing = await SpeechEngine.missingTools()
        if engine == .speech, !missing.isEmpty { throw EmulatorError.toolsMissing(missing) }
        return missing.isEmpty
    }

    private static func serve(
        _ settings: EmulatorSettings, responder: EmulatorResponder, logger: Logger,
        onListening: @escaping @Sendable (String) async -> Void
    ) async throws {
        let scheme = settings.tls == nil ? "http" : "https"
        do {
            try await serveHTTP(
                at: settings.host, port: settings.port, by: responder,
                over: try await server(settings.tls), logger: logger
            ) { await onListening("\(scheme)://\(hostAndPort($0))") }
        } catch let error as IOError {
            throw EmulatorError.cannotListen(
                address: "\(settings.host):\(settings.port)", reason: "\(error)")
        }
    }

    private static func server(_ tls: TLSSettings?) async throws -> HTTPServerBuilder {
        guard let tls else {
            return HTTPServerBuilder { MarkedChannel(base: HTTP1Channel(responder: $0)) }
        }
        let configuration = try await SelfSignedCertificate.make(tls)
        return HTTPServerBuilder { responder in
            MarkedChannel(
                base: try TLSChannel(
                    HTTP1Channel(responder: responder), tlsConfiguration: configuration))
        }
    }
}
