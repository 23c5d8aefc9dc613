import ArgumentParser
package import BatchPlanning
package import Books
import JobLists
package import KlingEmulator
package import Reports
package import SpeechTasks
import Texts
package import VoiceTracks

// Values of other targets, as options take them.

extension Thousandths: ExpressibleByArgument {
    /// Reads a plain decimal such as `1.25`.
    package init?(argument: String) {
        self.init(decimal: argument)
    }
}

extension Money: ExpressibleByArgument {
    /// Reads a plain decimal such as `0.05`.
    package init?(argument: String) {
        self.init(argument)
    }
}

extension RecordFormat: ExpressibleByArgument {}
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
