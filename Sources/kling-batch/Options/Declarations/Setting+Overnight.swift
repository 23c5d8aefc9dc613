import BatchPlanning

extension SettingSection {
    static let overnight = SettingSection(
        "Left alone", of: [.run, .plan, .retry, .voices], note: "see [overnight.md](overnight.md)")
}

extension SettingFacts {
    static let overnight = [
        Setting.logFile.facts, Setting.logFormat.facts, Setting.maxDuration.facts,
        Setting.untilTime.facts, Setting.onDone.facts, Setting.onProblem.facts,
    ]
}

extension Setting<String> {
    static var logFile: Setting {
        .text(
            "log-file", in: .overnight,
            "add what the run says to this file too, each line with its time; opened anew at SIGUSR1",
            value: "file")
    }

    static var onDone: Setting {
        .shell("on-done", "a line of shell that is run when all is done")
    }

    static var onProblem: Setting {
        .shell("on-problem", "a line of shell that is run when a run ends otherwise")
    }

    private static func shell(_ key: String, _ meaning: String) -> Setting {
        .read(key, in: .overnight, meaning, value: "command") { text in
            guard text.contains(where: { !$0.isWhitespace }) else {
                throw UnfitValue(expected: "a line for the shell")
            }
            return text
        }
    }
}

extension Setting<LogForm> {
    static var logFormat: Setting {
        .choice(
            "log-format", in: .overnight,
            "how the log file is written, or else standard error", usual: .text)
    }
}

extension Setting<RunLength> {
    static var maxDuration: Setting {
        .read(
            "max-duration", in: .overnight,
            "make no calls after so long, finish what is paid, and end with exit 130",
            value: "time"
        ) { text in
            guard let length = RunLength(text) else {
                throw UnfitValue(expected: "a time such as 8h, 90m or 1h30m")
            }
            return length
        }
    }
}

extension Setting<StopTime> {
    static var untilTime: Setting {
        .read(
            "until", in: .overnight,
            "make no calls after this time of day, finish what is paid, and end with exit 130",
            value: "hh:mm"
        ) { text in
            guard let time = StopTime(text) else {
                throw UnfitValue(expected: "a time of day such as 07:00")
            }
            return time
        }.optionOnly
    }
}
