import KlingAPI
import Sentences
import SpeechTasks

/// Makes tasks of texts, in the form that the service speaks.
package struct TaskMaker: Sendable {
    let service: Service
    let form: ServiceForm
    /// The language of all texts, as a code such as `en`; nil finds it from each text.
    let language: String?

    /// The task of a text.
    ///
    /// What the form has no field for is no part of the task: a volume is then given to the track.
    ///
    /// - Parameter language: what the text's own row says of it; it counts more than what is said of all.
    func task(
        _ text: String, voiceID: String, speed: Thousandths, volume: Thousandths,
        language: String? = nil
    ) -> SpeechTask {
        SpeechTask(
            service: service, text: text, voiceID: voiceID, speed: speed,
            volume: form.hasVolume ? volume : .normal,
            language: form.hasLanguage
                ? voiceLanguage(of: text, voiceID: voiceID, said: language ?? self.language) : nil)
    }

    /// The volume that is left for the track to have.
    func trackVolume(_ volume: Thousandths) -> Thousandths {
        form.hasVolume ? .normal : volume
    }

    /// Why the form cannot speak at a speed; nil if it can.
    func fault(ofSpeed speed: Thousandths) -> String? {
        guard !form.allows(speed: speed) else { return nil }
        let range = form.speedRange
        let decimals = form.speedDecimals == 1 ? " with one decimal" : ""
        return "this service takes speeds of \(range.lowerBound) to "
            + "\(range.upperBound)\(decimals), not \(speed)"
    }

    /// `zh` or `en`: the one the voice has, or else that of the text.
    private func voiceLanguage(of text: String, voiceID: String, said: String?) -> String {
        if let known = Voice.languages[voiceID], known.count == 1 { return known[0] }
        let code = said ?? Language.detect(in: text).code
        return code.hasPrefix("zh") ? "zh" : "en"
    }
}
