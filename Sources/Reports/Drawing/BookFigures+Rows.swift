package import BatchPlanning
package import ReportForms
package import SpeechTasks

extension BookFigures {
    /// A row for each chapter.
    ///
    /// - Parameters:
    ///   - price: of one call.
    ///   - reading: how the book was read, which only programs are told in each row.
    package func rows(price: Money, reading: InputReading?) -> [ReportRow] {
        chapters.map { chapter in
            var row = ReportRow()
            row.add("chapter", .count(chapter.number))
            row.add("title", .text(chapter.title))
            row.add("characters", .count(chapter.characters))
            row.add("calls", .count(chapter.calls))
            row.add("cost_cny", .money(chapter.calls * price))
            guard let reading else { return row }
            for figure in reading.figures where figure.name != "first_words" {
                row.add(figure.name, figure.value)
            }
            row.add("first_words", .text(chapter.firstWords))
            return row
        }
    }

    /// The calls of all chapters.
    package var calls: Int { chapters.reduce(0) { $0 + $1.calls } }
}
