import ArgumentParser
import KlingEmulator

/// How the emulated service speaks and what it takes.
struct EmulatorFormOptions: ParsableArguments {
    @Option(help: "How the service speaks: page, gateway or kling.")
    var form = EmulatorForm.page

    @Option(
        help: ArgumentHelp("Where calls are taken; the form's own by default.", valueName: "path"))
    var path: String?

    @Option(
        help: ArgumentHelp(
            "The file of the token that is let in; any by default.", valueName: "file"))
    var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "The access key that signs tokens; with --form kling.", valueName: "name"))
    var accessKey: String?

    @Option(
        help: ArgumentHelp("The file of that key's secret.", valueName: "file"))
    var secretKeyFile: String?

    @Option(
        help: ArgumentHelp(
            "The voices there are, one a line; any by default. A CSV's second column may tell "
                + "each voice's language.", valueName: "file"))
    var voiceList: String?

    @Option(help: "The longest text taken, in Unicode scalars; the form's own by default.")
    var maxChars: Int?

    @Option(help: "The longest text taken, in bytes of UTF-8.")
    var maxBytes: Int?

    @Option(
        help: ArgumentHelp(
            "From this call on --late-max-chars and --late-max-bytes hold.", valueName: "n"))
    var limitFromCall: Int?

    @Option(help: "The longest text from that call on, in Unicode scalars.")
    var lateMaxChars: Int?

    @Option(help: "The longest text from that call on, in bytes of UTF-8.")
    var lateMaxBytes: Int?

    func validate() throws {
        guard (accessKey == nil) == (secretKeyFile == nil) else {
            throw ValidationError("--access-key and --secret-key-file go together.")
        }
        guard (limitFromCall == nil) == (lateMaxChars == nil && lateMaxBytes == nil) else {
            throw ValidationError(
                "--limit-from-call goes together with --late-max-chars or --late-max-bytes.")
        }
    }

    func apply(to settings: inout EmulatorSettings) throws {
        settings.form = form
        settings.path = path
        settings.token = try tokenFile.map {
            try EmulatorServerOptions.secret(inFile: $0, called: "token")
        }
        if let accessKey, let secretKeyFile {
            settings.keys = AccessKeys(
                accessKey: accessKey,
                secretKey: try EmulatorServerOptions.secret(
                    inFile: secretKeyFile, called: "secret key"))
        }
        settings.voices = try voiceList.map { try VoiceList.voices(inFile: $0) }
        settings.voiceLanguages = try voiceList.map { try VoiceList.languages(inFile: $0) } ?? [:]
        settings.maximumCharacters = maxChars
        settings.maximumBytes = maxBytes
        settings.lateLimit = limitFromCall.map {
            LateLimit(fromCall: $0, maximumCharacters: lateMaxChars, maximumBytes: lateMaxBytes)
        }
    }
}
