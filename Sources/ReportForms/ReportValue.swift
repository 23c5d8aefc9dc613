import Foundation
package import SpeechTasks
import Texts

/// One figure of a report, in a form of its own for CSV and JSON.
package enum ReportValue: Sendable, Equatable {
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
    package var csvField: String {
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
package struct ReportRow: Sendable, Equatable {
    /// The names.
    package private(set) var names: [String] = []
    /// The values.
    package private(set) var values: [ReportValue] = []

    /// An empty row.
    package init() {}

    /// A row of these figures.
    package init(_ figures: [(name: String, value: ReportValue)]) {
        for figure in figures { add(figure.name, figure.value) }
    }

    /// Adds a figure at the end.
    package mutating func add(_ name: String, _ value: ReportValue) {
        names.append(name)
        values.append(value)
    }

    /// Gives a figure that the row has another value.
    package mutating func set(_ name: String, _ value: ReportValue) {
        if let place = names.firstIndex(of: name) { values[place] = value }
    }

    /// The row as one line of CSV.
    package var csv: String { csvLine(values.map(\.csvField)) }

    /// The heading of such rows.
    package var csvHeading: String { csvLine(names) }

    /// The row as a JSON object, to stand inside another.
    package var jsonObject: [String: Any] {
        Dictionary(zip(names, values.map(\.jsonValue)), uniquingKeysWith: { $1 })
    }

    /// The row as a JSON object on one line.
    package var json: String { jsonText(jsonObject) }
}

extension [ReportRow] {
    /// Rows of the same figures under one heading; empty where there are none, but for JSON.
    package func drawn(as form: ReportForm) -> String {
        switch form {
        case .table:
            var table = TextTable()
            if let first { table.add(first.names) }
            for row in self { table.add(row.values.map(\.csvField)) }
            return table.text
        case .csv:
            return ([first?.csvHeading].compactMap { $0 } + map(\.csv)).joined(separator: "\n")
        case .json: return "[" + map(\.json).joined(separator: ",\n") + "]"
        }
    }
}

/// A JSON object on one line with its keys in order.
///
/// What would steer a terminal stands in it as an escape, so that nothing is lost.
package func jsonText(_ object: [String: Any]) -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    let data = try? JSONSerialization.data(withJSONObject: object, options: options)
    return data.map { escapingControls(String(decoding: $0, as: UTF8.self)) } ?? "{}"
}

/// JSON whose strings hold no steering characters; JSON itself is made of none.
private func escapingControls(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: \.isSteering) else { return json }
    var escaped = ""
    for scalar in json.unicodeScalars {
        if scalar.isSteering {
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        } else {
            escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped
}
