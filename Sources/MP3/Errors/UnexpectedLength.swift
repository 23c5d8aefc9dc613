import DurableFiles
import Texts

/// Audio of another length than was expected; whoever measures audio throws it.
package struct UnexpectedLength: MakingError, Hashable {
    /// How long it should last.
    package let expected: Duration
    /// How long it lasts.
    package let measured: Duration

    /// Audio that lasts so long where it should have lasted otherwise.
    package init(expected: Duration, measured: Duration) {
        self.expected = expected
        self.measured = measured
    }

    /// The error as a sentence for people.
    package var description: String {
        "the audio lasts \(Self.seconds(measured)), where \(Self.seconds(expected)) was expected"
    }

    /// A length in seconds with three decimals: `1.250 s`.
    private static func seconds(_ duration: Duration) -> String {
        decimal(thousandths: duration.milliseconds) + " s"
    }
}
