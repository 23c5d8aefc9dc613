extension StringProtocol {
    /// The text within an element or an attribute of XML 1.0, without the characters it may not hold.
    ///
    /// Source: W3C, "Extensible Markup Language (XML) 1.0", sections 2.2 and 2.4.
    var xml: String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "&": text.append(contentsOf: "&amp;".unicodeScalars)
            case "<": text.append(contentsOf: "&lt;".unicodeScalars)
            case ">": text.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": text.append(contentsOf: "&quot;".unicodeScalars)
            case _ where scalar.isXML: text.append(scalar)
            default: break
            }
        }
        return String(text)
    }
}

extension Unicode.Scalar {
    fileprivate var isXML: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: true
        default: false
        }
    }
}
