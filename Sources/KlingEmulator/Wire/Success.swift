/// What a form says about a call that went well.
struct Success: Sendable {
    var message: String
    var requestID: String
    var taskID: String
    var audioID: String
    var audioURL: String
    var announced: Announcement
    /// When the call was done, in Unix milliseconds.
    var createdAt: Int64
    /// What the call cost, as it stands on the bill.
    var price: String

    /// Kling's word for finished audio.
    var taskResult: JSONValue {
        [
            "audios": [
                [
                    "id": .string(audioID), "url": .string(audioURL),
                    "duration": announced.seconds,
                ]
            ]
        ]
    }
}
