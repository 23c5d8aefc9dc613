package import Foundation
package import SpeechTasks

/// One line of a provider's bill: a charge, or a refund.
///
/// All but the place can be missing, as bills differ in what they tell.
package struct BillRow: Sendable, Hashable {
    /// When it was charged, by the bill's clock.
    package var time: Date?
    /// How many seconds later than ``time`` it may have been: 1 where the bill has whole seconds.
    package var timeSpreadSeconds = 1
    /// The service's name for the request, or for Kling's task.
    package var requestID: String?
    /// How long the service worked on it, in whole seconds.
    package var useSeconds: Int?
    /// What it cost or, of a refund, what came back.
    ///
    /// Nil where the bill tells no yuan.
    package var price: Money?
    /// The amount as the bill writes it, where that is no whole number of thousandths of a yuan.
    package var units: String?
    /// What was called.
    package var model: String?
    /// The text's length in Unicode scalars.
    package var characterCount: Int?
    /// Whether money came back.
    package var isRefund = false
    /// Where it stands: `bill.csv:12` or `page 3, row 7`.
    package var place: String

    /// A row of which only the place is known.
    package init(place: String) {
        self.place = place
    }
}
