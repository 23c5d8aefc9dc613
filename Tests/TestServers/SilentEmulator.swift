package import KlingEmulator

extension EmulatorSettings {
    /// Settings of an emulator that makes silence, with some changed.
    package static func silent(
        _ change: (inout EmulatorSettings) throws -> Void = { _ in }
    ) rethrows -> Self {
        var settings = EmulatorSettings()
        settings.audioEngine = .silence
        try change(&settings)
        return settings
    }
}

/// Runs with a silent emulator in this process, which refuses and spoils nothing unless it is told.
package func withSilentEmulator(
    _ change: (inout EmulatorSettings) throws -> Void = { _ in },
    perform body: (RunningEmulator) async throws -> Void
) async throws {
    try await withEmulator(try .silent(change), perform: body)
}
