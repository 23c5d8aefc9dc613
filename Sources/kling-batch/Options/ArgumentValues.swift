public import ArgumentParser
public import AudioFiles
public import BatchRun
public import Books
public import JobSources
public import KlingEmulator
public import Reports
public import SpeechTasks

// Values of other targets, as options take them.

extension Thousandths: ExpressibleByArgument {
    /// Reads a plain decimal such as `1.25`.
    public init?(argument: String) {
        self.init(decimal: argument)
    }
}

extension Money: ExpressibleByArgument {
    /// Reads a plain decimal such as `0.05`.
    public init?(argument: String) {
        self.init(argument)
    }
}

extension JobListFormat: ExpressibleByArgument {}
extension ReportForm: ExpressibleByArgument {}
extension AudioEngine: ExpressibleByArgument {}
extension EmulatorForm: ExpressibleByArgument {}
extension LimitForm: ExpressibleByArgument {}
extension RetryAfterForm: ExpressibleByArgument {}
extension CallbackSettings.Form: ExpressibleByArgument {}
extension KlingBillKind: ExpressibleByArgument {}
extension RateWindow: ExpressibleByArgument {}
extension BookReadingOptions.Notes: ExpressibleByArgument {}
extension BookReadingOptions.Ruby: ExpressibleByArgument {}
extension BookSettings.Sync: ExpressibleByArgument {}
extension VoiceTrackFormat: ExpressibleByArgument {}
