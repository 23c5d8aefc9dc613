import BatchPlanning
package import Foundation
package import Ledger
import ReportForms
package import Reports

/// The report of a batch as one page, which needs nothing but itself.
///
/// Everything on it comes from the one account of the batch. It is written as it is made: what is in
/// memory is the account and one job.
package struct ReportPage {
    /// The account, and how it came to be, in sections.
    let sections: PageSections
    let row: BatchRow
    let reader: LedgerReader
    /// Where tracks are, seen from the page.
    let tracks: PageAddress
    /// When the page is made.
    let now: Date
    let templates: PageTemplates
    /// The films.
    let films: [FilmAccount]
    /// The books of the latest plan, each with its account.
    let books: [BookPage]

    /// A page on a batch.
    ///
    /// - Parameters:
    ///   - standing: whether a run is on, by the ledger's lock.
    ///   - folder: the folder that the page will lie in.
    package init(
        on row: BatchRow, in reader: LedgerReader, standing: RunStanding, folder: String,
        now: Date = Date()
    ) throws {
        var account = try BatchAccount(of: row, in: reader)
        account.standing = standing
        self.row = row
        self.reader = reader
        self.now = now
        sections = PageSections(account, try BatchHistory(of: row, account, in: reader))
        tracks = PageAddress(of: row.outputFolder, from: folder)
        templates = try PageTemplates()
        films = account.films.map { FilmAccount($0, folder: row.outputFolder) }
        books = try BookPage.all(of: row, account, in: reader)
    }

    var account: BatchAccount { sections.account }
    var history: BatchHistory { sections.history }

    /// Writes it.
    ///
    /// - Parameter write: takes the page's text as it comes.
    package func write(to write: (String) throws -> Void) throws {
        let list = try JobListPage(of: self)
        try write(templates.filled("top", try top(hasList: list != nil)))
        try writeBooks(to: write)
        for (index, film) in films.enumerated() {
            try write(templates.filled("film", values(of: film, anchor: "film-\(index + 1)")))
        }
        if let list { try write(templates.filled("list", list.values)) }
        try write(templates.filled("bottom", ["figures": figures]))
        if !history.slots.isEmpty { try write(data("calls-data", jsonText(sections.callData))) }
        for (index, film) in films.enumerated() where !film.utterances.isEmpty {
            try write(data("film-\(index + 1)-data", jsonText(self.data(of: film))))
        }
        try list?.writeData(to: write)
        try write("<script>\(PageStore.reportScript)</script>\n</body>\n</html>\n")
    }

    /// A script element that holds data.
    private func data(_ id: String, _ json: String) -> String {
        "<script type=\"application/json\" id=\"\(id)\">\(scriptJSON(json))</script>\n"
    }

    /// The figures of `report --format json`, from the same row.
    private var figures: [PageValues] {
        let row = account.reportRow
        return zip(row.names, row.values).map { ["name": $0, "value": $1.csvField] }
    }
}
