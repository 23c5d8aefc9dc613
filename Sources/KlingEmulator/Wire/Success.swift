/// The documented reply to a call that went well.
struct Success: Sendable {
    var requestID: String
    var audioID: String
    var audioURL: String
    /// How long the audio is, in milliseconds.
    var duration: Int
    /// When the call was done, in Unix milliseconds.
    var createdAt: Int64

    var json: String {
        """
        {"code":0,"message":"success","request_id":"\(requestID)",\
        "data":{"audio_id":"\(audioID)","audio_url":\(jsonString(audioURL)),\
        "duration":\(duration),"created_at":\(createdAt)}}
        """
    }
}

/// A text as a JSON string; control characters, which none of the replies needs, become spaces.
func jsonString(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": json += "\\\(scalar)"
        case "\0"..."\u{1F}": json += " "
        default: json.unicodeScalars.append(scalar)
        }
    }
    return json + "\""
}
