/// Which build of the command this is.
package enum Version {
    /// The version, which packages and man pages take from `--version`.
    static let number = "0.1.0"

    /// Where `jobs/release.sh` writes the commit into the built command, so that a new commit compiles
    /// nothing anew; as many bytes as a commit's name has.
    private static let commitMark = "the-commit-is-written-here-once-it-built"

    /// What `--version` says.
    static var description: String {
        // A commit's name has no dash. A plus at its end stands for changes beside it.
        if commitMark.contains("-") { return "\(number) (built without a commit)" }
        let changes = commitMark.hasSuffix("+") ? ", changed" : ""
        return "\(number) (commit \(commitMark.prefix(12))\(changes))"
    }
}
