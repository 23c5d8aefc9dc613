import ArgumentParser
import KlingEmulator

/// How slow and how faulty the emulator is.
struct EmulatorFaultOptions: ParsableArguments {
    @Option(.latency) var latency: Double
    @Option(.latencyPerCharacter) var latencyPerCharacter: Double
    @Option(.gatewayCut) var gatewayCut: Double?
    @Option(.slowHead) var slowHead: Double?
    @Option(.down) var down: Outage?
    @Option(.redirect) var redirect: String?
    @Option(.truncateAbove) var truncateAbove: Int?
    @Option(.faults) var faults: FaultShares?
    @Option(.seed) var seed: UInt64

    func apply(to settings: inout EmulatorSettings) {
        settings.latency = .seconds(latency)
        settings.latencyPerCharacter = .seconds(latencyPerCharacter)
        settings.gatewayCut = gatewayCut.map { .seconds($0) }
        settings.slowHead = slowHead.map { .seconds($0) }
        settings.outage = down
        settings.redirect = redirect
        settings.truncatesAbove = truncateAbove
        settings.faults = faults ?? FaultShares()
        settings.seed = seed
    }
}
