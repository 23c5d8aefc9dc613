/// How an emulator behaves; every value has a default, and the defaults refuse and spoil nothing.
public struct EmulatorSettings: Sendable {
    /// The address to listen on; only this machine reaches the default, 127.0.0.1.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes any free one.
    public var port = 0

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
    /// The bearer token that is let in; nil takes any that is not empty.
    public var token: String?
    /// The longest text taken, in Unicode scalars.
    ///
    /// Source of the default: the vendor's page, "Text Length Limit".
    public var maximumCharacters = 10_000
    /// How long an audio address lives; nil for ever.
    public var urlLifetime: Duration?

    /// The calls let in within a time; nil for any number.
    public var rateLimit: RateLimit?
    /// How the calls of ``rateLimit`` are counted.
    public var rateWindow = RateWindow.sliding
    /// The calls let in at once; nil for any number.
    public var atOnceLimit: Int?
    /// What `Retry-After` says on an HTTP 429, rounded up to seconds; nil sends none.
    public var retryAfter: Duration?
    /// Whether a limit's refusal carries the platform's codes instead of a bare 429.
    ///
    /// 1302 for the rate, 1303 for the number at once.
    public var limitCodes = false

    /// How long every call takes at least.
    public var latency = Duration.zero
    /// What each character of the text adds to ``latency``.
    public var latencyPerCharacter = Duration.zero
    /// After how long a gateway in front answers 504 to a call that is done and charged.
    ///
    /// Nil for no gateway. The one that sells the call cuts at 30 s.
    public var gatewayCut: Duration?

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

    /// Settings with every default.
    public init() {}

    func validate() throws(EmulatorError) {
        func require(_ holds: Bool, _ reason: String) throws(EmulatorError) {
            guard holds else { throw .badSetting(reason) }
        }
        try require((0...65_535).contains(port), "the port must be 0 to 65535, not \(port)")
        try require(maximumCharacters > 0, "the longest text must be 1 character or more")
        try require(atOnceLimit ?? 1 > 0, "the number at once must be 1 or more")
        try require(priceThousandths >= 0, "the price must not be negative")
        try require(
            min(latency, latencyPerCharacter, urlLifetime ?? .zero, retryAfter ?? .zero) >= .zero,
            "a latency, a lifetime or a Retry-After must not be negative")
    }
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
