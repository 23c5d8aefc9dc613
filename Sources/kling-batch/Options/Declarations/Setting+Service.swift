import BatchPlanning
import Foundation

extension SettingSection {
    static let service = SettingSection(
        "Service", of: [.run, .plan, .chapters, .retry, .reconcile, .doctor, .voices])
    static let pace = SettingSection("Pace", of: [.run, .plan, .retry])
    static let callbacks = SettingSection(
        "Callbacks", of: [.run, .plan, .retry], note: "see [callbacks.md](callbacks.md)")
}

extension SettingFacts {
    static let service = [
        Setting.baseURL.facts, Setting.api.facts, Setting.apiPath.facts, Setting.service.facts,
        Setting.tokenFile.facts,
    ]
    static let pace = [
        Setting.deadline.facts, Setting.concurrency.facts, Setting.rate.facts,
        Setting.downloads.facts, Setting.maxChars.facts,
    ]
    static let callbacks = [
        Setting.callbackURL.facts, Setting.callbackListen.facts, Setting.callbackBase.facts,
        Setting.callbackWait.facts, Setting.callbackSecretFile.facts,
    ]
}

extension Setting<String> {
    static var baseURL: Setting {
        .text(
            "base-url", in: .service, "who is called: https, or http on this machine",
            value: "address", usual: "the gateway's"
        ).olderVariable("KLING_BASE_URL")
    }

    static var apiPath: Setting {
        .text("api-path", in: .service, "the path of the call", value: "path", usual: "the form's")
            .note("for a reseller with one of its own")
    }

    static var service: Setting {
        .text(
            "service", in: .service, "what a real service is called that listens on this machine",
            value: "name", usual: "the host; emulator on this machine")
    }

    static var tokenFile: Setting {
        .text(
            "token-file", in: .service, "the file that holds the bearer token", value: "file",
            usual: "KLING_API_TOKEN, or Kling's two keys"
        ).note("see [Token](#token)")
    }

    static var callbackURL: Setting {
        .read(
            "callback-url", in: .callbacks,
            "an address of yours that the service is told to report to; nothing here listens to it",
            value: "address"
        ) { text in
            let parts = URLComponents(string: text)
            guard ["http", "https"].contains(parts?.scheme), parts?.host != nil else {
                throw UnfitValue(expected: "an http or https address")
            }
            return text
        }
    }

    static var callbackListen: Setting {
        .text(
            "callback-listen", in: .callbacks,
            "take the service's callbacks here, behind a proxy that speaks TLS", value: "host:port"
        ).alsoTaken(by: .callbacks)
    }

    static var callbackBase: Setting {
        .text(
            "callback-base", in: .callbacks,
            "the address under which the service reaches --callback-listen", value: "address"
        ).alsoTaken(by: .callbacks)
    }

    static var callbackSecretFile: Setting {
        .text(
            "callback-secret-file", in: .callbacks,
            "the file with the secret that callbacks are signed with (Standard Webhooks)",
            value: "file", usual: "unsigned"
        ).alsoTaken(by: .callbacks)
    }
}

extension Setting<APIForm> {
    static var api: Setting {
        .choice("api", in: .service, "the form the service speaks; auto asks it once", usual: .auto)
            .note("see [service.md](service.md)")
    }
}

extension Setting<Double> {
    static var deadline: Setting {
        .number(
            "deadline", in: .pace, "the longest wait for a whole reply",
            SettingRange.deadlineSeconds,
            value: "seconds", usual: CallSettings().deadlineSeconds
        ).alsoTaken(by: .doctor)
    }

    static var callbackWait: Setting {
        .number(
            "callback-wait", in: .callbacks,
            "how long a call whose reply was lost waits for its callback", 0...1440,
            value: "minutes", usual: CallbackTerms.usualWaitMinutes)
    }
}

extension Setting<Int> {
    static var concurrency: Setting {
        .number(
            "concurrency", in: .pace, "the most calls at once", SettingRange.concurrency,
            usual: CallSettings().concurrency)
    }

    static var downloads: Setting {
        .number(
            "downloads", in: .pace, "the most downloads at once", 1...256,
            usual: CallSettings().downloads)
    }

    static var maxChars: Setting {
        .number(
            "max-chars", in: .pace, "the longest text of a call, in characters",
            SettingRange.characters,
            usual: CallSettings().maximumCharacters
        ).alsoTaken(by: .chapters).note(
            "the form's own limit, or what the account was found to take, holds where it is less")
    }
}

extension Setting<CallRate> {
    static var rate: Setting {
        .value(
            "rate", in: .pace, "the most calls in a time, such as 20/s, 60/min or 500/h",
            value: "rate", expected: "a rate such as 20/s, 60/min or 500/h")
    }
}
