/// Where the chapters of a file stand among its packets.
///
/// Chapters are encoded apart and yet give the packets that one encoder of the whole would: each
/// part begins on the whole's packet grid, with silence before its first sample, and runs some
/// packets into the next chapter; the whole changes from one part to the next where both have
/// encoded the same sound. So no delay of an encoder and no padding adds up, nothing is cut off,
/// and a chapter begins at the very sample where the tracks before it end.
struct AudiobookTimeline: Sendable {
    let codec: SpeechCodec
    private let tracks: [MeasuredTrack]
    /// The first sample of each track, and the end of the last.
    private let starts: [Int]

    /// How many packets into a chapter the parts change.
    ///
    /// That is 100 ms or more: an encoder's choice of windows and a decoder's memory are then those
    /// of the sound itself (80 ms for Opus: RFC 7845 section 4.6).
    private static let overlap = 5
    /// Packets encoded past the last one taken, because encoders look ahead.
    private static let lookahead = 3

    init(_ tracks: [MeasuredTrack], _ codec: SpeechCodec) {
        self.codec = codec
        self.tracks = tracks
        starts = tracks.reduce(into: [0]) { starts, track in
            starts.append(
                starts[starts.count - 1] + track.sampleCount(atHz: codec.sampleRateHz))
        }
    }

    /// Samples of all tracks.
    var sampleCount: Int { starts[tracks.count] }

    /// Packets of the whole.
    var packetCount: Int {
        let delayed = sampleCount + codec.delaySampleCount
        return (delayed + codec.packetSampleCount - 1) / codec.packetSampleCount
    }

    /// Where the chapters begin, in samples, with the end behind the last.
    var marks: [(title: String, samples: Range<Int>)] {
        tracks.indices.map { (tracks[$0].title, starts[$0]..<starts[$0 + 1]) }
    }

    /// The parts of all chapters, in order.
    var parts: [AudiobookPart] { tracks.indices.map(part) }

    private func part(_ index: Int) -> AudiobookPart {
        let grid = starts[index] / codec.packetSampleCount
        let packets = (firstPacket(index) - grid)..<(firstPacket(index + 1) - grid)
        let length = (packets.upperBound + Self.lookahead) * codec.packetSampleCount
        let silence = starts[index] - grid * codec.packetSampleCount
        var sounds: [AudiobookPart.Sound] = []
        var filled = silence
        for track in tracks[index...] where filled < length {
            let count = min(track.sampleCount(atHz: codec.sampleRateHz), length - filled)
            sounds.append(.init(track: track, sampleCount: count))
            filled += count
        }
        return AudiobookPart(
            codec: codec, silenceSampleCount: silence, sounds: sounds,
            paddingSampleCount: length - filled, packets: packets)
    }

    /// The packet of the whole from which on a part is taken.
    private func firstPacket(_ index: Int) -> Int {
        switch index {
        case 0: 0
        case tracks.count: packetCount
        default: min(starts[index] / codec.packetSampleCount + Self.overlap, packetCount)
        }
    }
}
