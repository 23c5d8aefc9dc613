/// Headings of one form whose numbers rise one by one.
///
/// A number that is missing, or misprinted, does not end the series: what counts on behind it shows
/// that it goes on.
struct CountingChain {
    private(set) var members: [HeadingCandidate] = []

    private let form: HeadingMark.Form
    private var last = 0
    private var strayCount = 0
    private var gapCount = 0
    /// The one stray since the last member, which a gap shows to be misprinted.
    private var misprints: [HeadingCandidate] = []

    /// As many numbers may be missing in a row.
    private static let widestGap = 2

    init(form: HeadingMark.Form) { self.form = form }

    /// Whether there are enough members, and not too many others among them.
    var isSeries: Bool {
        members.count >= leastCount && strayCount * 2 <= members.count
            && gapCount * 3 <= members.count
    }

    private var leastCount: Int {
        switch form.style {
        case .bare(.decimal), .titled(.roman), .titled(.decimal), .titled(.ideographic),
            .bare(.letter):
            3
        default: 2
        }
    }

    /// A dictionary may lack words with some letter; of two parts 上 and 下, none is 中.
    private var largestStep: Int {
        switch form.style {
        case .bare(.letter): 3
        case .bare(.step): 2
        default: 1
        }
    }

    /// Takes the next candidate if it counts on.
    ///
    /// - Parameter next: The numbers of the two candidates after it.
    mutating func take(
        _ member: HeadingCandidate, number: Int, next: [Int], isNewPart: Bool
    ) {
        if number > last, number <= last + largestStep {
            append(member, number)
        } else if number == 1, isNewPart {
            append(member, 1)
        } else if number == last + 2, next.first == number, next.last == number + 1 {
            // Two alike: the first is a misprint of the number that is missing.
            append(member, number - 1)
        } else if isBehindGap(number, next: next) {
            gapCount += 1
            if number == last + 2, misprints.count == 1 {
                members += misprints
                strayCount -= 1
            }
            append(member, number)
        } else {
            strayCount += 1
            misprints.append(member)
        }
    }

    private mutating func append(_ member: HeadingCandidate, _ number: Int) {
        members.append(member)
        last = number
        misprints = []
    }

    /// Whether a number counts on behind a few that are missing.
    private func isBehindGap(_ number: Int, next: [Int]) -> Bool {
        guard number > last + largestStep, number <= last + 1 + CountingChain.widestGap,
            !next.contains(where: { (last + 1..<number).contains($0) })
        else { return false }
        if let following = next.first { return following == number + 1 }
        return members.count >= 3
    }
}
