/// A number with its noun, in the plural where there is not one: `1 call`, `12 calls`.
public func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}
