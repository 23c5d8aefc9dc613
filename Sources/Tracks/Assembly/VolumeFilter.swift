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

    /// Throws unless it is 0 to 2, what the page form takes.
    package func requirePossible() throws(ImpossibleSetting) {
        guard Thousandths.volumeRange.contains(volume) else {
            throw ImpossibleSetting("a volume of \(volume)", reason: "it is 0 to 2")
        }
    }

    /// ffmpeg's arguments; none where they would change nothing.
    ///
    /// What becomes too loud is held just below full scale. The limiter delays what it hears by its
    /// attack, one millisecond.
    ///
    /// - Parameter factor: what the samples were divided by.
    package func arguments(times factor: Int = 1) -> [String] {
        guard factor > 1 || !isPlain else { return [] }
        let thousandths = volume.count * factor
        let number = decimal(thousandths: thousandths)
        let limiter = thousandths > 1000 ? ",alimiter=limit=0.97:level=0:attack=1" : ""
        return ["-af", "volume=\(number):precision=double\(limiter)"]
    }
}
