import Foundation
import HTTPTypes
import Hummingbird

/// Who is let in.
struct CallerCheck: Sendable {
    let settings: EmulatorSettings

    /// What a request is let in with.
    ///
    /// - Throws: the form's refusal of any other.
    func token(of request: Request, at now: Moment) throws(Refusal) -> String {
        let scheme = "bearer "
        let header = request.headers[.authorization] ?? ""
        guard header.lowercased().hasPrefix(scheme), header.count > scheme.count else {
            throw refusal(code: 1001)
        }
        let token = String(header.dropFirst(scheme.count))
        if let fault = fault(in: token, at: now) { throw refusal(code: fault) }
        return token
    }

    /// Kling's code for what is wrong with a token; nil if nothing is.
    private func fault(in token: String, at now: Moment) -> Int? {
        if let expected = settings.token, Self.isSame(expected, token) { return nil }
        if settings.form == .kling, let keys = settings.keys {
            guard let signed = SignedToken(token) else { return 1002 }
            return signed.fault(keys: keys, at: now)
        }
        return settings.token == nil ? nil : 1000
    }

    /// The gateway takes its keys with and without their prefix.
    static func isSame(_ one: String, _ other: String) -> Bool {
        let bare = { (key: String) in key.hasPrefix("sk-") ? String(key.dropFirst(3)) : key }
        return bare(one) == bare(other)
    }

    private func refusal(code: Int) -> Refusal {
        switch settings.form {
        case .page: .unauthorized
        case .gateway: .newAPI(.unauthorized, code == 1001 ? "未提供令牌" : "无效的令牌")
        case .kling: KlingError(code: code).map(Refusal.coded) ?? .unauthorized
        }
    }
}
