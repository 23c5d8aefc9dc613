import ArgumentParser
import KlingEmulator

/// What the emulator tells the address in a call's `callback_url`.
struct EmulatorCallbackOptions: ParsableArguments {
    /// Whether callbacks are sent, and in which form.
    enum Callbacks: String, CaseIterable {
        case page, kling, off
    }

    @Option(.sentCallbacks) var callbacks: Callbacks
    @Option(.callbackDelay) var callbackDelay: Double?
    @Option(.callbackTimes) var callbackTimes: Int?
    @Option(.sentSecretFile) var callbackSecretFile: String?

    func validate() throws {
        let reason = "without --callbacks"
        try require(.callbackDelay, callbackDelay, where: callbacks != .off, else: reason)
        try require(.callbackTimes, callbackTimes, where: callbacks != .off, else: reason)
        try require(.sentSecretFile, callbackSecretFile, where: callbacks != .off, else: reason)
    }

    func apply(to settings: inout EmulatorSettings) throws {
        settings.callbacks.form = CallbackSettings.Form(rawValue: callbacks.rawValue)
        settings.callbacks.delay = .seconds(callbackDelay ?? 0)
        settings.callbacks.times = callbackTimes ?? 1
        settings.callbacks.secret = try callbackSecretFile.map {
            try EmulatorServerOptions.secret(inFile: $0, called: "callback secret")
        }
    }
}
