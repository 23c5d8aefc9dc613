import ArgumentParser
import KlingEmulator

/// What the emulator tells the address in a call's `callback_url`.
struct EmulatorCallbackOptions: ParsableArguments {
    /// Whether callbacks are sent, and in which form.
    enum Callbacks: String, CaseIterable, ExpressibleByArgument {
        case page, kling, off
    }

    @Option(help: "Tell callback addresses on this machine of outcomes: page, kling or off.")
    var callbacks = Callbacks.off

    @Option(help: ArgumentHelp("How long after the work.", valueName: "seconds"))
    var callbackDelay = 0.0

    @Option(help: "How often each is sent.")
    var callbackTimes = 1

    @Option(
        help: ArgumentHelp(
            "The file of the secret that signs them, after Standard Webhooks.", valueName: "file"))
    var callbackSecretFile: String?

    func apply(to settings: inout EmulatorSettings) throws {
        settings.callbacks.form = CallbackSettings.Form(rawValue: callbacks.rawValue)
        settings.callbacks.delay = .seconds(callbackDelay)
        settings.callbacks.times = callbackTimes
        settings.callbacks.secret = try callbackSecretFile.map {
            try EmulatorServerOptions.secret(inFile: $0, called: "callback secret")
        }
    }
}
