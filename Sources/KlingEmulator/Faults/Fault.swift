/// A way in which a call goes wrong, or only oddly; the raw value is its name in a fault list.
///
/// ``isCharged`` and ``heals`` say what each costs and whether another try cures it.
package enum Fault: String, CaseIterable, Sendable {
    // MARK: Errors and lost replies

    /// HTTP 500 before anything was done.
    case serverErrorBefore = "500-before"
    /// HTTP 500 although the call was done.
    case serverErrorAfter = "500-after"
    /// The connection is closed without a byte of reply.
    case dropAfter = "drop-after"
    /// The reply never comes and the connection stays open.
    case noAnswer = "no-answer"
    /// A success reply that ends before its `Content-Length`.
    case truncated
    /// A gateway's HTML page with HTTP 502, the service not reached.
    case badGateway = "html-502"
    /// A gateway's HTML page with HTTP 504, although the call was done.
    case gatewayTimeout = "html-504"
    /// After the call was done a TLS connection breaks in a record of garbage; without TLS it is
    /// reset.
    case tlsBreak = "tls-break"
    /// After the call was done the connection is reset.
    case resetAfter = "reset-after"
    /// After the call was done bytes come that are no HTTP.
    case garbageAfter = "garbage-after"

    // MARK: Limits, credit and routes

    /// HTTP 200 with `{"code": 429}`.
    case code429 = "code-429"
    /// HTTP 429 with code 1302, too many requests in a time.
    case tooFast = "http-429-1302"
    /// HTTP 429 with code 1303, too many at once.
    case tooManyAtOnce = "http-429-1303"
    /// HTTP 429 with code 1102, the resource pack is spent.
    case outOfCredit = "http-429-1102"
    /// The form's own reply to an address that is not there.
    case noRoute = "no-route"

    // MARK: Audio

    /// The first download of the audio ends in the middle of a frame, the next ones are whole.
    case cutAudio = "cut-audio"
    /// The first download of the audio is empty, the next ones are whole.
    case emptyAudio = "empty-audio"
    /// Every download of the audio ends in the middle of a frame.
    case badAudio = "bad-audio"
    /// The audio's address is expired from the start.
    case expired
    /// The length is announced in seconds, as a number.
    case secondsForMilliseconds = "seconds-for-ms"
    /// The length is announced as 0.
    case zeroDuration = "zero-duration"
    /// More than twice the length of the audio is announced; the audio is whole.
    case wrongDuration = "wrong-duration"
    /// About one second of audio, whatever the text.
    case truncatedSpeech = "truncated-speech"
    /// The same audio for every text.
    case sameAudio = "same-audio"

    // MARK: Odd successes that can be read

    /// `data` is a list of one object.
    case dataList = "data-list"
    /// What belongs into `data` stands at the top.
    case audioElsewhere = "audio-elsewhere"
    /// The address is `data.audio`.
    case dataAudio = "data-audio"
    /// The address is `data.url_mp3`.
    case urlMP3 = "url-mp3"
    /// The address is `outputs[0].mp3_url`.
    case outputsMP3 = "outputs-mp3"
    /// The whole JSON, and then a chunk that is none.
    case chunkBroken = "chunk-broken"
    /// A success with HTTP 201.
    case status201 = "status-201"
    /// A success with HTTP 202.
    case status202 = "status-202"
    /// A success with HTTP 206.
    case status206 = "status-206"
    /// A success, code 0 and an address, with HTTP 400.
    case codeZero400 = "code-0-400"
    /// A success, code 0 and an address, with HTTP 429.
    case codeZero429 = "code-0-429"
    /// A success compressed by gzip.
    case gzip
    /// Every success comes under one request id.
    case sameRequestID = "same-request-id"
    /// A success whose message holds ESC, BEL, CR and U+202E.
    case escapeMessage = "escape-message"
    /// A success that repeats the bearer token in message, ids and address.
    case echoToken = "echo-token"

    // MARK: Odd successes that cannot be read

    /// `data` is null.
    case dataNull = "data-null"
    /// `data` is a number.
    case dataNumber = "data-number"
    /// A success with an empty audio address.
    case noAddress = "no-address"
    /// JSON with other names for everything.
    case otherForm = "other-form"
    /// A success of more than 8 MB, its address at the end.
    case huge
    /// HTTP 200 with a page of HTML.
    case html200 = "html-200"
    /// HTTP 200 without a byte.
    case empty200 = "empty-200"
    /// A body that says gzip and is none.
    case gzipBroken = "gzip-broken"

    // MARK: Contradictions

    /// A success with HTTP status 199.
    case status199 = "status-199"
    /// HTTP 429 with code 0 and no audio, although the call was done.
    case codeZeroNoAudio429 = "code-0-no-audio-429"

    // MARK: Refusals with odd words

    /// HTTP 400 whose message holds ESC, BEL, CR and U+202E.
    case escapeRefusal = "escape-refusal"
    /// HTTP 400 with a message of 900 kB.
    case longMessage = "long-message"

    // MARK: Refusals of the gateway

    /// HTTP 500 `get_channel_failed`.
    case getChannelFailed = "get-channel-failed"
    /// HTTP 500 `get_price_scale_failed`.
    case getPriceScaleFailed = "get-price-scale-failed"
    /// HTTP 500 `get_user_quota_failed`.
    case getUserQuotaFailed = "get-user-quota-failed"
    /// HTTP 400 `model_mapping_failed`.
    case modelMappingFailed = "model-mapping-failed"
    /// HTTP 400 `invalid_api_platform`.
    case invalidAPIPlatform = "invalid-api-platform"
    /// HTTP 500 `do_request_failed`: the gateway lost its own call.
    case doRequestFailed = "do-request-failed"
    /// HTTP 403 `quota_not_enough`.
    case quotaNotEnough = "quota-not-enough"
    /// HTTP 403, the client's address is not allowed.
    case addressNotAllowed = "ip-not-allowed"
    /// `fail_to_fetch_task` with Kling's 1301 inside.
    case nested1301 = "nested-1301"
    /// `fail_to_fetch_task` with Kling's 1302 inside.
    case nested1302 = "nested-1302"
    /// `fail_to_fetch_task` with Kling's 5000 inside.
    case nested500x = "nested-500x"
    /// HTTP 400 `tts_failed`: Kling does not know the voice.
    case ttsFailed1201 = "tts-failed-1201"
    /// HTTP 429 `fail_to_fetch_task`: Kling said 429.
    case saturated

    // MARK: Kling's codes, as the form passes them on

    /// Authentication failed.
    case kling1000 = "kling-1000"
    /// Authorization is empty.
    case kling1001 = "kling-1001"
    /// Authorization is invalid.
    case kling1002 = "kling-1002"
    /// Authorization is not yet valid.
    case kling1003 = "kling-1003"
    /// Authorization has expired.
    case kling1004 = "kling-1004"
    /// Account exception.
    case kling1100 = "kling-1100"
    /// Account in arrears.
    case kling1101 = "kling-1101"
    /// Resource pack spent.
    case kling1102 = "kling-1102"
    /// No right to the resource.
    case kling1103 = "kling-1103"
    /// Wrong parameters.
    case kling1200 = "kling-1200"
    /// Voice not found.
    case kling1201 = "kling-1201"
    /// Wrong method, HTTP 404.
    case kling1202 = "kling-1202"
    /// No such resource, HTTP 404.
    case kling1203 = "kling-1203"
    /// Policy of the platform.
    case kling1300 = "kling-1300"
    /// Content refused.
    case kling1301 = "kling-1301"
    /// Too many requests in a time.
    case kling1302 = "kling-1302"
    /// Too many at once.
    case kling1303 = "kling-1303"
    /// Address not on the list, HTTP 429.
    case kling1304 = "kling-1304"
    /// Server error.
    case kling5000 = "kling-5000"
    /// Server unavailable.
    case kling5001 = "kling-5001"
    /// Server time-out.
    case kling5002 = "kling-5002"
}
