import ArgumentParser
import BatchPlanning
import BatchRun
import Foundation

/// Who is called, and how fast.
struct ServiceOptions: ParsableArguments {
    @Option(
        name: .customLong("base-url"),
        help: Setting.baseURL.help("The service's base address.", valueName: "address"))
    var baseURL: String?

    @Option(
        help: Setting.api.help(
            "The form the service speaks: auto, page, gateway or kling; auto asks it."))
    var api: APIForm?

    @Option(
        name: .customLong("api-path"),
        help: Setting.apiPath.help(
            "The path of the call, where it is not the form's own.", valueName: "path"))
    var apiPath: String?

    @Option(
        help: Setting.service.help(
            "What a real service is called that listens on this machine.", valueName: "name"))
    var service: String?

    @Option(
        help: Setting.tokenFile.help(
            "The file that holds the bearer token; else KLING_API_TOKEN.", valueName: "file"),
        completion: .file())
    var tokenFile: String?

    @Option(
        name: .customLong("callback-url"),
        help: Setting.callbackURL.help("Passed through with every call.", valueName: "address"))
    var callbackURL: String?

    @OptionGroup var callbacks: CallbackOptions

    @Option(help: Setting.deadline.help("The longest wait for a reply.", valueName: "seconds"))
    var deadline: Double?

    @Option(help: Setting.concurrency.help("The most calls at once; 8 by default."))
    var concurrency: Int?

    @Option(help: Setting.rate.help("The most calls in a time, such as 20/s or 60/min."))
    var rate: CallRate?

    @Option(help: Setting.downloads.help("The most downloads at once; 8 by default."))
    var downloads: Int?

    @Option(
        help: Setting.maxChars.help(
            "The longest text of a call, in Unicode scalars; 10000 by default."))
    var maxChars: Int?

    /// The options that were given and matter to calls alone, for commands that make none.
    ///
    /// Variables and the configuration file are for all commands, and do not count.
    var givenForCalls: [String] {
        let given: [(String, Bool)] = [
            ("--callback-url", callbackURL != nil),
            ("--callback-listen", callbacks.callbackListen != nil),
            ("--callback-base", callbacks.callbackBase != nil),
            ("--callback-wait", callbacks.callbackWait != nil),
            ("--callback-secret-file", callbacks.callbackSecretFile != nil),
            ("--deadline", deadline != nil), ("--concurrency", concurrency != nil),
            ("--rate", rate != nil), ("--downloads", downloads != nil),
            ("--max-chars", maxChars != nil),
        ]
        return given.filter(\.1).map(\.0)
    }

    /// How the service is called: the given options over what was known before.
    func callSettings(
        _ settings: Settings, language: String?, over known: CallSettings = CallSettings()
    ) throws -> CallSettings {
        var calls = known
        calls.baseURL = try settings.value(baseURL, .baseURL) ?? calls.baseURL
        if let api = try settings.value(api, .api) { calls.form = api.form }
        calls.path = try settings.value(apiPath, .apiPath) ?? calls.path
        calls.serviceName = try settings.value(service, .service) ?? calls.serviceName
        try addCallbacks(to: &calls, settings)
        calls.concurrency = try settings.value(concurrency, .concurrency) ?? calls.concurrency
        calls.ratePerSecond =
            try settings.value(rate, .rate)?.callsPerSecond ?? calls.ratePerSecond
        calls.downloads = try settings.value(downloads, .downloads) ?? calls.downloads
        calls.maximumCharacters = try settings.value(maxChars, .maxChars) ?? calls.maximumCharacters
        calls.deadlineSeconds = try settings.value(deadline, .deadline) ?? calls.deadlineSeconds
        calls.language = try settings.value(language, .language) ?? calls.language
        try check(calls)
        return calls
    }

    /// Who is told of results; what is given now takes the place of what was asked for before.
    private func addCallbacks(to calls: inout CallSettings, _ settings: Settings) throws {
        let address = try settings.value(callbackURL, .callbackURL)
        let terms = try callbacks.terms(settings)
        guard address != nil || terms != nil else { return }
        guard address == nil || terms == nil else {
            throw ValidationError(
                "--callback-url sends callbacks elsewhere, --callback-listen takes them here: a call "
                    + "has one address only.")
        }
        calls.callbackURL = address
        calls.callbacks = terms
    }

    private func check(_ calls: CallSettings) throws {
        func require(_ holds: Bool, _ message: String) throws {
            guard holds else { throw ValidationError(message) }
        }
        try require(
            (1...1024).contains(calls.concurrency), "--concurrency must be from 1 to 1024.")
        try require((1...256).contains(calls.downloads), "--downloads must be from 1 to 256.")
        try require(
            (1...10_000).contains(calls.maximumCharacters), "--max-chars must be from 1 to 10000.")
        try require(
            (1...86_400).contains(calls.deadlineSeconds),
            "--deadline must be from 1 to 86400 seconds.")
        if let callbackURL = calls.callbackURL {
            let parts = URLComponents(string: callbackURL)
            try require(
                ["http", "https"].contains(parts?.scheme ?? "") && parts?.host != nil,
                "--callback-url must be an http or https address.")
        }
    }

    /// The account, without which nothing can be called.
    func requiredAccount(_ settings: Settings) throws -> Account {
        guard let account = try account(settings) else {
            throw ValidationError("No token. \(Self.tokenAdvice).")
        }
        return account
    }

    /// Where a token comes from.
    static let tokenAdvice =
        "Set KLING_API_TOKEN, or name a file that holds it with --token-file; for Kling's own API, "
        + "KLING_ACCESS_KEY and KLING_SECRET_KEY do as well"
}

/// The form a service speaks, or that it is to be asked.
enum APIForm: String, ExpressibleByArgument, CaseIterable {
    case auto
    case page
    case gateway
    case kling

    /// The form's name; nil asks the service.
    var form: String? { self == .auto ? nil : rawValue }
}

/// A number of calls in a time: `20/s`, `60/min`, `1000/h`.
struct CallRate: ExpressibleByArgument {
    let callsPerSecond: Double

    init?(argument: String) {
        let parts = argument.split(separator: "/")
        guard parts.count == 2, let count = Double(parts[0]), count > 0, count.isFinite else {
            return nil
        }
        switch parts[1] {
        case "s", "sec": callsPerSecond = count
        case "min", "m": callsPerSecond = count / 60
        case "h": callsPerSecond = count / 3600
        default: return nil
        }
    }
}
