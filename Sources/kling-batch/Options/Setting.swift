import ArgumentParser

/// An option that an environment variable or the configuration file can give as well.
///
/// Its raw value is the option's name and the key in the configuration file.
enum Setting: String, CaseIterable {
    case inputFormat = "input-format"
    case encoding
    case delimiter
    case skipInvalid = "skip-invalid"
    case nameTemplate = "name-template"
    case voice
    case speed
    case volume
    case language
    case output
    case ledger
    case noWait = "no-wait"
    case baseURL = "base-url"
    case api
    case apiPath = "api-path"
    case service
    case tokenFile = "token-file"
    case callbackURL = "callback-url"
    case callbackListen = "callback-listen"
    case callbackBase = "callback-base"
    case callbackWait = "callback-wait"
    case callbackSecretFile = "callback-secret-file"
    case deadline
    case concurrency
    case rate
    case downloads
    case maxChars = "max-chars"
    case price
    case budget
    case budgetDay = "budget-day"
    case maxUnknownSpend = "max-unknown-spend"
    case onUnknown = "on-unknown"
    case chargedRefusals = "charged-refusals"
    case rebuyExpired = "rebuy-expired"
    case rebuyBad = "rebuy-bad"
    case overwrite
    case reconcile
    case include
    case notes
    case ruby
    case code
    case alt
    case titleTemplate = "title-template"
    case lexicon
    case roles
    case dialogueVoice = "dialogue-voice"
    case packChapters = "pack-chapters"
    case book
    case bookBitrate = "book-bitrate"
    case loudness
    case splitHours = "split-hours"
    case gap
    case sync
    case perCue = "per-cue"
    case joinGap = "join-gap"
    case maxSpeed = "max-speed"
    case maxStretch = "max-stretch"
    case packCues = "pack-cues"
    case packConfidence = "pack-confidence"
    case sounds
    case track
    case quiet
    case events
    case verbose

    /// The environment variable.
    var variable: String {
        let name = rawValue.uppercased().split(separator: "-").joined(separator: "_")
        return self == .baseURL ? "KLING_BASE_URL" : "KLING_BATCH_\(name)"
    }

    /// The option's help: what it does, and its environment variable.
    func help(_ text: String, valueName: String? = nil) -> ArgumentHelp {
        ArgumentHelp("\(text) [\(variable)]", valueName: valueName)
    }
}
