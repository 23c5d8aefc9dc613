import BatchPlanning
import Tracks

extension SettingSection {
    static let tracks = SettingSection(
        "Tracks", of: [.run, .plan],
        note: "see [job-lists.md](job-lists.md#forms-of-tracks)")
}

extension SettingFacts {
    static let tracks = [
        Setting.track.facts, Setting.tracksFor.facts, Setting.rateHz.facts,
        Setting.channels.facts, Setting.trim.facts, Setting.loudness.facts,
    ]
}

extension Setting<TrackFormat> {
    static var track: Setting {
        .choice("track", in: .tracks, "the tracks' form", usual: .mp3)
            .note(
                "of voice tracks those that say what they are; audiobooks are made of mp3; a variable "
                    + "or configuration file says it for voice tracks alone")
    }
}

extension Setting<TrackTarget> {
    static var tracksFor: Setting {
        .choice(
            "tracks-for", in: .tracks,
            "the tool that tracks are for, which decides their form and names unless you do"
        ).concerning(.list).note("see [pipelines.md](pipelines.md)")
    }
}

extension Setting<Int> {
    static var rateHz: Setting {
        .number("rate-hz", in: .tracks, "samples a second", 8000...96_000, value: "Hz")
            .usually("the clips' own, or the form's").concerning(.list, .book)
    }

    static var channels: Setting {
        .number("channels", in: .tracks, "channels", 1...2)
            .usually("as the clips, or the form").concerning(.list, .book)
    }
}

extension Setting<Bool> {
    static var trim: Setting {
        .toggle("trim", in: .tracks, "cut the silence before the first sound and behind the last")
            .concerning(.list, .book)
    }
}

extension Setting<Double> {
    static var loudness: Setting {
        .number(
            "loudness", in: .tracks,
            "one loudness in LUFS: of each track of a list, of the whole of an m4b or opus audiobook",
            SettingRange.loudness, value: "LUFS"
        ).mayBeginWithDash.concerning(.list, .book).note(
            "a variable or configuration file says it for audiobooks alone")
    }
}
