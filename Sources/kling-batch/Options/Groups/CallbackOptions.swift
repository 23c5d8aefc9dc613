import ArgumentParser
import BatchPlanning

/// Where callbacks are taken.
struct CallbackPlaceOptions: ParsableArguments {
    @Option(.callbackListen) var callbackListen: String?
    @Option(.callbackBase) var callbackBase: String?
    @Option(.callbackSecretFile) var callbackSecretFile: String?

    /// The terms that are given; nil where callbacks are not asked for.
    func terms(_ settings: Settings) throws -> CallbackTerms? {
        guard let listen = try settings.value(.callbackListen, callbackListen) else {
            let reason = "without --callback-listen: they belong together"
            try require(.callbackBase, callbackBase, where: false, else: reason)
            try require(.callbackSecretFile, callbackSecretFile, where: false, else: reason)
            return nil
        }
        guard let base = try settings.value(.callbackBase, callbackBase) else {
            throw ValidationError(
                "--callback-listen and --callback-base belong together: the service has to be told "
                    + "where it reaches \(listen).")
        }
        let secretFile = try settings.value(.callbackSecretFile, callbackSecretFile)
        return CallbackTerms(
            listen: listen, base: base, secretFile: secretFile.map(absolutePath))
    }
}

/// Who is told of results, and how long a call waits for being told of.
struct CallbackOptions: ParsableArguments {
    @Option(.callbackURL) var callbackURL: String?
    @OptionGroup var place: CallbackPlaceOptions
    @Option(.callbackWait) var callbackWait: Double?

    /// Writes what is given into the settings of calls; it takes the place of all that was asked for
    /// before.
    func apply(to calls: inout CallSettings, _ settings: Settings) throws {
        let address = try settings.value(.callbackURL, callbackURL)
        var terms = try place.terms(settings)
        try require(
            .callbackWait, callbackWait, where: terms != nil,
            else: "without --callback-listen and --callback-base: they belong together")
        guard address != nil || terms != nil else { return }
        guard address == nil || terms == nil else {
            throw ValidationError(
                "--callback-url sends callbacks elsewhere, --callback-listen takes them here: a call "
                    + "has one address only.")
        }
        if let minutes = try settings.value(.callbackWait, callbackWait) {
            terms?.waitMinutes = minutes
        }
        calls.callbackURL = address
        calls.callbacks = terms
    }
}
