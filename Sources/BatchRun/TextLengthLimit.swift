import SpeechTasks
import Synchronization

/// The longest text this account takes in a call, found from refusals and time-outs.
///
/// A gateway may cut at 30 s what is done and charged, and a night of those must not be paid.
final class TextLengthLimit: Sendable {
    private struct State {
        var limit: TextLimit
        var longTimeouts = 0
    }

    /// The older edition of the vendor's page gives 1000: what is no longer is never too slow.
    static let shortestSlowText = 1000
    /// A refusal for the length of anything shorter has another cause.
    static let shortestLimit = 100

    private let state: Mutex<State>

    init(_ limit: TextLimit) {
        state = Mutex(State(limit: limit))
    }

    /// The limit now.
    var current: TextLimit { state.withLock { $0.limit } }

    /// A text was refused for its length.
    ///
    /// - Parameter message: what the service said; a number in it that the text is longer than is
    ///   taken for the limit, else half the text's length is. Where the text has no more characters
    ///   than that, the service counts bytes.
    /// - Returns: the new limit; nil if the text is too short for that to be believed.
    func refused(_ text: String, message: String?) -> TextLimit? {
        let characters = text.characterCount
        let bytes = text.utf8.count
        return state.withLock { state in
            // Another text's refusal may have brought the limit below this one already.
            if !state.limit.allows(characters: characters, bytes: bytes) { return state.limit }
            let named = (message ?? "").split { !("0"..."9").contains($0) }.compactMap { Int($0) }
                .filter { $0 >= Self.shortestLimit && $0 < bytes }.max()
            let learned: TextLimit
            if let named {
                learned =
                    named < characters ? TextLimit(characters: named) : TextLimit(bytes: named)
            } else {
                guard characters / 2 >= Self.shortestLimit else { return nil }
                learned = TextLimit(characters: characters / 2)
            }
            state.limit = state.limit.tightened(by: learned)
            return state.limit
        }
    }

    /// A call timed out, or a gateway gave up on it.
    ///
    /// - Returns: the new limit after the second long text in a row; nil if it stays.
    func timedOut(_ text: String) -> TextLimit? {
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
    func succeeded(_ text: String) {
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
