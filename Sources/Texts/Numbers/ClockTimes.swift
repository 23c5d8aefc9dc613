/// Milliseconds as `1:02:03` or `4:05`, or `4.2 s` under a minute.
package func clockTime(milliseconds: Int) -> String {
    // From here on a tenth would round up to 60.0 s.
    guard milliseconds >= 59_950 else {
        return decimal(Double(milliseconds) / 1000, places: 1) + " s"
    }
    let seconds = (milliseconds + 500) / 1000
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    return hours > 0
        ? "\(hours):\(padded(minutes, 2)):\(padded(rest, 2))" : "\(minutes):\(padded(rest, 2))"
}

/// A time as `01:02:03.004`, or with another sign before its milliseconds.
package func timestamp(_ time: Duration, point: Character = ".") -> String {
    let milliseconds = time.milliseconds
    let seconds = milliseconds / 1000
    return "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        + "\(point)\(padded(milliseconds % 1000, 3))"
}
