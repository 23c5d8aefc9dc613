/// How an emulator behaves; every value has a default, and the defaults refuse and spoil nothing.
package struct EmulatorSettings: Sendable {
    /// The address to listen on; only this machine reaches the default, 127.0.0.1.
    package var host = "127.0.0.1"
    /// The port to listen on; 0 takes any free one.
    package var port = 0

    /// How the service speaks.
    package var form = EmulatorForm.page
    /// Where calls are taken; nil for the form's own path.
    package var path: String?
    /// Whether it speaks TLS; nil for plain HTTP.
    package var tls: TLSSettings?

    /// Where the sound comes from.
    package var audioEngine = AudioEngine.auto
    /// Where it is written when each block of a text, between blank lines, is really spoken.
    ///
    /// One JSON object a text; nil writes nothing. It needs speech.
    package var boundariesPath: String?
    /// The voices there are, by the service's identifiers; nil takes any.
    ///
    /// ``VoiceList`` reads them from a file.
    package var voices: Set<String>?
    /// The languages that voices speak, beside those of the platform's own list.
    package var voiceLanguages: [String: Set<String>] = [:]
    /// The bearer token that is let in; nil takes any that is not empty.
    package var token: String?
    /// The access key that signs tokens in Kling's form; nil takes bearer tokens only.
    package var keys: AccessKeys?
    /// The longest text taken, in Unicode scalars.
    ///
    /// Where this and ``maximumBytes`` are nil, the form's own limit holds: 10,000 characters for
    /// the page, 1,000 bytes for the gateway, 1,000 characters for Kling.
    package var maximumCharacters: Int?
    /// The longest text taken, in bytes of UTF-8.
    package var maximumBytes: Int?
    /// A shorter limit that holds from some call on; nil for none.
    package var lateLimit: LateLimit?
    /// How long an audio address lives; nil for ever.
    package var urlLifetime: Duration?

    /// The calls let in within a time; nil for any number.
    package var rateLimit: RateLimit?
    /// How the calls of ``rateLimit`` are counted.
    package var rateWindow = RateWindow.sliding
    /// The calls let in at once; nil for any number.
    package var atOnceLimit: Int?
    /// The successes let in within a sliding time, as the gateway counts them; nil for any number.
    package var successLimit: RateLimit?
    /// The requests let in from a bucket, those refused for something else included; nil for any
    /// number.
    package var totalLimit: RateLimit?
    /// How a limit's refusal is worded; nil as the form does.
    package var limitForm: LimitForm?
    /// What `Retry-After` says on a refusal for pace, rounded up to seconds; nil sends none.
    package var retryAfter: Duration?
    /// How it is written.
    package var retryAfterForm = RetryAfterForm.seconds

    /// How long every call takes at least.
    package var latency = Duration.zero
    /// What each character of the text adds to ``latency``.
    package var latencyPerCharacter = Duration.zero
    /// After how long a gateway in front answers 504 to a call that is done and charged.
    ///
    /// Nil for no gateway. The one that sells the call cuts at 30 s.
    package var gatewayCut: Duration?

    /// When the service is down for everything; nil for never.
    package var outage: Outage?
    /// Where every call is sent on to, by HTTP 307; nil answers it.
    package var redirect: String?
    /// How long after its status line the rest of a reply comes; nil sends both at once.
    package var slowHead: Duration?
    /// The characters after which all speech is cut short, although the text was taken; nil speaks
    /// it all.
    package var truncatesAbove: Int?
    /// Whether and how callbacks are sent.
    package var callbacks = CallbackSettings()

    /// Which share of the calls meets which fault.
    package var faults = FaultShares()
    /// The seed the faults are drawn with: the same seed and order of calls meet the same faults.
    package var seed: UInt64 = 0
    /// How long a call without an answer is held where the client does not give up first.
    package var noAnswerHold = Duration.seconds(600)

    /// The bill's file, appended to where it exists; nil keeps no bill.
    package var billPath: String?
    /// The price of a call in thousandths of a yuan.
    ///
    /// Source of the default: the vendor's page, "Pricing", 0.05 CNY.
    package var priceThousandths = 50
    /// Whether the gateway's log names requests, as its newer versions do.
    package var billHasIDs = true
    /// Whether the gateway's log is there in the form of the page too.
    package var pageHasLog = false
    /// What Kling takes its price from.
    package var klingBill = KlingBillKind.package

    /// Settings with every default.
    package init() {}
}
