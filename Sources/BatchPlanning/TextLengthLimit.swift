package import SpeechTasks
import Synchronization

/// The longest text this account takes in a call, found from refusals and time-outs.
///
/// A gateway may cut at 30 s what is done and charged, and a night of those must not be paid.
package final class TextLengthLimit: Sendable {
    package struct State {
        var limit: TextLimit
        var longTimeouts = 0
    }

    /// The older edition of the vendor's page gives 1000: what is no longer is never too slow.
    static let shortestSlowText = 1000
    /// A refusal for the length of anything shorter has another cause.
    static let shortestLimit = 100

    private let state: Mutex<State>

    package init(_ limit: TextLimit) {
        state = Mutex(State(limit: limit))
    }

    /// The limit now.
    package var current: TextLimit { state.withLock { $0.limit } }

    /// A text was refused for its length.
    ///
    /// - Parameter stated: the longest text as the refusal tells it; nil takes half of this one's
    ///   length.
    /// - Returns: the new limit; nil if the text is too short for that to be believed.
    package func refused(_ text: String, stated: TextLimit?) -> TextLimit? {
        state.withLock { state in
            // Another text's refusal may have brought the limit below this one already.
            guard state.limit.allows(text) else { return state.limit }
            let half = text.characterCount / 2
            let learned = stated.flatMap { $0.allows(text) ? nil : $0 }
            guard learned != nil || half >= Self.shortestLimit else { return nil }
            state.limit = state.limit.tightened(by: learned ?? TextLimit(characters: half))
            return state.limit
        }
    }

    /// A call timed out, or a gateway gave up on it.
    ///
    /// - Returns: the new limit after the second long text in a row; nil if it stays.
    package func timedOut(_ text: String) -> TextLimit? {
        state.withLock { state in
            guard isLong(text, state.limit) else { return nil }
            state.longTimeouts += 1
            guard state.longTimeouts >= 2 else { return nil }
            state.longTimeouts = 0
            let half = max(text.characterCount / 2, Self.shortestSlowText)
            state.limit = state.limit.tightened(by: TextLimit(characters: half))
            return state.limit
        }
    }

    /// A call came through.
    package func succeeded(_ text: String) {
        state.withLock { state in
            if isLong(text, state.limit) { state.longTimeouts = 0 }
        }
    }

    /// A text above the limit was sent before the limit came down and says nothing new.
    private func isLong(_ text: String, _ limit: TextLimit) -> Bool {
        let characters = text.characterCount
        return characters > Self.shortestSlowText && characters * 2 > limit.characters
            && limit.allows(characters: characters, bytes: text.utf8.count)
    }
}
