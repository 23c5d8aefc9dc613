import ArgumentParser
import BatchPlanning
import BatchRun
import Foundation
import Texts

extension ServiceOptions {
    /// The account, without which nothing can be called.
    func requiredAccount(_ settings: Settings) throws -> Account {
        guard let account = try account(settings) else {
            throw ValidationError("No token. \(Self.tokenAdvice).")
        }
        return account
    }

    /// Where a token comes from.
    static let tokenAdvice =
        "Set KLING_API_TOKEN, or name a file that holds it with --token-file; for Kling's own API, "
        + "KLING_ACCESS_KEY and KLING_SECRET_KEY do as well"

    /// The account that a token file, KLING_API_TOKEN or Kling's two keys give; nil where none does.
    ///
    /// - Parameter warn: told of a file that others may read.
    func account(_ settings: Settings, warn: (String) -> Void = note) throws -> Account? {
        if let path = try settings.value(.tokenFile, tokenFile) {
            return Account(token: try token(inFile: path, warn: warn))
        }
        if let token = try secret("KLING_API_TOKEN") { return Account(token: token) }
        guard let access = try secret("KLING_ACCESS_KEY") else { return nil }
        guard let secret = try secret("KLING_SECRET_KEY") else {
            throw ValidationError(
                "KLING_ACCESS_KEY is set and KLING_SECRET_KEY is not: set both, or KLING_API_TOKEN."
            )
        }
        return Account(accessKey: access, secretKey: secret)
    }

    /// What is known of tokens and keys without asking for them, so that none reaches a ledger.
    static func knownSecrets(_ settings: Settings) throws -> [String] {
        let variables = ["KLING_API_TOKEN", "KLING_ACCESS_KEY", "KLING_SECRET_KEY"]
        var secrets = variables.compactMap { ProcessInfo.processInfo.environment[$0] }
        if let path = try settings.value(.tokenFile, nil),
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        {
            secrets.append(text)
        }
        return secrets.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    private func secret(_ variable: String) throws -> String? {
        let text = (ProcessInfo.processInfo.environment[variable] ?? "")
            .trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : try checked(text, in: variable)
    }

    private func token(inFile path: String, warn: (String) -> Void) throws -> String {
        if let misfit = FileKind.misfit(at: path, taking: [.text], wanted: "the token alone") {
            throw ValidationError("The token file \(path): \(misfit).")
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ValidationError("The token file \(path) cannot be read; is the path right?")
        }
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty else { throw ValidationError("The token file \(path) is empty.") }
        if let equals = token.firstIndex(of: "="), token[..<equals].contains("KLING_") {
            throw ValidationError(
                "The token file \(path) holds a line such as KLING_API_TOKEN=…: leave the token "
                    + "alone in it.")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0,
            attributes?[.type] as? FileAttributeType == .typeRegular
        {
            warn("The token file \(path) can be read by others: chmod 600 \(path.shellPath)")
        }
        return try checked(token, in: "The token file \(path)")
    }

    /// A token is sent in a header: RFC 6750 gives its characters, all of them visible ASCII.
    private func checked(_ token: String, in place: String) throws -> String {
        guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ValidationError(
                "\(place): the token holds a character that no bearer token can have.")
        }
        return token
    }
}
