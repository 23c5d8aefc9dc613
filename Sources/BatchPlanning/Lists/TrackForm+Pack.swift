import Ledger
package import SpeechTasks

extension TrackForm {
    /// A row's part of a call that several rows share.
    package struct Pack: Codable, Hashable, Sendable {
        /// The shared call's task, by its name in hexadecimal.
        package var task = ""
        /// The row's place in it, from 0.
        package var part = 0
        /// How long each text in it is expected to be, in milliseconds.
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
