import ArgumentParser
import KlingEmulator

/// How the emulated service speaks and what it takes.
struct EmulatorFormOptions: ParsableArguments {
    @Option(.form) var form: EmulatorForm
    @Option(.formPath) var path: String?
    @Option(.letInToken) var tokenFile: String?
    @Option(.accessKey) var accessKey: String?
    @Option(.secretKeyFile) var secretKeyFile: String?
    @Option(.voiceList) var voiceList: String?
    @Option(.longestText) var maxChars: Int?
    @Option(.maxBytes) var maxBytes: Int?
    @Option(.limitFromCall) var limitFromCall: Int?
    @Option(.lateMaxChars) var lateMaxChars: Int?
    @Option(.lateMaxBytes) var lateMaxBytes: Int?

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
