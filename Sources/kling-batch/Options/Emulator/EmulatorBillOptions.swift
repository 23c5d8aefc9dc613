import ArgumentParser
import KlingEmulator

/// What the emulator writes down and tells of what it charged.
struct EmulatorBillOptions: ParsableArguments {
    @Option(.bill) var bill: String?
    @Flag(.billWithoutIDs) var billWithoutIDs: Bool
    @Flag(.pageLog) var pageLog: Bool
    @Option(.klingBill) var klingBill: KlingBillKind

    func apply(to settings: inout EmulatorSettings) {
        settings.billPath = bill
        settings.billHasIDs = !billWithoutIDs
        settings.pageHasLog = pageLog
        settings.klingBill = klingBill
    }
}
