import ArgumentParser
import KlingEmulator

/// What the emulator writes down and tells of what it charged.
struct EmulatorBillOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where each charged call is written.", valueName: "file"))
    var bill: String?

    @Flag(help: "The gateway's log names no requests, as its older versions do not.")
    var billWithoutIds = false

    @Flag(help: "The gateway's log is there in the form page too.")
    var pageLog = false

    @Option(help: "What Kling takes its price from: package or balance.")
    var klingBill = KlingBillKind.package

    func apply(to settings: inout EmulatorSettings) {
        settings.billPath = bill
        settings.billHasIDs = !billWithoutIds
        settings.pageHasLog = pageLog
        settings.klingBill = klingBill
    }
}
