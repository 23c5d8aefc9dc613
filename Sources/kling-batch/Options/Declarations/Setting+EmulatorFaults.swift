import KlingEmulator

extension SettingSection {
    static let emulatorLimits = SettingSection(ofEmulator: "Limits", note: "see [Limits](#limits)")
    static let emulatorFaults = SettingSection(
        ofEmulator: "Latency and faults", note: "see [Faults](#faults)")
}

extension SettingFacts {
    static let emulatorLimits = [
        Setting.letInRate.facts, Setting.window.facts, Setting.atOnce.facts,
        Setting.successLimit.facts, Setting.totalLimit.facts, Setting.limitForm.facts,
        Setting.limitCodes.facts, Setting.retryAfter.facts, Setting.retryAfterForm.facts,
    ]
    static let emulatorFaults = [
        Setting.latency.facts, Setting.latencyPerCharacter.facts, Setting.gatewayCut.facts,
        Setting.slowHead.facts, Setting.down.facts, Setting.redirect.facts,
        Setting.truncateAbove.facts, Setting.faults.facts, Setting.seed.facts,
    ]
}

extension Setting<RateLimit> {
    static var letInRate: Setting {
        .limit("rate", "the calls let in within a time, such as 20/s or 60/min")
    }

    static var successLimit: Setting {
        .limit("success-limit", "the successes let in within a sliding time, such as 60/min")
    }

    static var totalLimit: Setting {
        .limit(
            "total-limit",
            "the requests let in from a bucket, those refused for something else included")
    }

    private static func limit(_ key: String, _ meaning: String) -> Setting {
        .read(key, in: .emulatorLimits, meaning, value: "rate", usual: "no limit") {
            try RateLimit($0)
        }
    }
}

extension Setting<RateWindow> {
    static var window: Setting {
        .choice(
            "window", in: .emulatorLimits, "how the calls of --rate are counted",
            usual: EmulatorSettings().rateWindow)
    }
}

extension Setting<LimitForm> {
    static var limitForm: Setting {
        .choice("limit-form", in: .emulatorLimits, "how a limit refuses").usually("the form's")
    }
}

extension Setting<RetryAfterForm> {
    static var retryAfterForm: Setting {
        .choice(
            "retry-after-form", in: .emulatorLimits, "how Retry-After is written",
            usual: EmulatorSettings().retryAfterForm)
    }
}

extension Setting<Bool> {
    static var limitCodes: Setting {
        .toggle("limit-codes", in: .emulatorLimits, "the same as --limit-form codes")
    }
}

extension Setting<Int> {
    static var atOnce: Setting {
        .count("at-once", in: .emulatorLimits, "the calls let in at once").usually("no limit")
    }

    static var truncateAbove: Setting {
        .count(
            "truncate-above", in: .emulatorFaults,
            "speak only so many characters of longer texts, without a word on it")
    }
}

extension Setting<Double> {
    static var retryAfter: Setting {
        .seconds("retry-after", in: .emulatorLimits, "send Retry-After with a refusal for pace")
            .usually("not sent")
    }

    static var latency: Setting {
        .seconds("latency", in: .emulatorFaults, "how long every call takes at least").usually("0")
    }

    static var latencyPerCharacter: Setting {
        .seconds(
            "latency-per-character", in: .emulatorFaults, "what each character adds to that"
        ).usually("0")
    }

    static var gatewayCut: Setting {
        .seconds(
            "gateway-cut", in: .emulatorFaults,
            "answer 504 after this time, as a gateway does, to a call that is done and charged"
        ).usually("never")
    }

    static var slowHead: Setting {
        .seconds(
            "slow-head", in: .emulatorFaults,
            "send the rest of each reply so long after its status line")
    }
}

extension Setting<Outage> {
    static var down: Setting {
        .read(
            "down", in: .emulatorFaults,
            "answer everything with a 503 page between these seconds after the first call, such as "
                + "10-40; 10-40,charged charges the calls all the same", value: "from-to",
            usual: "never"
        ) { try Outage($0) }
    }
}

extension Setting<FaultShares> {
    static var faults: Setting {
        .read(
            "faults", in: .emulatorFaults,
            "which share of calls meets which fault, such as all-healing:0.1 or "
                + "drop-after:0.02,truncated:0.01", value: "list"
        ) { try FaultShares($0) }
    }
}

extension Setting<String> {
    static var redirect: Setting {
        .text(
            "redirect", in: .emulatorFaults, "send every call on to this address, by 307",
            value: "url")
    }
}

extension Setting<UInt64> {
    static var seed: Setting {
        .value(
            "seed", in: .emulatorFaults, "the seed the faults are drawn with", value: "n",
            expected: "a whole number", usual: "0")
    }
}
