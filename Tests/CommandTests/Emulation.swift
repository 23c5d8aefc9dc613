import KlingEmulator

/// Runs with a silent emulator in this process.
func withSilentEmulator(
    _ change: (inout EmulatorSettings) throws -> Void = { _ in },
    perform body: (RunningEmulator) async throws -> Void
) async throws {
    var settings = EmulatorSettings()
    settings.audioEngine = .silence
    try change(&settings)
    try await withEmulator(settings, perform: body)
}

extension BuiltCommand {
    /// `run` over `lines.csv` against an emulator.
    static func runArguments(_ emulator: RunningEmulator, _ more: String...) -> [String] {
        [
            "run", "lines.csv", "--voice", "reader_en_m-v1", "--output", "audio", "--base-url",
            emulator.address,
        ] + more
    }
}
