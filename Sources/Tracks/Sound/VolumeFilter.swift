package import SpeechTasks
import Texts

/// A volume that a service does not have, as ffmpeg's filters.
package struct VolumeFilter: Hashable, Sendable {
    private let volume: Thousandths

    /// The filter of a volume, 1 for none.
    package init(_ volume: Thousandths) {
        self.volume = volume
    }

    /// Whether it changes anything.
    var isPlain: Bool { volume == .normal }

    /// Whether nothing is heard.
    var isSilent: Bool { volume.count == 0 }

    /// Throws unless it is 0 to 2, what the page form takes.
    package func requirePossible() throws(ImpossibleSetting) {
        guard Thousandths.volumeRange.contains(volume) else {
            throw ImpossibleSetting("a volume of \(volume)", reason: "it is 0 to 2")
        }
    }

    /// ffmpeg's filter as its arguments; none where it would change nothing.
    package func arguments(times factor: Int = 1) -> [String] {
        filter(times: factor).map { ["-af", $0] } ?? []
    }

    /// ffmpeg's filter; nil where it would change nothing.
    ///
    /// What becomes too loud is held just below full scale. The limiter delays what it hears by its
    /// attack, one millisecond.
    ///
    /// - Parameter factor: what the samples were divided by.
    func filter(times factor: Int = 1) -> String? {
        guard factor > 1 || !isPlain else { return nil }
        let thousandths = volume.count * factor
        let number = decimal(thousandths: thousandths)
        let limiter = thousandths > 1000 ? ",alimiter=limit=0.97:level=0:attack=1" : ""
        return "volume=\(number):precision=double\(limiter)"
    }
}
