import HTTPSupport

extension Reply {
    /// Reads what a reply says of its audio, in any nesting that services are known to use.
    mutating func readAudio(_ object: [String: JSONValue]) {
        let places = Self.places(of: object)
        audioURL = Self.audioAddress(in: places)
        audioID =
            places.lazy.compactMap { $0.object["audio_id"]?.text }.first
            ?? places.lazy.filter(\.isAudio).compactMap { $0.object["id"]?.text }.first
        durationMilliseconds = places.lazy.compactMap(\.durationMilliseconds).first
        taskID = places.lazy.compactMap { $0.object["task_id"]?.text }.first
        createdAt = places.lazy.compactMap { $0.object["created_at"]?.wholeNumber }.first
        unitDeduction = places.lazy.compactMap { $0.object["final_unit_deduction"]?.text }.first
    }

    /// Whether an address can be fetched at all.
    static func isUsable(_ address: String) -> Bool {
        guard let address = OutsideText(secrets: []).address(address) else { return false }
        let start = address.prefix(9).lowercased()
        return ["https://", "http://"].contains { start.hasPrefix($0) && start.count > $0.count }
    }

    /// An object that may speak of audio.
    private struct Place {
        let object: [String: JSONValue]
        /// Whether it stands for an audio itself, so that a bare `id` or `url` is the audio's.
        var isAudio = false
        /// Whether durations in it are in seconds.
        var isInSeconds = false

        /// Milliseconds as the page has them; Kling's results have seconds, as a text.
        var durationMilliseconds: Int? {
            guard let value = object["duration"], let number = value.realNumber, number >= 0,
                number < 1e9
            else { return nil }
            let isInSeconds = isInSeconds || value.words?.contains(".") == true
            return Int((isInSeconds ? number * 1000 : number).rounded())
        }
    }

    private static func places(of object: [String: JSONValue]) -> [Place] {
        var places: [Place] = []
        for level in [object["data"]?.onlyObject, object].compactMap({ $0 }) {
            places.append(Place(object: level))
            let result = level["task_result"]?.onlyObject
            let results = result?["audios"]?.objects.first
            places += [results].compactMap { $0 }
                .map { Place(object: $0, isAudio: true, isInSeconds: true) }
            for name in ["audios", "outputs", "audio"] {
                places += [level[name]?.objects.first].compactMap { $0 }
                    .map { Place(object: $0, isAudio: true) }
            }
        }
        return places
    }

    /// The first address that can be fetched; where there is none, an `audio_url` that cannot.
    private static func audioAddress(in places: [Place]) -> String? {
        let names = ["audio_url", "url_mp3", "mp3_url", "audio"]
        let addresses = places.flatMap { place in
            (names + (place.isAudio ? ["url"] : [])).compactMap { place.object[$0]?.words }
        }
        return addresses.first(where: isUsable)
            ?? places.lazy.compactMap { $0.object["audio_url"]?.words }.first
    }
}
