/// What follows from settings.
extension EmulatorSettings {
    /// Where calls are taken.
    var callPath: String { path ?? form.path }

    /// Whether the gateway's log and usage addresses are there.
    var servesGatewayLog: Bool { form == .gateway || form == .page && pageHasLog }

    /// The longest text for a call, counted from 1 over the calls that passed all checks.
    func textLimit(ofCall number: Int) -> TextLimit {
        if let lateLimit, number >= lateLimit.fromCall {
            return TextLimit(characters: lateLimit.maximumCharacters, bytes: lateLimit.maximumBytes)
        }
        guard maximumCharacters != nil || maximumBytes != nil else { return form.textLimit }
        return TextLimit(characters: maximumCharacters, bytes: maximumBytes)
    }

    func validate() throws(EmulatorError) {
        func require(_ holds: Bool, _ reason: String) throws(EmulatorError) {
            guard holds else { throw .badSetting(reason) }
        }
        try require((0...65_535).contains(port), "the port must be 0 to 65535, not \(port)")
        try require(path?.hasPrefix("/") ?? true, "the path of calls must begin with /")
        try require(keys == nil || form == .kling, "access keys belong to the form kling")
        let lengths = [
            maximumCharacters, maximumBytes, lateLimit?.maximumCharacters, lateLimit?.maximumBytes,
            truncatesAbove,
        ]
        try require(
            lengths.allSatisfy { $0 ?? 1 > 0 }, "the longest text must be 1 character or more")
        try require(atOnceLimit ?? 1 > 0, "the number at once must be 1 or more")
        try require(callbacks.times > 0, "a callback is sent once or more")
        try require(priceThousandths >= 0, "the price must not be negative")
        let times = [
            latency, latencyPerCharacter, urlLifetime ?? .zero, retryAfter ?? .zero,
            slowHead ?? .zero, callbacks.delay,
        ]
        try require(
            times.allSatisfy { $0 >= .zero },
            "a latency, a lifetime, a delay or a Retry-After must not be negative")
    }
}
