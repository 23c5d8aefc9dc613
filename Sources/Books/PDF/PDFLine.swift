import Texts

/// A line of words on a page, in points from the page's upper left corner.
struct PDFLine: Sendable {
    var text: [Unicode.Scalar]
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
    /// How wide its first word is.
    var firstWordWidth: Double
    /// The height of its letters, by which faces of different sizes are told apart.
    var size: Double

    /// How much of the lower of two lines stands beside the other, from 0 to 1.
    func overlap(with other: PDFLine) -> Double {
        let shared = min(bottom, other.bottom) - max(top, other.top)
        return max(0, shared) / max(0.1, min(bottom - top, other.bottom - other.top))
    }

    /// The line with one that goes on beside it.
    ///
    /// Letters that are set closer or wider than usual are words to the converter; a space is a gap of
    /// some width.
    func joined(with next: PDFLine) -> PDFLine {
        var line = self
        if next.left - right > 0.1 * min(size, next.size) { line.text.append(" ") }
        line.text += next.text
        line.top = min(top, next.top)
        line.right = max(right, next.right)
        line.bottom = max(bottom, next.bottom)
        if next.text.count > text.count { line.size = next.size }
        return line
    }
}

/// A page: its size, and its lines as the converter orders them.
struct PDFPage: Sendable {
    let width: Double
    let height: Double
    var lines: [PDFLine] = []
}

/// The number that most characters of some lines have; nil without lines.
///
/// - Parameter step: how near two numbers are that count as one.
func commonest(_ values: some Sequence<(value: Double, weight: Int)>, step: Double) -> Double? {
    var weights: [Int: Int] = [:]
    for (value, weight) in values where value.isFinite && abs(value) < 1e6 {
        weights[Int((value / step).rounded()), default: 0] += weight
    }
    let most = weights.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    return most.map { Double($0.key) * step }
}
