/// Finds the files of an archive by names that are written otherwise elsewhere.
///
/// A package document may percent-encode a name, or write it in another normal form or case than
/// the archive. Strings are equal here when they are canonically equivalent, so normal forms need
/// no care.
struct ArchiveNames {
    private var exact: [String: Int] = [:]
    /// By names without regard to case; nil where two files differ only in it.
    private var folded: [String: Int?] = [:]

    init(_ names: [String]) {
        for (index, name) in names.enumerated() where exact[name] == nil {
            exact[name] = index
            let key = name.lowercased()
            folded[key] = folded[key] == nil ? .some(index) : .some(nil)
        }
    }

    func index(of name: String) -> Int? {
        if let found = exact[name] { return found }
        let decoded = name.removingPercentEncoding()
        return exact[decoded] ?? folded[decoded.lowercased()] ?? nil
    }
}

extension String {
    /// The text with `%41` written as `A`; what is no encoding of UTF-8 stays as it is.
    package func removingPercentEncoding() -> String {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2,
                let text = String(validating: digits, as: UTF8.self), !text.hasPrefix("+"),
                let value = UInt8(text, radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? self
    }
}
