import Foundation
public import SpeechTasks

/// One figure of a report, in a form of its own for CSV and JSON.
public enum ReportValue: Sendable, Equatable {
    /// Words.
    case text(String)
    /// A count.
    case count(Int)
    /// A measured number, given with so many decimals.
    case number(Double, places: Int)
    /// An amount, exact in CSV and JSON alike: a decimal string of yuan.
    case money(Money)
    /// Several rows below this one: a list of objects in JSON, their count in CSV.
    case rows([ReportRow])
    /// Nothing to tell: an empty field, or null.
    case none

    /// The field of a CSV row.
    public var csvField: String {
        switch self {
        case .text(let text): text
        case .count(let count): "\(count)"
        case .number(let number, let places): decimal(number, places: places)
        case .money(let money): "\(money)"
        case .rows(let rows): "\(rows.count)"
        case .none: ""
        }
    }

    /// The value in a JSON object.
    var jsonValue: Any {
        switch self {
        case .text(let text): text
        case .count(let count): count
        case .number(let number, let places):
            // Through a decimal, so that 0.1 is written as 0.1.
            Decimal(string: decimal(number, places: places)).map { $0 as Any } ?? NSNull()
        case .money(let money): "\(money)"
        case .rows(let rows): rows.map(\.jsonObject)
        case .none: NSNull()
        }
    }
}

/// Named figures, in order: one row of CSV, one object of JSON.
public struct ReportRow: Sendable, Equatable {
    /// The names.
    public private(set) var names: [String] = []
    /// The values.
    public private(set) var values: [ReportValue] = []

    /// An empty row.
    public init() {}

    /// A row of these figures.
    public init(_ figures: [(name: String, value: ReportValue)]) {
        for figure in figures { add(figure.name, figure.value) }
    }

    /// Adds a figure at the end.
    public mutating func add(_ name: String, _ value: ReportValue) {
        names.append(name)
        values.append(value)
    }

    /// The row as one line of CSV.
    public var csv: String { csvLine(values.map(\.csvField)) }

    /// The heading of such rows.
    public var csvHeading: String { csvLine(names) }

    /// The row as a JSON object, to stand inside another.
    public var jsonObject: [String: Any] {
        Dictionary(zip(names, values.map(\.jsonValue)), uniquingKeysWith: { $1 })
    }

    /// The row as a JSON object on one line.
    public var json: String { jsonText(jsonObject) }
}
