import Crypto
import Texts

/// One API call's worth: a text and how it is to be spoken, at one service.
///
/// Equal tasks are one task. Its ``hash`` is its name in the ledger and in the clip store.
package struct SpeechTask: Hashable, Sendable {
    /// Who is called.
    package let service: Service
    /// What is spoken, exactly as it is sent.
    package let text: String
    /// The voice, by the service's own identifier.
    package let voiceID: String
    /// The speed; ``Thousandths/normal`` where none was asked for.
    package let speed: Thousandths
    /// The volume; ``Thousandths/normal`` where none was asked for.
    package let volume: Thousandths
    /// The language the voice is asked to speak, `zh` or `en`; nil where the service is told none.
    package let language: String?
    /// The task's name: SHA-256 over a canonical, versioned form of its parts.
    ///
    /// Version 1, of tasks without a language: the tag `kling-batch task 1`, then service, voice,
    /// speed, volume and text in UTF-8, each followed by a zero byte but for the text, which ends the
    /// form. Version 2 has the tag `kling-batch task 2`, and the language behind the voice. Service,
    /// voice and language hold no zero byte, so no two tasks have one form.
    package let hash: TaskHash

    /// A task of these parts.
    package init(
        service: Service, text: String, voiceID: String,
        speed: Thousandths = .normal, volume: Thousandths = .normal, language: String? = nil
    ) {
        self.service = service
        self.text = text
        self.voiceID = voiceID
        self.speed = speed
        self.volume = volume
        self.language = language
        var hasher = SHA256()
        let version = language == nil ? "kling-batch task 1" : "kling-batch task 2"
        for part in [version, service.name, voiceID]
            + [language, String(speed.count), String(volume.count)].compactMap({ $0 })
        {
            hasher.update(utf8Of: part)
            hasher.update(utf8Of: "\0")
        }
        hasher.update(utf8Of: text)
        hash = TaskHash(digest: hasher.finalize())
    }
}

extension SpeechTask {
    /// The tasks that this one was called by earlier versions: without a language, and at the
    /// service's other names.
    ///
    /// A clip that was paid for under one of them is this task's as well.
    package var earlierForms: [SpeechTask] {
        let languages = language == nil ? [nil] : [language, nil]
        let forms = ([service] + service.earlierNames).flatMap { service in
            languages.map { language in
                SpeechTask(
                    service: service, text: text, voiceID: voiceID, speed: speed, volume: volume,
                    language: language)
            }
        }
        return Array(forms.dropFirst())
    }
}

extension SHA256 {
    fileprivate mutating func update(utf8Of text: String) {
        var text = text
        text.withUTF8 { update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    /// The length in Unicode scalars, which is what the API's limit counts.
    ///
    /// Scalars are counted by their first bytes: faster than walking a million texts.
    package var characterCount: Int {
        scalarTotal
    }
}
