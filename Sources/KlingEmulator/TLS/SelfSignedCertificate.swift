import Foundation
import NIOSSL
import Subprocess

/// A certificate of its own, made by `openssl` for as long as an emulator runs.
enum SelfSignedCertificate {
    /// Makes a certificate and its key.
    ///
    /// - Throws: ``EmulatorError/certificateFailed(reason:)`` if the tool is not there or fails, or
    ///   the certificate cannot be written.
    static func make(_ settings: TLSSettings) async throws -> TLSConfiguration {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("kling-emulator-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = folder.appendingPathComponent("key.pem").path
        let certificate = folder.appendingPathComponent("certificate.pem").path
        try await runTool(arguments(settings, key: key, certificate: certificate))
        do {
            if let path = settings.certificatePath {
                try Data(contentsOf: URL(fileURLWithPath: certificate))
                    .write(to: URL(fileURLWithPath: path), options: .atomic)
            }
            return TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate)
                    .map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        } catch {
            throw EmulatorError.certificateFailed(reason: "\(error)")
        }
    }

    private static func arguments(
        _ settings: TLSSettings, key: String, certificate: String
    ) -> [String] {
        let names = settings.name.map { "DNS:\($0)" } ?? "IP:127.0.0.1,IP:::1,DNS:localhost"
        return [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "30", "-subj", "/CN=kling-emulator", "-addext", "subjectAltName=\(names)",
            "-keyout", key, "-out", certificate,
        ]
    }

    private static func runTool(_ arguments: [String]) async throws {
        guard (try? await Executable.name("openssl").resolveExecutablePath(in: .inherit)) != nil
        else {
            throw EmulatorError.certificateFailed(
                reason: "install the Debian package openssl, or serve without TLS")
        }
        let result = try await Subprocess.run(
            .name("openssl"), arguments: Arguments(arguments), input: .none, output: .discarded,
            error: .string(limit: 64 * 1024))
        try Task.checkCancellation()
        guard result.terminationStatus.isSuccess else {
            throw EmulatorError.certificateFailed(reason: "openssl said \(result.standardError)")
        }
    }
}
