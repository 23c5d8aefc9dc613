import AudioFiles
import Foundation
import Planning
import SpeechTasks
import Subtitles

/// How the voice track of a film is made from its clips, as the ledger keeps it.
///
/// A change makes the track again, without a call. Times are milliseconds from the film's start.
struct VoiceTrackForm: Codable {
    /// What a job of this form is called in the ledger.
    static let jobKind = "subtitles"

    /// The subtitle file.
    var source: String
    var language: String
    /// A `VoiceTrackFormat`, by its name.
    var format: String
    var maximumStretch: Double
    /// How long the track is at least.
    var length: Int
    var film: String?
    /// The film's bytes and when it was changed, by which another one in its place is known.
    var filmBytes: Int?
    var filmDate: Double?
    var duckDecibels: Double?
    /// The volume of every task, in thousandths.
    var volume: Int
    var utterances: [Utterance] = []
    /// The clips that several utterances share.
    var packs: [Pack] = []
    var packConfidence: Double
    var unspoken: [Unspoken]

    struct Utterance: Codable {
        var start: Int
        var slotEnd: Int
        var speaker: String?
        var voice: String
        /// The speed it was asked for, in thousandths.
        var speed: Int
        /// The first of the job's clips that say it, and how many do.
        var firstClip: Int
        var clips: Int
        /// Where it is a part of a clip that others share: the pack, and its place in it.
        var pack: Int?
        var part: Int?
        var lines: [Line]
    }

    struct Pack: Codable {
        /// The clip, among the job's.
        var clip: Int
        /// How long each utterance in it is expected to be, in seconds.
        var weights: [Double]
    }

    struct Line: Codable {
        /// The cue's number.
        var cue: Int
        var start: Int
        var end: Int
        var text: String
        /// Where it begins within the utterance, as a share of its length.
        var share: Double
    }

    struct Unspoken: Codable {
        var cue: Int
        var reason: String
        var text: String
    }

    init(_ plan: SubtitlePlan, volume: Thousandths) {
        self.volume = volume.count
        packConfidence = plan.settings.packConfidence
        source = plan.spoken.path
        language = plan.spoken.language.code
        format = plan.settings.track.rawValue
        maximumStretch = plan.settings.maximumStretch
        length = plan.trackLength.wholeMilliseconds
        film = plan.settings.film.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
        let attributes = film.flatMap { try? FileManager.default.attributesOfItem(atPath: $0) }
        filmBytes = attributes?[.size] as? Int
        filmDate = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970
        duckDecibels = plan.settings.duckDecibels
        unspoken = plan.spoken.unspoken.map {
            Unspoken(cue: $0.number, reason: $0.reason.rawValue, text: $0.text)
        }
    }

    mutating func add(
        _ utterance: Planning.Utterance, speed: Thousandths, from source: UtteranceSource
    ) {
        utterances.append(
            Utterance(
                start: utterance.start.wholeMilliseconds,
                slotEnd: utterance.slotEnd.wholeMilliseconds, speaker: utterance.speaker,
                voice: utterance.voiceID, speed: speed.count,
                firstClip: source.clips.lowerBound, clips: source.clips.count, pack: source.pack,
                part: source.part,
                lines: zip(utterance.lines, utterance.lineStarts).map { line, share in
                    Line(
                        cue: line.number, start: line.start.wholeMilliseconds,
                        end: line.end.wholeMilliseconds, text: line.text, share: share)
                }))
    }

    /// The form as JSON with its keys in order, so that equal forms are equal texts.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// The form that some JSON holds; nil if it holds none.
    init?(json: String) {
        guard let form = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
            return nil
        }
        self = form
    }
}

extension VoiceTrackForm {
    /// Whether a job's clips are those that the form was planned with.
    func isFor(_ clips: [TaskHash]) -> Bool {
        let all =
            packs.map(\.clip)
            + utterances.flatMap { Array($0.firstClip..<($0.firstClip + $0.clips)) }
        return Set(all).count == clips.count && all.allSatisfy(clips.indices.contains)
    }

    /// The utterances that cannot be cut out of their packs with confidence.
    func doubtful(_ parts: [[PackCuts.Part]]) -> [Int] {
        utterances.indices.filter { index in
            guard let pack = utterances[index].pack, let part = utterances[index].part else {
                return false
            }
            return !parts[pack].indices.contains(part)
                || parts[pack][part].confidence < packConfidence
        }
    }

    /// The track's lines.
    ///
    /// - Parameters:
    ///   - clips: the job's, in order.
    ///   - parts: where each utterance of each pack is in its clip.
    func lines(of clips: [ClipInTrack], parts: [[PackCuts.Part]]) -> [VoiceLine] {
        utterances.map { utterance in
            var sounds = clips[utterance.firstClip..<(utterance.firstClip + utterance.clips)]
                .map { VoiceLine.Sound(clip: $0) }
            if let pack = utterance.pack, let part = utterance.part {
                let cut = parts[pack][part]
                sounds = [
                    VoiceLine.Sound(
                        clip: clips[utterance.firstClip],
                        range: .milliseconds(cut.start * 1000)..<(.milliseconds(cut.end * 1000)))
                ]
            }
            return VoiceLine(
                sounds: sounds, start: .milliseconds(utterance.start),
                slotEnd: .milliseconds(utterance.slotEnd),
                speaker: "\(utterance.voice) \(utterance.speaker ?? "")",
                speed: Double(utterance.speed) / 1000)
        }
    }

    /// Takes an utterance out of its pack; it is said by one more clip of the job.
    mutating func takeAlone(_ index: Int, clip: Int) {
        utterances[index].firstClip = clip
        utterances[index].pack = nil
        utterances[index].part = nil
    }

    /// The task of an utterance by itself.
    func task(of utterance: Utterance, by maker: TaskMaker) -> SpeechTask {
        maker.task(
            Planning.Utterance.text(joining: utterance.lines.map(\.text)),
            voiceID: utterance.voice, speed: Thousandths(utterance.speed),
            volume: Thousandths(volume))
    }

    /// How the track is made.
    ///
    /// - Parameter volume: how loud its clips become.
    func settings(volume: Thousandths) -> VoiceTrackSettings {
        VoiceTrackSettings(
            format: VoiceTrackFormat(rawValue: format) ?? .mp3, maximumStretch: maximumStretch,
            volume: volume)
    }
}
