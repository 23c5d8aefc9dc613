import ReportForms

/// What is shown of a subject at one moment.
struct PageLook: Sendable, Equatable {
    /// What it is about.
    let title: String
    /// What its page's script takes, or the text of metrics.
    ///
    /// The script takes JSON with a heading, the parts in their order, and what is drawn.
    let text: String

    /// A look with these parts, each HTML from a template.
    ///
    /// - Parameter drawn: what the script draws beside the parts.
    init(title: String, parts: [(name: String, html: String)], drawn: [String: Any] = [:]) {
        self.title = title
        let look: [String: Any] = [
            "title": title, "parts": parts.map { ["name": $0.name, "html": $0.html] },
        ]
        text = jsonText(look.merging(drawn) { $1 })
    }

    /// A look at metrics.
    init(metrics text: String) {
        title = "metrics"
        self.text = text
    }
}

/// What can be looked at.
enum PageSubject: Hashable, Sendable {
    /// All batches of the ledger.
    case batches
    /// The batch of a number.
    case batch(Int64)
    /// The figures of all batches, for programs.
    case metrics
}
