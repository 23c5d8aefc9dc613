import ArgumentParser
import KlingEmulator

/// What the emulator writes down of what it charged.
struct EmulatorBillOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where each charged call is written.", valueName: "file"))
    var bill: String?

    func apply(to settings: inout EmulatorSettings) {
        settings.billPath = bill
    }
}
