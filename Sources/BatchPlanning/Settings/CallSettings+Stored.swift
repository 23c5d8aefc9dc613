import Foundation
package import Ledger
import Texts

extension CallSettings {
    /// Reads settings that any version wrote: a key that is missing has its default.
    package init(from decoder: any Decoder) throws {
        self.init()
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(
            _ key: CodingKeys, into path: WritableKeyPath<CallSettings, Value>
        ) throws {
            if let value = try values.decodeIfPresent(Value.self, forKey: key) {
                self[keyPath: path] = value
            }
        }
        try read(.baseURL, into: \.baseURL)
        try read(.concurrency, into: \.concurrency)
        try read(.downloads, into: \.downloads)
        try read(.maximumCharacters, into: \.maximumCharacters)
        try read(.deadlineSeconds, into: \.deadlineSeconds)
        form = try values.decodeIfPresent(String.self, forKey: .form)
        path = try values.decodeIfPresent(String.self, forKey: .path)
        serviceName = try values.decodeIfPresent(String.self, forKey: .serviceName)
        callbackURL = try values.decodeIfPresent(String.self, forKey: .callbackURL)
        callbacks = try values.decodeIfPresent(CallbackTerms.self, forKey: .callbacks)
        ratePerSecond = try values.decodeIfPresent(Double.self, forKey: .ratePerSecond)
        language = try values.decodeIfPresent(String.self, forKey: .language)
    }

    /// The settings a batch was last run with; the defaults where they cannot be read.
    package init(storedWith row: BatchRow) {
        self =
            (try? JSONDecoder().decode(CallSettings.self, from: Data(row.settings.utf8)))
            ?? CallSettings()
    }

    /// The settings as the ledger keeps them, a JSON object.
    var stored: String {
        (try? canonicalJSON(self)) ?? "{}"
    }
}
