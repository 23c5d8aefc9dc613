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
              kling-batch emulator --port 8080 --form gateway --success-limit 60/min
            """)

    @OptionGroup(title: "Server") var server: EmulatorServerOptions
    @OptionGroup(title: "Form") var form: EmulatorFormOptions
    @OptionGroup(title: "Limits") var limits: EmulatorLimitOptions
    @OptionGroup(title: "Latency and faults") var faults: EmulatorFaultOptions
    @OptionGroup(title: "Bill") var bill: EmulatorBillOptions
    @OptionGroup(title: "Callbacks") var callbacks: EmulatorCallbackOptions

    func run() async throws {
        do {
            let settings = try settings()
            try await untilInterrupted {
                try await Emulator.run(settings) { address in
                    printLines(address)
                    fflush(nil)
                }
            }
        } catch let error as EmulatorError {
            note("\(error)")
            throw ExitCode(64)
        }
    }

    private func settings() throws -> EmulatorSettings {
        var settings = server.settings()
        try form.apply(to: &settings)
        limits.apply(to: &settings)
        faults.apply(to: &settings)
        bill.apply(to: &settings)
        try callbacks.apply(to: &settings)
        return settings
    }
}
