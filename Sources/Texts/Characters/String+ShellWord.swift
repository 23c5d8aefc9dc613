extension String {
    /// The text as a word that a shell takes, in a command that a person is told to type.
    ///
    /// What begins with a hyphen stands behind `--`, so that nothing but arguments may follow it.
    package var shellWord: String {
        hasPrefix("-") ? "-- \(quotedForShell)" : quotedForShell
    }

    /// The path of a file as a word that a shell takes; one that begins with a hyphen is no option.
    package var shellPath: String {
        hasPrefix("-") && self != "-" ? ("./" + self).quotedForShell : quotedForShell
    }

    /// An option with the text as its value, as a shell takes it: `--batch 'my lines'`.
    package func shellOption(_ option: String) -> String {
        option + (hasPrefix("-") ? "=" : " ") + quotedForShell
    }

    private var quotedForShell: String {
        let isPlain =
            !isEmpty
            && unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0)
                    || "._-/".unicodeScalars.contains($0)
            }
        if isPlain { return self }
        // By scalars: a quotation mark with an accent above it is one to a shell, and to Swift
        // another letter.
        let inside = unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined()
        return "'\(inside)'"
    }
}
