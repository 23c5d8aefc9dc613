import Foundation
public import RunLedger

extension CallSettings {
    /// The settings a batch was last run with; the defaults where they cannot be read.
    public init(storedWith row: BatchRow) {
        self =
            (try? JSONDecoder().decode(CallSettings.self, from: Data(row.settings.utf8)))
            ?? CallSettings()
    }

    /// The settings as the ledger keeps them, a JSON object.
    var stored: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try? encoder.encode(self)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
