import ArgumentParser
import KlingEmulator

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
            "Send the rest of each reply so long after its status line.", valueName: "seconds"))
    var slowHead: Double?

    @Option(
        help: ArgumentHelp(
            "Be down for everything between these seconds after the first call, such as 10-40; "
                + "10-40,charged charges the calls all the same.", valueName: "from-to"))
    var down: String?

    @Option(
        help: ArgumentHelp("Send every call on to this address, by 307.", valueName: "url"))
    var redirect: String?

    @Option(
        help: ArgumentHelp(
            "Speak only so many characters of longer texts, without a word on it.",
            valueName: "characters"))
    var truncateAbove: Int?

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
        settings.slowHead = slowHead.map { .seconds($0) }
        settings.outage = try down.map { try Outage($0) }
        settings.redirect = redirect
        settings.truncatesAbove = truncateAbove
        settings.faults = try faults.map { try FaultShares($0) } ?? FaultShares()
        settings.seed = seed
    }
}
