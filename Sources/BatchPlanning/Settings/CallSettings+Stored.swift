package import Ledger

extension CallSettings {
    /// Reads settings that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.baseURL, into: &baseURL)
        members.read(.form, into: &form)
        members.read(.path, into: &path)
        members.read(.serviceName, into: &serviceName)
        members.read(.callbackURL, into: &callbackURL)
        members.read(.callbacks, into: &callbacks)
        members.read(.concurrency, into: &concurrency)
        members.read(.ratePerSecond, into: &ratePerSecond)
        members.read(.downloads, into: &downloads)
        members.read(.maximumCharacters, into: &maximumCharacters)
        members.read(.language, into: &language)
        members.read(.deadlineSeconds, into: &deadlineSeconds)
    }

    /// The settings a batch was last run with.
    ///
    /// - Parameter onFault: told, in a sentence, of each setting that cannot be read and has its default.
    package init(storedWith row: BatchRow, onFault: (String) -> Void) {
        let known = CallSettings(json: row.settings) { key in
            onFault(
                "what the ledger keeps as \(key) of the batch “\(row.name)” cannot be read; the "
                    + "default is taken")
        }
        if known == nil {
            onFault(
                "the settings that the ledger keeps of the batch “\(row.name)” cannot be read; the "
                    + "defaults are taken")
        }
        self = known ?? CallSettings()
    }

    /// The settings as the ledger keeps them, a JSON object.
    var stored: String { (try? json()) ?? "{}" }
}
