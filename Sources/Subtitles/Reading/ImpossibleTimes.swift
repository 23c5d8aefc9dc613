import Texts

/// Cues at times that cannot be those of one film: an hour that slipped, times counted from somewhere
/// else, ends far behind everything.
///
/// No film pauses for three hours, nor begins so late. Half an hour that is also four times as long as
/// all else counts where the order of the file is broken by it, and an hour before the first words where
/// the file is so dense that it hardly holds the foreign words of a film alone.
package struct ImpossibleTimes: Sendable {
    /// What is wrong, each with the cue it begins at.
    package private(set) var faults: [SubtitleFault] = []
    /// The numbers of the cues that they are about, from 1.
    package private(set) var numbers: Set<Int> = []

    private static let longPause = Duration.seconds(1800)
    private static let longestPause = Duration.seconds(3 * 3600)
    private static let longestFront = Duration.seconds(3600)

    private typealias Numbered = (number: Int, cue: Cue)
    private let path: String

    /// What cannot be of these cues of a file, each with its number.
    package init(_ cues: [(number: Int, cue: Cue)], path: String) {
        self.path = path
        let groups = Self.groups(cues.sorted { $0.cue.start < $1.cue.start })
        guard let main = groups.max(by: { $0.count < $1.count }), let first = main.first,
            let last = main.last
        else { return }
        let pause = min(
            Self.longestPause, max(Self.longPause, (last.cue.start - first.cue.start) * 4))
        checkEnds(of: main, after: last.cue.start + pause)
        checkFront(main, first)
        for group in groups {
            guard let outlier = group.first, outlier.number != first.number else { continue }
            let distance = max(
                outlier.cue.start - last.cue.start, first.cue.start - outlier.cue.start)
            let isOutOfOrder = main.contains { cue in
                (cue.number < outlier.number) != (cue.cue.start <= outlier.cue.start)
            }
            if distance >= (isOutOfOrder ? pause : Self.longestPause) { add(group, outlier) }
        }
        faults.sort { $0.place.line < $1.place.line }
    }

    /// Cues between which no pause is a long one.
    private static func groups(_ cues: [Numbered]) -> [[Numbered]] {
        var groups: [[Numbered]] = []
        var last: Duration?
        for cue in cues {
            if let last, cue.cue.start - last < longPause {
                groups[groups.count - 1].append(cue)
            } else {
                groups.append([cue])
            }
            last = cue.cue.start
        }
        return groups
    }

    private mutating func checkEnds(of main: [Numbered], after limit: Duration) {
        for cue in main where cue.cue.end > limit && cue.cue.end - cue.cue.start > Self.longPause {
            add(
                [cue],
                "cue \(cue.number) is over at \(Self.time(cue.cue.end)), long after all others; "
                    + "correct its end. If it is right, say so by --duration "
                    + Self.time(cue.cue.end))
        }
    }

    private mutating func checkFront(_ main: [Numbered], _ first: Numbered) {
        let start = first.cue.start
        let length = (main.last?.cue.start ?? start) - start
        let isDense = main.count >= 20 && length < .seconds(60 * main.count)
        guard start >= (isDense ? Self.longestFront : Self.longestPause) else { return }
        let hours = Duration.seconds(Int(start / .seconds(3600)) * 3600)
        let shift = start - hours < Self.longPause && hours > .zero ? hours : start
        add(
            main,
            "the first cue (\(first.number)) begins at \(Self.time(start)); if the film begins later "
                + "than the clock of these times, shift them by --offset -\(Self.time(shift)). If they "
                + "are right, say how long the film is by --duration")
    }

    private mutating func add(_ group: [Numbered], _ outlier: Numbered) {
        let more = group.count - 1
        let others =
            more == 0 ? "" : ", and so \(more == 1 ? "does" : "do") \(counted(more, "other"))"
        add(
            group,
            "cue \(outlier.number) begins at \(Self.time(outlier.cue.start)), far from all others"
                + "\(others); correct its times. If they are right, say how long the film is by "
                + "--duration")
    }

    private mutating func add(_ cues: [Numbered], _ message: String) {
        guard let first = cues.first else { return }
        numbers.formUnion(cues.map(\.number))
        faults.append(
            SubtitleFault(
                place: SourcePlace(path: path, line: first.cue.line, column: 1), message: message))
    }

    /// A time with hours, as options take it.
    private static func time(_ duration: Duration) -> String {
        let seconds = Int((duration / .seconds(1)).rounded(.down))
        let parts = [seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(seconds / 3600):\(parts.joined(separator: ":"))"
    }
}

extension SubtitleFile {
    /// The file with all its times later by a duration, or earlier by a negative one.
    ///
    /// A cue that would be over before the film begins becomes a fault.
    package func shifted(by offset: Duration) -> SubtitleFile {
        guard offset != .zero else { return self }
        var file = self
        file.cues = []
        for var cue in cues {
            cue.start = max(.zero, cue.start + offset)
            cue.end += offset
            if cue.end > .zero {
                file.cues.append(cue)
            } else {
                file.faults.append(
                    SubtitleFault(
                        place: SourcePlace(path: path, line: cue.line, column: 1),
                        message: "with --offset the cue is over before the film begins"))
            }
        }
        file.faults.sort { $0.place.line < $1.place.line }
        return file
    }
}
