import Foundation

/// A charged call, as it stands on the bill.
public struct BillEntry: Hashable, Sendable, Codable {
    /// What the reply calls the request.
    public let requestID: String
    /// What the reply calls the audio.
    public let audioID: String
    /// When the call was charged: ISO 8601 in UTC with milliseconds.
    public let time: String
    /// The price in yuan, `0.05`.
    public let price: String
    /// The text's length in Unicode scalars.
    public let characters: Int
    /// The SHA-256 of the text's UTF-8 in hexadecimal digits.
    public let textSHA256: String

    private enum CodingKeys: String, CodingKey {
        case requestID = "request_id"
        case audioID = "audio_id"
        case time, price, characters
        case textSHA256 = "text_sha256"
    }

    /// The bill's line for this call, with its line feed.
    ///
    /// None of the values holds a character that JSON would escape.
    var line: String {
        """
        {"request_id":"\(requestID)","audio_id":"\(audioID)","time":"\(time)","price":"\(price)",\
        "characters":\(characters),"text_sha256":"\(textSHA256)"}\n
        """
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
    public static func entries(inFile path: String) throws -> [BillEntry] {
        let decoder = JSONDecoder()
        return try Data(contentsOf: URL(fileURLWithPath: path))
            .split(separator: UInt8(ascii: "\n"))
            .compactMap { try? decoder.decode(BillEntry.self, from: $0) }
    }
}
