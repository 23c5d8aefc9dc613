/// What came of a callback that was taken; the word stands in events.
package enum TakenCallback: String, Sendable, CaseIterable {
    /// It brought the audio of a call whose reply had not come.
    case succeeded
    /// The call was charged, and its text's audio was there from another call.
    case paidTwice = "paid twice"
    /// The call had failed.
    case refused
    /// It told nothing that was not known.
    case nothingNew = "nothing new"
    /// Nothing could be told from it.
    case unreadable
}
