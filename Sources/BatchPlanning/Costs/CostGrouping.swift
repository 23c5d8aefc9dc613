import Foundation
import Ledger

/// By what the cost of a plan or of calls is told.
package enum CostGrouping: Hashable, Sendable {
    /// The voice of a call.
    case voice
    /// The list, book or subtitle file.
    case input
    /// The job: a row, a chapter, a subtitle file.
    case job
    /// The speaker of a cue, or of a row whose list has a column of that name.
    case speaker
    /// The batch.
    case batch
    /// What `--project` says of the batch.
    case project
    /// The day of a call, by this machine's time zone.
    case day
    /// The month of that day.
    case month
    /// A column of a list, by its name.
    case column(String)

    /// The groupings that have a word of their own.
    package static let words: [(word: String, grouping: CostGrouping)] = [
        ("voice", .voice), ("input", .input), ("job", .job), ("speaker", .speaker),
        ("batch", .batch), ("project", .project), ("day", .day), ("month", .month),
    ]

    /// What a column is called that has such a word as its name.
    package static let columnPrefix = "column="

    /// The grouping of a word; any other is a column's name.
    package init(_ word: String) {
        if let known = Self.words.first(where: { $0.word == word }) {
            self = known.grouping
        } else if word.hasPrefix(Self.columnPrefix) {
            self = .column(String(word.dropFirst(Self.columnPrefix.count)))
        } else {
            self = .column(word)
        }
    }

    /// What a person calls it: the word, or the column's name.
    package var name: String {
        if case .column(let name) = self { return name }
        return Self.words.first { $0.grouping == self }?.word ?? ""
    }
}

/// What of a job says to which groups it belongs.
package struct GroupedJob {
    /// The input that asked for it: of a chapter its book.
    let input: String
    /// Its track.
    let output: String
    /// The list's own columns.
    let columns: [String: String]
    /// Who speaks its clips, of which there is one for each.
    private let speakers: [[SpokenPart]]

    /// Somebody's part of a clip.
    package struct SpokenPart: Hashable, Sendable {
        /// The group's name; nil where nothing says it.
        package let name: String?
        /// How much of the clip it is, in characters.
        package let weight: Int

        /// A part of a clip.
        package init(name: String?, weight: Int) {
            self.name = name
            self.weight = weight
        }
    }

    /// A job of these facts, of which only those are read that a grouping asks for.
    ///
    /// - Parameters:
    ///   - otherColumns: the list's own columns, a JSON object.
    ///   - trackForm: how its track is made, as the ledger keeps it.
    package init(
        input: String, output: String, otherColumns: String?, trackForm: String?,
        for grouping: CostGrouping
    ) {
        self.input = input
        self.output = output
        var columns: [String: String] = [:]
        var speakers: [[SpokenPart]] = []
        switch grouping {
        case .speaker:
            columns = otherColumns.flatMap(Self.members) ?? [:]
            if otherColumns == nil {
                let form = trackForm.flatMap { VoiceTrackForm(json: $0) }
                speakers = form?.speakersOfClips ?? []
            }
        case .column: columns = otherColumns.flatMap(Self.members) ?? [:]
        case .voice, .input, .job, .batch, .project, .day, .month: break
        }
        self.columns = columns
        self.speakers = speakers
    }

    private static func members(ofJSON text: String) -> [String: String]? {
        try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }

    /// The groups of a clip, by who has which part of it.
    ///
    /// - Parameter clip: its number; nil of a recording that was replaced, of which nobody knows any more
    ///   who spoke it.
    package func parts(ofClip clip: Int?, by grouping: CostGrouping) -> [SpokenPart] {
        let name: String?
        switch grouping {
        case .input: name = input
        case .job: name = output
        case .column(let column): name = said(columns[column])
        case .speaker:
            if let clip, speakers.indices.contains(clip), !speakers[clip].isEmpty {
                return speakers[clip]
            }
            name = said(columns.first { $0.key.lowercased() == "speaker" }?.value)
        case .voice, .batch, .project, .day, .month: name = nil
        }
        return [SpokenPart(name: name, weight: 1)]
    }

    private func said(_ value: String?) -> String? { value?.isEmpty == true ? nil : value }
}

extension VoiceTrackForm {
    /// Who speaks each of the job's clips.
    fileprivate var speakersOfClips: [[GroupedJob.SpokenPart]] {
        var speakers: [Int: [GroupedJob.SpokenPart]] = [:]
        for utterance in utterances {
            let part = GroupedJob.SpokenPart(
                name: utterance.speaker,
                weight: max(1, utterance.lines.reduce(0) { $0 + $1.text.unicodeScalars.count }))
            let shared = utterance.pack.flatMap {
                packs.indices.contains($0) ? packs[$0].clip : nil
            }
            let own =
                utterance
                .firstClip..<max(
                    utterance.firstClip, utterance.firstClip + utterance.clips)
            for clip in shared.map({ [$0] }) ?? Array(own) {
                speakers[clip, default: []].append(part)
            }
        }
        let count = (speakers.keys.max() ?? -1) + 1
        return (0..<max(0, count)).map { speakers[$0] ?? [] }
    }
}
