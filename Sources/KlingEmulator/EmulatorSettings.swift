/// How an emulator behaves; every value has a default, and the defaults refuse and spoil nothing.
public struct EmulatorSettings: Sendable {
    /// The address to listen on; only this machine reaches the default, 127.0.0.1.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes any free one.
    public var port = 0

    /// How the service speaks.
    public var form = EmulatorForm.page
    /// Where calls are taken; nil for the form's own path.
    public var path: String?
    /// Whether it speaks TLS; nil for plain HTTP.
    public var tls: TLSSettings?

    /// Where the sound comes from.
    public var audioEngine = AudioEngine.auto
    /// Where it is written when each block of a text, between blank lines, is really spoken.
    ///
    /// One JSON object a text; nil writes nothing. It needs speech.
    public var boundariesPath: String?
    /// The voices there are, by the service's identifiers; nil takes any.
    ///
    /// ``VoiceList`` reads them from a file.
    public var voices: Set<String>?
    /// The languages that voices speak, beside those of the platform's own list.
    public var voiceLanguages: [String: Set<String>] = [:]
    /// The bearer token that is let in; nil takes any that is not empty.
    public var token: String?
    /// The access key that signs tokens in Kling's form; nil takes bearer tokens only.
    public var keys: AccessKeys?
    /// The longest text taken, in Unicode scalars.
    ///
    /// Where this and ``maximumBytes`` are nil, the form's own limit holds: 10,000 characters for
    /// the page, 1,000 bytes for the gateway, 1,000 characters for Kling.
    public var maximumCharacters: Int?
    /// The longest text taken, in bytes of UTF-8.
    public var maximumBytes: Int?
    /// A shorter limit that holds from some call on; nil for none.
    public var lateLimit: LateLimit?
    /// How long an audio address lives; nil for ever.
    public var urlLifetime: Duration?

    /// The calls let in within a time; nil for any number.
    public var rateLimit: RateLimit?
    /// How the calls of ``rateLimit`` are counted.
    public var rateWindow = RateWindow.sliding
    /// The calls let in at once; nil for any number.
    public var atOnceLimit: Int?
    /// The successes let in within a sliding time, as the gateway counts them; nil for any number.
    public var successLimit: RateLimit?
    /// The requests let in from a bucket, those refused for something else included; nil for any
    /// number.
    public var totalLimit: RateLimit?
    /// How a limit's refusal is worded; nil as the form does.
    public var limitForm: LimitForm?
    /// What `Retry-After` says on a refusal for pace, rounded up to seconds; nil sends none.
    public var retryAfter: Duration?
    /// How it is written.
    public var retryAfterForm = RetryAfterForm.seconds

    /// How long every call takes at least.
    public var latency = Duration.zero
    /// What each character of the text adds to ``latency``.
    public var latencyPerCharacter = Duration.zero
    /// After how long a gateway in front answers 504 to a call that is done and charged.
    ///
    /// Nil for no gateway. The one that sells the call cuts at 30 s.
    public var gatewayCut: Duration?

    /// When the service is down for everything; nil for never.
    public var outage: Outage?
    /// Where every call is sent on to, by HTTP 307; nil answers it.
    public var redirect: String?
    /// How long after its status line the rest of a reply comes; nil sends both at once.
    public var slowHead: Duration?
    /// The characters after which all speech is cut short, although the text was taken; nil speaks
    /// it all.
    public var truncatesAbove: Int?
    /// Whether and how callbacks are sent.
    public var callbacks = CallbackSettings()

    /// Which share of the calls meets which fault.
    public var faults = FaultShares()
    /// The seed the faults are drawn with: the same seed and order of calls meet the same faults.
    public var seed: UInt64 = 0
    /// How long a call without an answer is held where the client does not give up first.
    public var noAnswerHold = Duration.seconds(600)

    /// The bill's file, appended to where it exists; nil keeps no bill.
    public var billPath: String?
    /// The price of a call in thousandths of a yuan.
    ///
    /// Source of the default: the vendor's page, "Pricing", 0.05 CNY.
    public var priceThousandths = 50
    /// Whether the gateway's log names requests, as its newer versions do.
    public var billHasIDs = true
    /// Whether the gateway's log is there in the form of the page too.
    public var pageHasLog = false
    /// What Kling takes its price from.
    public var klingBill = KlingBillKind.package

    /// Settings with every default.
    public init() {}
}

/// Where an emulator's sound comes from.
public enum AudioEngine: String, CaseIterable, Sendable {
    /// Speech where its tools are there, otherwise silence.
    case auto
    /// Speech by `espeak-ng`, made an MP3 by `ffmpeg`; both must be there.
    case speech
    /// Valid MP3 frames of the right length without a sound, made without any tool.
    case silence
}
