package import Foundation
package import SpeechTasks

/// How a service speaks: its path, its fields and their limits.
///
/// A further form is a further value. What replies mean is the same function for all of them,
/// ``ReplyMeaning/init(of:text:form:)``, since any service may answer in any form.
///
/// Source: the vendor's page for ``page``; the public source of the gateway that sells it for
/// ``gateway``; Kling's own documentation for ``kling``.
package struct ServiceForm: Hashable, Sendable {
    /// The names of the forms, as options and ledgers have them.
    package enum Name: String, Codable, CaseIterable, Sendable {
        /// The vendor's page.
        case page
        /// The gateway behind the page.
        case gateway
        /// Kling's own API.
        case kling
    }

    /// The form's name.
    package let name: Name
    /// The call's path, from its slash on; it follows the base address.
    package let path: String
    /// The longest text of a call.
    package let textLimit: TextLimit
    /// The speeds it takes.
    package let speedRange: ClosedRange<Thousandths>
    /// The most decimals of a speed, 0 to 3.
    package let speedDecimals: Int
    /// Whether a call has a volume; where it has none a service ignores it in silence.
    package let hasVolume: Bool
    /// Whether a call says which language a voice speaks, `zh` or `en`.
    package let hasLanguage: Bool
    /// Whether a call says who is told of its result.
    package let hasCallback: Bool
    /// What the speed is called.
    let speedField: SpeedField

    enum SpeedField: String {
        case speed
        case voiceSpeed = "voice_speed"
    }

    /// The vendor's page: 10,000 characters, speed and volume.
    package static let page = ServiceForm(
        name: .page, path: "/kling/v1/tts", textLimit: TextLimit(characters: 10_000),
        speedRange: Thousandths.speedRange, speedDecimals: 3, hasVolume: true, hasLanguage: false,
        hasCallback: true, speedField: .speed)

    /// The gateway behind the page: 1,000 bytes, though its messages call them characters.
    package static let gateway = ServiceForm(
        name: .gateway, path: "/kling/v1/audio/tts", textLimit: TextLimit(bytes: 1000),
        speedRange: Thousandths(800)...Thousandths(2000), speedDecimals: 1, hasVolume: false,
        hasLanguage: true, hasCallback: true, speedField: .voiceSpeed)

    /// Kling's own API: 1,000 characters.
    package static let kling = ServiceForm(
        name: .kling, path: "/v1/audio/tts", textLimit: TextLimit(characters: 1000),
        speedRange: Thousandths(800)...Thousandths(2000), speedDecimals: 1, hasVolume: false,
        hasLanguage: true, hasCallback: false, speedField: .voiceSpeed)

    /// The form of a name.
    package static func named(_ name: Name) -> ServiceForm {
        switch name {
        case .page: page
        case .gateway: gateway
        case .kling: kling
        }
    }

    /// The same form at another path, such as a reseller's own.
    package func with(path: String) -> ServiceForm {
        ServiceForm(
            name: name, path: path.hasPrefix("/") ? path : "/" + path, textLimit: textLimit,
            speedRange: speedRange, speedDecimals: speedDecimals, hasVolume: hasVolume,
            hasLanguage: hasLanguage, hasCallback: hasCallback, speedField: speedField)
    }

    /// Whether a speed can be said exactly in this form.
    package func allows(speed: Thousandths) -> Bool {
        speedRange.contains(speed) && speed.count.isMultiple(of: speedStep)
    }

    /// The speed nearest to the one asked for that this form can say.
    package func nearestSpeed(to speed: Thousandths) -> Thousandths {
        let bounded = min(max(speed, speedRange.lowerBound), speedRange.upperBound)
        return Thousandths((bounded.count + speedStep / 2) / speedStep * speedStep)
    }

    /// One in the last decimal, in thousandths.
    private var speedStep: Int {
        [1000, 100, 10, 1][min(max(speedDecimals, 0), 3)]
    }

    /// The body of the call for a task, as JSON.
    ///
    /// What the form has no field for is left out, as are normal speed and volume: absent means 1.0.
    ///
    /// - Parameter callbackURL: who is told of the result, where the form has a field for it.
    package func requestBody(for task: SpeechTask, callbackURL: String? = nil) throws -> Data {
        var fields = RequestFields()
        fields.text = task.text
        fields.voice_id = task.voiceID
        fields.voice_language = hasLanguage ? task.language : nil
        let speed = RequestFields.number(task.speed)
        switch speedField {
        case .speed: fields.speed = speed
        case .voiceSpeed: fields.voice_speed = speed
        }
        fields.volume = hasVolume ? RequestFields.number(task.volume) : nil
        fields.callback_url = hasCallback ? callbackURL : nil
        return try fields.encoded()
    }
}
