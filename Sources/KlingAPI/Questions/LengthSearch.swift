package import SpeechTasks

/// Finds the longest text of a call by texts that lack a voice, in the unit that the service counts.
///
/// A value without clock and connection: ask ``next``, give the answer to ``take(_:)``, until there is
/// no question left. The first text is surely too long: a service that misses only the voice there
/// looks at the voice first, and nothing can be learned from it. A limit that is neither stated nor a
/// usual one is found to within 71 characters of 10,000.
package struct LengthSearch: Sendable, Equatable {
    /// What is known of the longest text.
    package enum Verdict: Sendable, Equatable {
        /// The longest text; it is the limit itself if `isExact`, else the longest that was let through.
        case limit(TextLimit, isExact: Bool)
        /// It cannot be found out; the sentence says why.
        case notKnown(String)
    }

    /// The most questions.
    package static let maximumQuestions = 12

    private enum Step: Equatable {
        case beyond
        case bisect
        case unit
        case done
    }

    private let form: ServiceForm
    private var step = Step.beyond
    private var asked = 0
    /// The longest text of one-byte characters that was let through.
    private var longest = 0
    /// The shortest that was refused, or is too long by the form itself.
    private var refused: Int
    /// Lengths worth trying before halves: what the service stated, and what forms are known to have.
    private var guesses: [Int] = []
    /// The length behind a guess that was let through: refused, it proves the guess.
    private var proof = 0
    /// What is known; a sentence until something is.
    package private(set) var verdict = Verdict.notKnown("the service was not asked")

    /// A search within the longest text that a form has.
    package init(form: ServiceForm) {
        self.form = form
        refused = form.textLimit.characters + 1
        guesses = [form.textLimit.characters, 1000].filter { $0 < refused }
    }

    /// The next question; nil once there is a verdict.
    package var next: FreeQuestion? {
        sample.map { .length(form, $0) }
    }

    private var sample: TextSample? {
        switch step {
        case .beyond:
            TextSample(characters: form.textLimit.characters + 1, width: .three)
        case .bisect:
            TextSample(characters: length, width: .one)
        case .unit:
            TextSample(characters: longest, width: .three)
        case .done: nil
        }
    }

    /// The next length to try: a proof or a guess that is still open, else the middle.
    private var length: Int {
        ([proof] + guesses).first { $0 > longest && $0 < refused } ?? (longest + refused) / 2
    }

    /// Takes the answer to ``next`` in.
    package mutating func take(_ answer: FreeAnswer) {
        asked += 1
        switch (step, answer.meaning) {
        case (.beyond, .tooLong(let stated)):
            let stated = stated.map { min($0.characters, $0.bytes ?? .max) }
            guesses = [stated].compactMap { $0 } + guesses
            step = .bisect
        case (.beyond, .lengthAccepted):
            end("the service looks at the voice before the length, or has no such limit")
        case (.bisect, .lengthAccepted):
            longest = length
            if guesses.contains(longest) { proof = longest + 1 }
            goOn()
        case (.bisect, .tooLong):
            refused = length
            goOn()
        case (.unit, .lengthAccepted): settle(TextLimit(characters: longest))
        case (.unit, .tooLong): settle(TextLimit(bytes: longest))
        default: end(answer.reply.answerWords)
        }
    }

    private mutating func goOn() {
        let isLast = asked >= Self.maximumQuestions - 1
        guard refused - longest <= 1 || isLast else { return }
        if longest > 0 { step = .unit } else { end("no length was let through") }
    }

    private mutating func settle(_ limit: TextLimit) {
        verdict = .limit(limit, isExact: refused - longest == 1)
        step = .done
    }

    private mutating func end(_ sentence: String) {
        verdict = .notKnown(sentence)
        step = .done
    }
}
