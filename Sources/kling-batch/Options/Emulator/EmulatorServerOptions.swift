import ArgumentParser
import Foundation
import KlingEmulator

/// Where the emulator listens and where its sound comes from.
struct EmulatorServerOptions: ParsableArguments {
    @Option(.host) var host: String
    @Option(.port) var port: Int
    @Flag(.tls) var tls: Bool
    @Option(.tlsCA) var tlsCA: String?
    @Option(.tlsName) var tlsName: String?
    @Option(.audioEngine) var audioEngine: AudioEngine
    @Option(.boundaries) var boundaries: String?
    @Option(.urlLifetime) var urlLifetime: Double?

    func validate() throws {
        guard tls || tlsCA == nil && tlsName == nil else {
            throw ValidationError("--tls-ca and --tls-name do nothing without --tls.")
        }
    }

    func settings() -> EmulatorSettings {
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
