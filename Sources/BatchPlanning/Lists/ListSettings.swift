/// How rows of lists are spoken.
package struct ListSettings: Sendable {
    /// The files of words and how they are spoken.
    package var lexiconPaths: [String] = []
    /// Whether rows of one voice share calls, whose sound is cut apart again.
    package var packsRows = false
    /// How sure a cut must be, 0 to 1; a row whose cuts are not is bought alone.
    package var packConfidence = 0.75

    /// The defaults.
    package init() {}
}
