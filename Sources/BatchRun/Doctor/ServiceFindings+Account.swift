import BatchPlanning
import Foundation
import KlingAPI
import Texts

// Token, what it has left, and the clock that it may depend on.

extension ServiceFindings {
    var token: DoctorCheck {
        switch settings.caller {
        case .none(let reason, let advice):
            return .problem("token", reason, advice: advice)
        case .account(_, let warnings):
            guard let warning = warnings.first, acceptance.state != .problem else {
                return acceptance
            }
            return .warning("token", acceptance.finding, advice: warning)
        }
    }

    /// What the service says of the token.
    private var acceptance: DoctorCheck {
        guard let route else { return .skipped("token", "it is there; \(reasonNotAsked)") }
        let words = route.reply.answerWords
        switch route.call {
        case .refusedBatch(.authentication):
            return .problem(
                "token", "\(host) refused the token (\(words))",
                advice: "Check KLING_API_TOKEN or --token-file: is it whole, of this service, and "
                    + "not ended?")
        case .refusedBatch(.rights):
            return .problem(
                "token", "\(host) knows the token and does not let it do this (\(words))",
                advice: "Ask the provider whether the token may use speech, and whether this "
                    + "machine's address is allowed")
        case .refusedBatch(.credit), .refusedBatch(.account):
            return .ok("token", "\(host) knows it")
        default:
            return route.meaning == .routeExists
                ? .ok("token", "\(host) accepts it")
                : .skipped("token", "it is there; whether it is accepted was not told")
        }
    }

    /// What the account can still spend.
    var credit: DoctorCheck {
        let name = "credit"
        switch route?.call {
        case .refusedBatch(.credit):
            return .problem(
                name, "the account is out of credit (\(route?.reply.answerWords ?? ""))",
                advice: "Top it up")
        case .refusedBatch(.account):
            return .problem(
                name, "the account cannot be used (\(route?.reply.answerWords ?? ""))",
                advice: "Ask the provider")
        default: break
        }
        guard let usage else {
            guard let form = foundForm, form.name != .gateway else {
                return .skipped(name, reasonNotAsked)
            }
            return .skipped(name, "the form “\(form.name.rawValue)” cannot be asked what is left")
        }
        guard case .usage(let left) = usage.meaning else {
            return .skipped(
                name, "the gateway does not tell what is left (\(usage.reply.answerWords))")
        }
        return Self.check(left, name)
    }

    private static func check(_ left: TokenUsage, _ name: String) -> DoctorCheck {
        if left.isUnlimited {
            return .ok(name, "the token has no limit of its own; its account may have one")
        }
        let units = left.available ?? 0
        let money = decimal(Double(units) / Double(TokenUsage.unitsOfMoney), places: 2)
        let finding = "the token has \(money) of the gateway's money left"
        return units > 0
            ? .ok(name, finding) : .problem(name, finding, advice: "Give the token more, or top up")
    }

    /// Signed tokens are good from five seconds before they are made; anything else stands a minute.
    var clock: DoctorCheck {
        guard let secondsAhead else {
            return .skipped("clock", route == nil ? reasonNotAsked : "no time was told to compare")
        }
        var limit = 60
        if case .account(let account, _) = settings.caller, case .keys = account.credential {
            limit = 5
        }
        guard abs(secondsAhead) > limit else { return .ok("clock", "it agrees with the service's") }
        return .warning(
            "clock",
            "this machine is \(abs(secondsAhead)) s \(secondsAhead > 0 ? "ahead of" : "behind") "
                + "the service; signed tokens and --budget-day go by the clock",
            advice: "Set the clock, by `timedatectl set-ntp true` say")
    }
}
