import Foundation
import Ledger
import Sentences
package import SpeechTasks
import Texts
import Utterances

extension TrackForm {
    /// A row's part of a call that several rows share.
    package struct Pack: Codable, Hashable, Sendable {
        /// The shared call's task, by its name in hexadecimal.
        package var task = ""
        /// The row's place in it, from 0.
        package var part = 0
        /// How long each text in it is expected to be, in milliseconds; empty where the call's own text
        /// tells it.
        package var weights: [Int] = []
        /// What the row says, and how.
        package var text = ""
        package var voice = ""
        package var language: String?
        package var speed = Thousandths.normal.count
        package var volume = Thousandths.normal.count
        /// How sure a cut must be, 0 to 1.
        package var confidence = ListSettings().packConfidence
        /// Whether the cut was in doubt, so that the row has a call of its own after all.
        package var isBoughtAlone = false
    }
}

extension TrackForm.Pack {
    /// Reads a part that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.task, into: &task)
        members.read(.part, into: &part)
        members.read(.weights, into: &weights)
        members.read(.text, into: &text)
        members.read(.voice, into: &voice)
        members.read(.language, into: &language)
        members.read(.speed, into: &speed)
        members.read(.volume, into: &volume)
        members.read(.confidence, into: &confidence)
        members.read(.isBoughtAlone, into: &isBoughtAlone)
    }
}

extension TrackForm.Pack {
    /// How long each of some texts that share a call is expected to be, as far as the text of the call does
    /// not tell it.
    ///
    /// It is kept with each row, and would grow with the square of the rows of a call.
    static func weights(of texts: [String], in call: String) -> [Int] {
        let told = UtterancePack.texts(in: call)
        return told.count == texts.count ? [] : texts.map(expectedMilliseconds)
    }

    /// How long each text of its call is expected to be, in milliseconds.
    ///
    /// - Parameter call: the call's text.
    package func weights(in call: String) -> [Int] {
        weights.isEmpty ? UtterancePack.texts(in: call).map(Self.expectedMilliseconds) : weights
    }

    /// How long a text takes to say, as far as its language tells.
    private static func expectedMilliseconds(of text: String) -> Int {
        let rate = SpeechRate(assumedFor: Language.detect(in: text))
        return max(1, Int((rate.duration(of: text) / .milliseconds(1)).rounded()))
    }

    /// Whether a job's clips are those that the form was planned with.
    package func isFor(_ clips: [TaskHash]) -> Bool {
        clips.map { "\($0)" } == [task]
    }

    /// The row's text as a task of its own.
    package func ownTask(by maker: TaskMaker) -> SpeechTask {
        maker.task(
            text, voiceID: voice, speed: Thousandths(speed), volume: Thousandths(volume),
            language: language)
    }
}
