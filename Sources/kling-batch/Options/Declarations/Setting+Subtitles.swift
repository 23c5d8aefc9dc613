import BatchPlanning
import VoiceTracks

extension SettingSection {
    static let subtitles = SettingSection(
        "Subtitles", of: [.run, .plan], for: [.subtitles],
        note: "see [subtitles.md](subtitles.md)")
}

extension SettingFacts {
    static let subtitles = [
        Setting.perCue.facts, Setting.joinGap.facts, Setting.maxSpeed.facts,
        Setting.maxStretch.facts, Setting.packCues.facts, Setting.packConfidence.facts,
        Setting.sounds.facts, Setting.duration.facts, Setting.offset.facts, Setting.video.facts,
        Setting.beside.facts, Setting.duck.facts,
    ]
}

extension Setting<Bool> {
    static var perCue: Setting {
        .toggle("per-cue", in: .subtitles, "speak each cue alone instead of whole sentences")
    }

    static var packCues: Setting {
        .toggle(
            "pack-cues", in: .subtitles,
            "an experiment: let utterances share calls, and cut the sound apart at its silences"
        ).note("see [packs](subtitles.md#packs-an-experiment)")
    }
}

extension Setting<Double> {
    static var joinGap: Setting {
        .number(
            "join-gap", in: .subtitles,
            "the longest pause within a sentence over which cues are joined",
            SettingRange.joinGapSeconds, value: "seconds", usual: 0.6)
    }

    static var maxSpeed: Setting {
        .number(
            "max-speed", in: .subtitles, "the highest speed asked of the service",
            SettingRange.maximumSpeed, value: "factor", usual: SubtitleSettings().maximumSpeed)
    }

    static var maxStretch: Setting {
        .number(
            "max-stretch", in: .subtitles, "the most a clip is sped up after it is made",
            SettingRange.maximumStretch, value: "factor", usual: SubtitleSettings().maximumStretch)
    }

    static var packConfidence: Setting {
        .number(
            "pack-confidence", in: .subtitles,
            "with --pack-cues and --pack-rows: how sure a cut must be, else what it cuts is bought "
                + "alone", SettingRange.packConfidence,
            value: "share"
        ).usually("0.5 for cues, 0.75 for rows").concerning(.list, .subtitles)
    }

    static var duck: Setting {
        .number(
            "duck", in: .subtitles,
            "with --video: mix the track with the film's sound, lowered so far under speech",
            SettingRange.duckDecibels, value: "dB"
        ).optionOnly
    }
}

extension Setting<ReadOrSkip> {
    static var sounds: Setting {
        .choice("sounds", in: .subtitles, "sounds in brackets", usual: .skip)
    }
}

extension Setting<FilmSidecar> {
    static var beside: Setting {
        .choice(
            "beside", in: .subtitles,
            "put the track beside the film, as Film.LANG.mka; the film is that of --video, or the one "
                + "that has the subtitles' name")
    }
}

extension Setting<PlayingTime> {
    static var duration: Setting {
        .value(
            "duration", in: .subtitles, "how long the track is, such as 1:32:05.5", value: "time",
            expected: "seconds or a time such as 1:32:05.5, at most 24 hours",
            usual: "up to the last cue, or as long as the film"
        ).optionOnly
    }
}

extension Setting<TimeShift> {
    static var offset: Setting {
        .value(
            "offset", in: .subtitles,
            "how much later all cues are than the file says, such as 2.5; earlier with a minus, such "
                + "as -10:00:00", value: "time",
            expected: "seconds or a time such as -1:32:05.5, under 1,000 hours", usual: "0"
        ).mayBeginWithDash.optionOnly
    }
}

extension Setting<String> {
    static var video: Setting {
        .text(
            "video", in: .subtitles,
            "the film that the track is put into as a second sound, in a copy", value: "file"
        ).optionOnly
    }
}
