/// Milliseconds as `1:02:03` or `4:05`, or `4.2 s` under a minute.
package func clockTime(milliseconds: Int) -> String {
    // From here on a tenth would round up to 60.0 s.
    guard milliseconds >= 59_950 else {
        return decimal(Double(milliseconds) / 1000, places: 1) + " s"
    }
    let seconds = (milliseconds + 500) / 1000
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
}

/// A time as `01:02:03.004`.
package func timestamp(_ time: Duration) -> String {
    let milliseconds = time.milliseconds
    let seconds = milliseconds / 1000
    return "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        + ".\(padded(milliseconds % 1000, 3))"
}
