import KlingEmulator

extension SettingSection {
    static let emulatorServer = SettingSection(ofEmulator: "Server")
    static let emulatorForm = SettingSection(ofEmulator: "Form", note: "see [Forms](#forms)")
    static let emulatorBill = SettingSection(ofEmulator: "Bill", note: "see [The bill](#the-bill)")
    static let emulatorCallbacks = SettingSection(
        ofEmulator: "Callbacks", note: "see [Callbacks](#callbacks)")
}

extension SettingFacts {
    /// Every setting of the emulator, in the order of its guide.
    package static let ofEmulator: [SettingFacts] =
        emulatorServer + emulatorForm + emulatorLimits + emulatorFaults + emulatorBill
        + emulatorCallbacks

    private static let emulatorServer = [
        Setting.host.facts, Setting.port.facts, Setting.tls.facts, Setting.tlsCA.facts,
        Setting.tlsName.facts, Setting.audioEngine.facts, Setting.boundaries.facts,
        Setting.urlLifetime.facts,
    ]
    private static let emulatorForm = [
        Setting.form.facts, Setting.formPath.facts, Setting.letInToken.facts,
        Setting.accessKey.facts, Setting.secretKeyFile.facts, Setting.voiceList.facts,
        Setting.longestText.facts, Setting.maxBytes.facts, Setting.limitFromCall.facts,
        Setting.lateMaxChars.facts, Setting.lateMaxBytes.facts,
    ]
    private static let emulatorBill = [
        Setting.bill.facts, Setting.billWithoutIDs.facts, Setting.pageLog.facts,
        Setting.klingBill.facts,
    ]
    private static let emulatorCallbacks = [
        Setting.sentCallbacks.facts, Setting.callbackDelay.facts, Setting.callbackTimes.facts,
        Setting.sentSecretFile.facts,
    ]
}

extension Setting<String> {
    static var host: Setting {
        .text(
            "host", in: .emulatorServer, "the address to listen on", value: "address",
            usual: EmulatorSettings().host
        ).note("the default is reached from this machine only")
    }

    static var tlsCA: Setting {
        .text(
            "tls-ca", in: .emulatorServer,
            "with --tls: where the certificate is written that clients have to trust", value: "file"
        )
    }

    static var tlsName: Setting {
        .text(
            "tls-name", in: .emulatorServer,
            "with --tls: make the certificate for another name, so that it does not fit",
            value: "name")
    }

    static var boundaries: Setting {
        .text(
            "boundaries", in: .emulatorServer,
            "with speech: where it is written, one JSON object a text, when each of its blocks is "
                + "really spoken", value: "file")
    }

    static var formPath: Setting {
        .text(
            "path", in: .emulatorForm, "where calls are taken", value: "path", usual: "the form's")
    }

    static var letInToken: Setting {
        .text(
            "token-file", in: .emulatorForm, "the file of the one bearer token that is let in",
            value: "file", usual: "any that is not empty")
    }

    static var accessKey: Setting {
        .text(
            "access-key", in: .emulatorForm,
            "with --form kling: the access key that signs tokens (JWT, HS256)", value: "name")
    }

    static var secretKeyFile: Setting {
        .text(
            "secret-key-file", in: .emulatorForm, "the file of that key's secret", value: "file")
    }

    static var voiceList: Setting {
        .text(
            "voice-list", in: .emulatorForm,
            "the voices there are, one a line, or the first column of a CSV, whose second may be the "
                + "language", value: "file", usual: "any voice")
    }

    static var bill: Setting {
        .text("bill", in: .emulatorBill, "where each charged call is written", value: "file")
    }

    static var sentSecretFile: Setting {
        .text(
            "callback-secret-file", in: .emulatorCallbacks,
            "the file of the secret that signs them, after Standard Webhooks", value: "file",
            usual: "unsigned")
    }
}

extension Setting<Int> {
    static var port: Setting {
        .number("port", in: .emulatorServer, "the port to listen on", 0...65_535, usual: 0)
            .note("0 takes a free one")
    }

    static var longestText: Setting {
        .count("max-chars", in: .emulatorForm, "the longest text taken, in Unicode scalars")
            .usually("the form's")
    }

    static var maxBytes: Setting {
        .count("max-bytes", in: .emulatorForm, "the longest text taken, in bytes of UTF-8")
            .usually("the form's")
    }

    static var limitFromCall: Setting {
        .count(
            "limit-from-call", in: .emulatorForm,
            "from which call that passes the checks on --late-max-chars and --late-max-bytes hold"
        ).usually("never")
    }

    static var lateMaxChars: Setting {
        .count(
            "late-max-chars", in: .emulatorForm,
            "the longest text from that call on, in Unicode scalars")
    }

    static var lateMaxBytes: Setting {
        .count(
            "late-max-bytes", in: .emulatorForm,
            "the longest text from that call on, in bytes of UTF-8")
    }

    static var callbackTimes: Setting {
        .count("callback-times", in: .emulatorCallbacks, "how often each is sent").usually("1")
    }

    /// A number of things, which may be any.
    static func count(
        _ key: String, in section: SettingSection, _ meaning: String
    ) -> Setting {
        .value(key, in: section, meaning, value: "n", expected: "a whole number")
    }
}

extension Setting<Double> {
    static var urlLifetime: Setting {
        .seconds(
            "url-lifetime", in: .emulatorServer,
            "how long an audio address lives, after which it answers 403"
        ).usually("for ever")
    }

    static var callbackDelay: Setting {
        .seconds("callback-delay", in: .emulatorCallbacks, "how long after the work").usually("0")
    }

    /// A time.
    static func seconds(
        _ key: String, in section: SettingSection, _ meaning: String
    ) -> Setting {
        .read(key, in: section, meaning, value: "seconds") { text in
            guard let seconds = Double(text), seconds >= 0, seconds.isFinite else {
                throw UnfitValue(expected: "a number of seconds")
            }
            return seconds
        }
    }
}

extension Setting<Bool> {
    static var tls: Setting {
        .toggle("tls", in: .emulatorServer, "speak TLS, with a certificate of its own")
            .note("`openssl` makes it for 127.0.0.1, ::1 and localhost")
    }

    static var billWithoutIDs: Setting {
        .toggle(
            "bill-without-ids", in: .emulatorBill,
            "the gateway's log names no requests, as in its older versions")
    }

    static var pageLog: Setting {
        .toggle("page-log", in: .emulatorBill, "the gateway's log is there in the form page too")
    }
}

extension Setting<AudioEngine> {
    static var audioEngine: Setting {
        .choice(
            "audio-engine", in: .emulatorServer, "where the sound comes from",
            usual: EmulatorSettings().audioEngine
        ).note("see [Audio](#audio)")
    }
}

extension Setting<EmulatorForm> {
    static var form: Setting {
        .choice(
            "form", in: .emulatorForm, "how the service speaks", usual: EmulatorSettings().form)
    }
}

extension Setting<KlingBillKind> {
    static var klingBill: Setting {
        .choice(
            "kling-bill", in: .emulatorBill, "which of Kling's two addresses lists the deductions",
            usual: EmulatorSettings().klingBill)
    }
}

extension Setting<EmulatorCallbackOptions.Callbacks> {
    static var sentCallbacks: Setting {
        .choice(
            "callbacks", in: .emulatorCallbacks,
            "tell callback addresses on this machine of outcomes, in which form", usual: .off)
    }
}
