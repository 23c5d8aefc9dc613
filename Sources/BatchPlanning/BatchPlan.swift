import JobLists
package import SpeechTasks

/// What a batch comes to before anything is sent.
///
/// Its jobs are handed over one by one while it is made, so that it stays small however long a list is.
package struct BatchPlan: Sendable {
    /// Who would be called, how, with texts of which length.
    package let callee: Callee
    /// The price of one call.
    package let price: Money
    /// What is to be called and paid.
    package internal(set) var figures = PlanFigures()
    /// The books among the inputs.
    package internal(set) var books: [BookFigures] = []
    /// How the books and the subtitle files among the inputs were read.
    package internal(set) var readings: [InputReading] = []
    /// What cannot be spoken.
    package internal(set) var faults = PlanFaults()
    /// What the person should know before it is paid, such as a film that does not seem to be the right
    /// one.
    package internal(set) var notices: [String] = []

    /// What the person may want to know of the inputs beside that, and a run need not repeat.
    package internal(set) var remarks: [String] = []
    /// What its cost is made of, and what it is held to.
    package internal(set) var costs = PlanCosts()

    /// A plan of nothing yet.
    init(callee: Callee, price: Money) {
        self.callee = callee
        self.price = price
    }

    mutating func add(_ unused: UnusedColumns) {
        if unused.mayBeMisspelt {
            notices.append(unused.sentence)
        } else {
            remarks.append(unused.sentence)
        }
    }

    /// The exact price of what is to be paid.
    package var cost: Money { figures.callsToPay * price }

    /// How long the calls take at the known pace; nil if none is known.
    package var expectedDuration: Duration? {
        guard let rate = callee.ratePerSecond, rate > 0 else { return nil }
        return .seconds(Double(figures.callsToPay) / rate)
    }
}

/// What a book of a plan comes to.
package struct BookFigures: Sendable {
    /// The book's title, or its file's name.
    package let title: String
    /// Its chapters in the order they are spoken in; those that cannot be are among the faults.
    package internal(set) var chapters: [Chapter] = []

    /// What a chapter, or several that share a track, come to.
    package struct Chapter: Sendable {
        /// Its number among the book's chapters, or that of the first that share its track.
        package let number: Int
        /// The chapter's title, or its number.
        package let title: String
        /// Characters that are spoken, in Unicode scalars.
        package let characters: Int
        /// The calls that it takes, whatever is paid for already.
        package let calls: Int
        /// The first words that are spoken.
        package let firstWords: String
    }
}
