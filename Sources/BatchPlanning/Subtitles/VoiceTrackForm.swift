import Foundation
import Ledger
import Narration
import Sentences
package import SpeechTasks
import Texts
package import Tracks
package import Utterances
package import VoiceTracks

/// How the voice track of a film is made from its clips, as the ledger keeps it.
///
/// A change makes the track again, without a call. Times are milliseconds from the film's start.
package struct VoiceTrackForm: StoredForm {
    /// The subtitle file.
    package var source = ""
    package var language = ""
    /// A `TrackFormat`, by its name.
    var format = TrackFormat.mp3.rawValue
    var maximumStretch = SubtitleSettings().maximumStretch
    /// How long the track is at least.
    package var length = 0
    package var film: String?
    /// The film's bytes and when it was changed, by which another one in its place is known.
    var filmBytes: Int?
    var filmDate: Double?
    package var duckDecibels: Double?
    /// The file beside the film that is made of the track, in place of a copy of the film.
    package var sidecar: String?
    /// The volume of every task, in thousandths.
    var volume = Thousandths.normal.count
    package var utterances: [Utterance] = []
    /// The clips that several utterances share.
    package var packs: [Pack] = []
    var packConfidence = SubtitleSettings().packConfidence
    package var unspoken: [Unspoken] = []

    package struct Utterance: Codable {
        package var start = 0
        package var slotEnd = 0
        package var speaker: String?
        package var voice = ""
        /// The speed it was asked for, in thousandths.
        package var speed = Thousandths.normal.count
        /// The first of the job's clips that say it, and how many do.
        var firstClip = 0
        var clips = 0
        /// Where it is a part of a clip that others share: the pack, and its place in it.
        package var pack: Int?
        package var part: Int?
        package var lines: [Line] = []
    }

    package struct Pack: Codable {
        /// The clip, among the job's.
        package var clip = 0
        /// How long each utterance in it is expected to be, in seconds.
        package var weights: [Double] = []
    }

    package struct Line: Codable {
        /// The cue's number.
        package var cue = 0
        var start = 0
        var end = 0
        package var text = ""
        /// Where it begins within the utterance, as a share of its length.
        package var share = 0.0
    }

    package struct Unspoken: Codable {
        package var cue = 0
        package var reason = ""
        package var text = ""
    }

    package init(_ plan: SubtitlePlan, volume: Thousandths) {
        self.volume = volume.count
        packConfidence = plan.settings.packConfidence
        source = plan.spoken.path
        language = plan.spoken.language.code
        format = plan.format.rawValue
        maximumStretch = plan.settings.maximumStretch
        length = plan.trackLength.wholeMilliseconds
        film = plan.settings.film.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
        let attributes = film.flatMap { try? FileManager.default.attributesOfItem(atPath: $0) }
        filmBytes = attributes?[.size] as? Int
        filmDate = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970
        duckDecibels = plan.settings.duckDecibels
        sidecar = plan.sidecar
        unspoken = plan.spoken.unspoken.map {
            Unspoken(cue: $0.number, reason: $0.reason.rawValue, text: $0.text)
        }
    }

    mutating func add(
        _ utterance: Utterances.Utterance, speed: Thousandths, from source: UtteranceSource
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
}

extension VoiceTrackForm {
    /// Whether a job's clips are those that the form was planned with.
    package func isFor(_ clips: [TaskHash]) -> Bool {
        let all =
            packs.map(\.clip)
            + utterances.flatMap { Array($0.firstClip..<($0.firstClip + $0.clips)) }
        return Set(all).count == clips.count && all.allSatisfy(clips.indices.contains)
    }

    /// The utterances that cannot be cut out of their packs with confidence.
    package func doubtful(_ parts: [[PackCuts.Part]]) -> [Int] {
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
    package func lines(of clips: [ClipInTrack], parts: [[PackCuts.Part]]) -> [VoiceLine] {
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
    package mutating func takeAlone(_ index: Int, clip: Int) {
        utterances[index].firstClip = clip
        utterances[index].pack = nil
        utterances[index].part = nil
    }

    /// The task of an utterance by itself.
    package func task(of utterance: Utterance, by maker: TaskMaker) -> SpeechTask {
        maker.task(
            Utterances.Utterance.text(joining: utterance.lines.map(\.text)),
            voiceID: utterance.voice, speed: Thousandths(utterance.speed),
            volume: Thousandths(volume))
    }

    /// How the track is made.
    ///
    /// - Parameter volume: how loud its clips become.
    package func settings(volume: Thousandths) -> VoiceTrackSettings {
        VoiceTrackSettings(
            format: TrackFormat(rawValue: format) ?? .mp3, maximumStretch: maximumStretch,
            volume: volume)
    }
}

extension VoiceTrackForm {
    /// Reads a form that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.source, into: &source)
        members.read(.language, into: &language)
        members.read(.format, into: &format)
        members.read(.maximumStretch, into: &maximumStretch)
        members.read(.length, into: &length)
        members.read(.film, into: &film)
        members.read(.filmBytes, into: &filmBytes)
        members.read(.filmDate, into: &filmDate)
        members.read(.duckDecibels, into: &duckDecibels)
        members.read(.sidecar, into: &sidecar)
        members.read(.volume, into: &volume)
        members.read(.utterances, into: &utterances)
        members.read(.packs, into: &packs)
        members.read(.packConfidence, into: &packConfidence)
        members.read(.unspoken, into: &unspoken)
    }
}

extension VoiceTrackForm.Utterance {
    /// Reads an utterance that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.start, into: &start)
        members.read(.slotEnd, into: &slotEnd)
        members.read(.speaker, into: &speaker)
        members.read(.voice, into: &voice)
        members.read(.speed, into: &speed)
        members.read(.firstClip, into: &firstClip)
        members.read(.clips, into: &clips)
        members.read(.pack, into: &pack)
        members.read(.part, into: &part)
        members.read(.lines, into: &lines)
    }
}

extension VoiceTrackForm.Pack {
    /// Reads a pack that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.clip, into: &clip)
        members.read(.weights, into: &weights)
    }
}

extension VoiceTrackForm.Line {
    /// Reads a line that any version wrote.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.cue, into: &cue)
        members.read(.start, into: &start)
        members.read(.end, into: &end)
        members.read(.text, into: &text)
        members.read(.share, into: &share)
    }
}

extension VoiceTrackForm.Unspoken {
    /// Reads a cue that is not spoken, as any version wrote it.
    package init(from decoder: any Decoder) throws {
        let members = try StoredMembers(of: decoder, by: CodingKeys.self)
        members.read(.cue, into: &cue)
        members.read(.reason, into: &reason)
        members.read(.text, into: &text)
    }
}
