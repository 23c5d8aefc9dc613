import Foundation

/// An emulator in this process; see ``withEmulator(_:perform:)``.
package struct RunningEmulator: Sendable {
    /// Its address, such as `http://127.0.0.1:40123`.
    package let address: String
    /// The file of its bill.
    package let billPath: String

    /// What it has charged so far, oldest first.
    ///
    /// - Throws: Foundation's error if the bill cannot be read.
    package func bill() throws -> [BillEntry] {
        try BillEntry.entries(inFile: billPath)
    }
}

/// Runs with an emulator in this process, which is stopped afterwards.
///
/// Where the settings name no bill, it is kept in a temporary file as long as the body runs.
/// - Throws: ``EmulatorError`` if the emulator does not start, and what the body throws.
package func withEmulator<Result>(
    _ settings: EmulatorSettings = EmulatorSettings(),
    perform body: (RunningEmulator) async throws -> Result
) async throws -> Result {
    guard settings.billPath != nil else {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("kling-emulator-bill-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        var settings = settings
        settings.billPath = file.path
        return try await withEmulator(settings, perform: body)
    }
    let (addresses, listening) = AsyncThrowingStream<String, any Error>.makeStream()
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            do {
                try await Emulator.run(settings) { listening.yield($0) }
                listening.finish()
            } catch {
                listening.finish(throwing: error)
            }
        }
        guard let address = try await addresses.first(where: { _ in true }) else {
            throw CancellationError()
        }
        defer { group.cancelAll() }
        return try await body(
            RunningEmulator(address: address, billPath: settings.billPath ?? ""))
    }
}
