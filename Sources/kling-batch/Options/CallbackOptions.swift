import ArgumentParser
import BatchPlanning
import BatchRun

/// Where callbacks are taken, and how long they are waited for.
struct CallbackOptions: ParsableArguments {
    @Option(
        help: Setting.callbackListen.help(
            "Take callbacks here, behind a proxy that speaks TLS.", valueName: "host:port"))
    var callbackListen: String?

    @Option(
        help: Setting.callbackBase.help(
            "The address under which the service reaches --callback-listen.",
            valueName: "address"))
    var callbackBase: String?

    @Option(
        help: Setting.callbackWait.help(
            "How long a call whose reply was lost waits for its callback; 10 by default.",
            valueName: "minutes"))
    var callbackWait: Double?

    @Option(
        help: Setting.callbackSecretFile.help(
            "The file with the secret that callbacks are signed with (Standard Webhooks).",
            valueName: "file"),
        completion: .file())
    var callbackSecretFile: String?

    /// The terms that are given; nil where callbacks are not asked for.
    func terms(_ settings: Settings) throws -> CallbackTerms? {
        let listen = try settings.value(callbackListen, .callbackListen)
        let base = try settings.value(callbackBase, .callbackBase)
        let wait = try settings.value(callbackWait, .callbackWait)
        let secretFile = try settings.value(callbackSecretFile, .callbackSecretFile)
        guard let listen, let base else {
            guard listen == nil, base == nil, wait == nil, secretFile == nil else {
                throw ValidationError(
                    "--callback-listen and --callback-base belong together; --callback-wait and "
                        + "--callback-secret-file need both.")
            }
            return nil
        }
        return CallbackTerms(
            listen: listen, base: base,
            waitMinutes: wait ?? CallbackTerms.usualWaitMinutes,
            secretFile: secretFile.map(absolutePath))
    }
}
