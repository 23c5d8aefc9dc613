/// Draws the fault of each call, in the order of calls, the same for the same seed.
struct FaultDraw: Sendable {
    private let shares: FaultShares
    private var generator: SplitMix64

    init(shares: FaultShares, seed: UInt64) {
        self.shares = shares
        generator = SplitMix64(state: seed)
    }

    /// The next call's fault; nil where it goes well.
    mutating func next() -> Fault? {
        shares.shares.isEmpty ? nil : shares.fault(at: Double.random(in: 0..<1, using: &generator))
    }
}

/// The generator SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators,
/// OOPSLA 2014): the same numbers for the same seed on every machine.
///
/// `WorkerPool` has the same one. The emulator shares no code with the program that it tests.
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
