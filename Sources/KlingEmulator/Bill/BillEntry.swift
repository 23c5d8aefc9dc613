import Foundation

/// A charged call, as it stands on the bill.
package struct BillEntry: Hashable, Sendable {
    /// What the bill calls the request: in the page's and Kling's forms as the reply's body does,
    /// in the gateway's as the reply's header `X-Oneapi-Request-Id`.
    package let requestID: String
    /// What the reply calls the audio.
    package let audioID: String
    /// Kling's name for the work; nil in the form of the page.
    package let taskID: String?
    /// When the call was charged: ISO 8601 in UTC with milliseconds.
    package let time: String
    /// The price in yuan, `0.05`.
    package let price: String
    /// The text's length in Unicode scalars.
    package let characters: Int
    /// The SHA-256 of the text's UTF-8 in hexadecimal digits.
    package let textSHA256: String
    /// When the call was charged, in Unix seconds.
    package let createdAt: Int
    /// How long the work took, in whole seconds.
    package let useTime: Int
    /// The voice; nil in a bill of an earlier version.
    package let voice: String?
    /// The address's path that was called; nil in a bill of an earlier version.
    package let path: String?

    /// The price in thousandths of a yuan.
    var priceThousandths: Int {
        Int(((Double(price) ?? 0) * 1000).rounded())
    }

    /// The bill's line for this call, with its line feed.
    var line: String {
        let taskID = taskID.map { [JSONValue.Member(name: "task_id", value: .string($0))] } ?? []
        let start: JSONValue = [
            "request_id": .string(requestID), "audio_id": .string(audioID),
        ]
        let rest: JSONValue = [
            "time": .string(time), "price": .string(price), "characters": .integer(characters),
            "text_sha256": .string(textSHA256), "created_at": .integer(createdAt),
            "use_time": .integer(useTime), "voice": voice.map(JSONValue.string) ?? nil,
            "path": path.map(JSONValue.string) ?? nil,
        ]
        return JSONValue.object(start.members + taskID + rest.members).text + "\n"
    }

    /// A price in yuan with two decimals, or three where the last is not zero.
    static func price(thousandths: Int) -> String {
        let fraction = String(thousandths % 1000 + 1000).dropFirst()
        return "\(thousandths / 1000).\(fraction.hasSuffix("0") ? fraction.dropLast() : fraction)"
    }

    /// The entries of a bill, oldest first.
    ///
    /// A line that a killed emulator left unfinished is no entry: its call was never answered.
    /// - Throws: Foundation's error if the file cannot be read.
    package static func entries(inFile path: String) throws -> [BillEntry] {
        entries(in: try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    static func entries(in lines: Data) -> [BillEntry] {
        let decoder = JSONDecoder()
        return lines.split(separator: UInt8(ascii: "\n"))
            .compactMap { try? decoder.decode(BillEntry.self, from: $0) }
    }
}

extension BillEntry: Decodable {
    private enum CodingKeys: String, CodingKey {
        case requestID = "request_id"
        case audioID = "audio_id"
        case taskID = "task_id"
        case time, price, characters, voice, path
        case textSHA256 = "text_sha256"
        case createdAt = "created_at"
        case useTime = "use_time"
    }

    /// Reads a line's object; what bills of earlier versions lack is nil, follows from the time, or
    /// is 0.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        requestID = try values.decode(String.self, forKey: .requestID)
        audioID = try values.decode(String.self, forKey: .audioID)
        taskID = try values.decodeIfPresent(String.self, forKey: .taskID)
        time = try values.decode(String.self, forKey: .time)
        price = try values.decode(String.self, forKey: .price)
        characters = try values.decode(Int.self, forKey: .characters)
        textSHA256 = try values.decode(String.self, forKey: .textSHA256)
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        createdAt =
            try values.decodeIfPresent(Int.self, forKey: .createdAt)
            ?? Int(Date(time, strategy: format).timeIntervalSince1970)
        useTime = try values.decodeIfPresent(Int.self, forKey: .useTime) ?? 0
        voice = try values.decodeIfPresent(String.self, forKey: .voice)
        path = try values.decodeIfPresent(String.self, forKey: .path)
    }
}
