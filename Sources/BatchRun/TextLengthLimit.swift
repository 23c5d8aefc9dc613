import Synchronization

/// The longest text this account takes in a call, found from refusals and time-outs.
///
/// A gateway may cut at 30 s what is done and charged, and a night of those must not be paid.
final class TextLengthLimit: Sendable {
    private struct State {
        var limit: Int
        var longTimeouts = 0
    }

    /// The older edition of the vendor's page gives 1000: what is no longer is never too slow.
    static let shortestSlowText = 1000
    /// A refusal for the length of anything shorter has another cause.
    static let shortestLimit = 100

    private let state: Mutex<State>

    init(_ limit: Int) {
        state = Mutex(State(limit: limit))
    }

    /// The limit now, in Unicode scalars.
    var current: Int { state.withLock { $0.limit } }

    /// A text was refused for its length.
    ///
    /// - Parameter message: what the service said; a number in it that the text is longer than is
    ///   taken for the limit, else half the text's length is.
    /// - Returns: the new limit; nil if the text is too short for that to be believed.
    func refused(characters: Int, message: String?) -> Int? {
        state.withLock { state in
            // Another text's refusal may have brought the limit below this one already.
            if state.limit < characters { return state.limit }
            let named = (message ?? "").split { !("0"..."9").contains($0) }.compactMap { Int($0) }
                .filter { $0 >= Self.shortestLimit && $0 < characters }.max()
            let limit = named ?? characters / 2
            guard limit >= Self.shortestLimit else { return nil }
            state.limit = limit
            return limit
        }
    }

    /// A call timed out, or a gateway gave up on it.
    ///
    /// - Returns: the new limit after the second long text in a row; nil if it stays.
    func timedOut(characters: Int) -> Int? {
        state.withLock { state in
            guard isLong(characters, state.limit) else { return nil }
            state.longTimeouts += 1
            guard state.longTimeouts >= 2 else { return nil }
            state.longTimeouts = 0
            state.limit = max(characters / 2, Self.shortestSlowText)
            return state.limit
        }
    }

    /// A call came through.
    func succeeded(characters: Int) {
        state.withLock { state in
            if isLong(characters, state.limit) { state.longTimeouts = 0 }
        }
    }

    /// A text above the limit was sent before the limit came down and says nothing new.
    private func isLong(_ characters: Int, _ limit: Int) -> Bool {
        characters > Self.shortestSlowText && characters * 2 > limit && characters <= limit
    }
}
