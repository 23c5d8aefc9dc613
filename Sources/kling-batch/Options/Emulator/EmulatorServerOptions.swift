import ArgumentParser
import Foundation
import KlingEmulator

/// Where the emulator listens and where its sound comes from.
struct EmulatorServerOptions: ParsableArguments {
    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 0

    @Flag(help: "Speak TLS, with a certificate of its own that openssl makes.")
    var tls = false

    @Option(
        help: ArgumentHelp(
            "Where the certificate is written that clients have to trust; with --tls.",
            valueName: "file"))
    var tlsCA: String?

    @Option(
        help: ArgumentHelp(
            "Make the certificate for another name, so that it does not fit; with --tls.",
            valueName: "name"))
    var tlsName: String?

    @Option(help: "Where the sound comes from: auto, speech or silence.")
    var audioEngine = AudioEngine.auto

    @Option(
        help: ArgumentHelp(
            "Where it is written when each block of a text is really spoken; with speech.",
            valueName: "file"))
    var boundaries: String?

    @Option(
        help: ArgumentHelp(
            "How long an audio address lives; for ever by default.", valueName: "seconds"))
    var urlLifetime: Double?

    func validate() throws {
        guard tls || tlsCA == nil && tlsName == nil else {
            throw ValidationError("--tls-ca and --tls-name do nothing without --tls.")
        }
    }

    func settings() throws -> EmulatorSettings {
        var settings = EmulatorSettings()
        settings.host = host
        settings.port = port
        settings.tls = tls ? TLSSettings(certificatePath: tlsCA, name: tlsName) : nil
        settings.audioEngine = audioEngine
        settings.boundariesPath = boundaries
        settings.urlLifetime = urlLifetime.map { .seconds($0) }
        return settings
    }

    /// A secret from its file, without the white space around it.
    static func secret(inFile path: String, called name: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ValidationError("The \(name) file \(path) cannot be read.")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
