import ArgumentParser
import Foundation
import KlingEmulator

/// `kling-batch emulator`.
struct EmulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulator",
        abstract: "Serve a stand-in for the API on this machine, with limits, faults and a bill.",
        discussion: """
            Its first line on stdout is its address. docs/emulator.md describes every fault.

            EXAMPLE
              kling-batch emulator --port 8080 --rate 60/min --at-once 3 --bill bill.jsonl \
            --faults all-healing:0.1
            """)

    @OptionGroup(title: "Server") var server: EmulatorServerOptions
    @OptionGroup(title: "Limits") var limits: EmulatorLimitOptions
    @OptionGroup(title: "Latency and faults") var faults: EmulatorFaultOptions

    func run() async throws {
        do {
            let settings = try settings()
            try await untilInterrupted {
                try await Emulator.run(settings) { address in
                    print(address)
                    fflush(nil)
                }
            }
        } catch let error as EmulatorError {
            note("\(error)")
            throw ExitCode(64)
        }
    }

    private func settings() throws -> EmulatorSettings {
        var settings = try server.settings()
        try limits.apply(to: &settings)
        try faults.apply(to: &settings)
        return settings
    }
}

/// Where the emulator listens, what it takes and what it charges.
struct EmulatorServerOptions: ParsableArguments {
    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 0

    @Option(help: ArgumentHelp("Where each charged call is written.", valueName: "file"))
    var bill: String?

    @Option(help: "Where the sound comes from: auto, speech or silence.")
    var audioEngine = AudioEngine.auto

    @Option(
        help: ArgumentHelp(
            "Where it is written when each block of a text is really spoken; with speech.",
            valueName: "file"))
    var boundaries: String?

    @Option(
        help: ArgumentHelp("The voices there are, one a line; any by default.", valueName: "file"))
    var voiceList: String?

    @Option(
        help: ArgumentHelp(
            "The file of the token that is let in; any by default.", valueName: "file"))
    var tokenFile: String?

    @Option(help: "The longest text taken, in Unicode scalars.")
    var maxChars = 10_000

    @Option(
        help: ArgumentHelp(
            "How long an audio address lives; for ever by default.", valueName: "seconds"))
    var urlLifetime: Double?

    func settings() throws -> EmulatorSettings {
        var settings = EmulatorSettings()
        settings.host = host
        settings.port = port
        settings.billPath = bill
        settings.audioEngine = audioEngine
        settings.boundariesPath = boundaries
        settings.voices = try voiceList.map { try VoiceList.voices(inFile: $0) }
        settings.token = try tokenFile.map { path in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ValidationError("The token file \(path) cannot be read.")
            }
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        settings.maximumCharacters = maxChars
        settings.urlLifetime = urlLifetime.map { .seconds($0) }
        return settings
    }
}

/// What the emulator refuses.
struct EmulatorLimitOptions: ParsableArguments {
    @Option(help: "The calls let in within a time, such as 20/s or 60/min.")
    var rate: String?

    @Option(help: "How they are counted: fixed, sliding or bucket.")
    var window = RateWindow.sliding

    @Option(help: "The calls let in at once.")
    var atOnce: Int?

    @Option(help: ArgumentHelp("Send Retry-After with a refusal.", valueName: "seconds"))
    var retryAfter: Double?

    @Flag(help: "Refuse with the platform's codes 1302 and 1303 instead of a bare 429.")
    var limitCodes = false

    func apply(to settings: inout EmulatorSettings) throws {
        settings.rateLimit = try rate.map { try RateLimit($0) }
        settings.rateWindow = window
        settings.atOnceLimit = atOnce
        settings.retryAfter = retryAfter.map { .seconds($0) }
        settings.limitCodes = limitCodes
    }
}

/// How slow and how faulty the emulator is.
struct EmulatorFaultOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How long every call takes at least.", valueName: "seconds"))
    var latency = 0.0

    @Option(help: ArgumentHelp("What each character adds.", valueName: "seconds"))
    var latencyPerCharacter = 0.0

    @Option(
        help: ArgumentHelp(
            "Answer 504 after this time, as a gateway does, to a call that is done and charged.",
            valueName: "seconds"))
    var gatewayCut: Double?

    @Option(
        help: ArgumentHelp(
            "Which share of calls meets which fault, such as all-healing:0.1 or "
                + "drop-after:0.02,truncated:0.01.", valueName: "list"))
    var faults: String?

    @Option(help: "The seed the faults are drawn with.")
    var seed: UInt64 = 0

    func apply(to settings: inout EmulatorSettings) throws {
        settings.latency = .seconds(latency)
        settings.latencyPerCharacter = .seconds(latencyPerCharacter)
        settings.gatewayCut = gatewayCut.map { .seconds($0) }
        settings.faults = try faults.map { try FaultShares($0) } ?? FaultShares()
        settings.seed = seed
    }
}
